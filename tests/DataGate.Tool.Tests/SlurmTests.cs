using System.Diagnostics;
using DataGate.TestSupport;

namespace DataGate.Tool.Tests;

/// <summary>The samples for Slurm, on a cluster of two nodes on this machine. Skipped where Debian's Slurm isn't installed, or for who isn't root.</summary>
public sealed class SlurmTests
{
    private const int NotThere = 77;

    [Test]
    [NonParallelizable]
    public void A_job_array_with_killed_tasks_makes_the_reports_of_one_process()
    {
        if (!OperatingSystem.IsLinux()) Assert.Ignore("Slurm runs on Linux");
        using var run = Process.Start(new ProcessStartInfo("bash", [Path.Combine(Repository.Root, "eng", "slurm-test"), typeof(CommandLine).Assembly.Location])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = run.StandardError.ReadToEndAsync();
        var output = run.StandardOutput.ReadToEnd();
        run.WaitForExit();
        if (run.ExitCode == NotThere) Assert.Ignore(error.Result.Trim());
        Assert.That(run.ExitCode, Is.Zero, output + error.Result);
        Assert.That(output, Does.Contain("killed two of six tasks: 4 parts are there, nothing was judged").And.Contain("on 2 nodes are those of one process, byte for byte"));
    }
}
