using DataGate.Files.PolicyFile;
using DataGate.Files.Reports.Escaping;

namespace DataGate.Tool.Commands;

/// <summary>What is wrong with a policy, for commands that then can do nothing.</summary>
internal static class Problems
{
    /// <summary>A line each; the exit code.</summary>
    public static int Write(PolicyResult result, TextWriter to)
    {
        foreach (var problem in result.Problems)
            to.WriteLine($"{Terminal.Escape(problem.Place.File)}({problem.Place.Line},{problem.Place.Column}): error {problem.Code}: {Terminal.Escape(problem.Message)}");
        return ExitCodes.Usage;
    }
}
