using System.ComponentModel;
using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using DataGate.TestSupport;

namespace DataGate.MSBuild.Tests;

/// <summary>How the build fetches one package of several, with npm and from a package on disk.</summary>
public sealed class FetchTests
{
    private const string Name = "@scope/library";
    private string _folder = "";
    private string _package = "";

    [SetUp]
    public void WritePackage()
    {
        if (Run("npm", "--version").Exit != 0) Assert.Ignore("Node.js with npm is not here");
        _folder = Directory.CreateDirectory(Path.Combine(Packages.Root, Path.GetRandomFileName())).FullName;
        _package = Path.Combine(_folder, "library.tgz");
        using var gzip = new GZipStream(File.Create(_package), CompressionLevel.Fastest);
        using var tar = new TarWriter(gzip);
        Write("package/package.json", $$"""{ "name": "{{Name}}", "version": "1.0.0" }""");
        Write("package/library.bin", "what it holds");
        void Write(string path, string content) => tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, path) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(content)) });
    }

    [TestCase("win32", "arm64")]
    [TestCase("darwin", "x64")]
    [TestCase("linux", "arm64")]
    public void What_is_for_any_machine_is_fetched_on_this_one(string system, string processor)
    {
        Lock(system, processor, Integrity(_package));
        Assert.That(Fetch(Name).Exit, Is.Zero);
        Assert.That(File.ReadAllText(At("library.bin")), Is.EqualTo("what it holds"));
    }

    [Test]
    public void What_is_not_as_the_lock_file_says_is_not_taken_and_neither_is_what_was_there()
    {
        Lock("win32", "arm64", Integrity(_package));
        Assert.That(Fetch(Name).Exit, Is.Zero);
        Lock("win32", "arm64", "sha512-" + Convert.ToBase64String(SHA512.HashData("other bytes"u8)));
        var fetch = Fetch(Name);
        Assert.Multiple(() =>
        {
            Assert.That(fetch.Exit, Is.EqualTo(1));
            Assert.That(fetch.Output, Does.Contain($"npm installed no {Name}"));
            Assert.That(At("library.bin"), Does.Not.Exist);
        });
    }

    [Test]
    public void What_the_lock_file_does_not_name_is_not_fetched()
    {
        Lock("win32", "arm64", Integrity(_package));
        var fetch = Fetch("@scope/other");
        Assert.That((fetch.Exit, fetch.Output.Trim()), Is.EqualTo((1, "fetch: the lock file has no @scope/other")));
    }

    private string At(string file) => Path.Combine(_folder, "node_modules", "@scope", "library", file);

    private static string Integrity(string path) => "sha512-" + Convert.ToBase64String(SHA512.HashData(File.ReadAllBytes(path)));

    private void Lock(string system, string processor, string integrity)
    {
        var wanted = $$"""{ "{{Name}}": "file:{{_package.Replace('\\', '/')}}" }""";
        File.WriteAllText(Path.Combine(_folder, ".npmrc"), "audit=false\nfund=false\nupdate-notifier=false\n");
        File.WriteAllText(Path.Combine(_folder, "package.json"), $$"""{ "name": "test", "private": true, "optionalDependencies": {{wanted}} }""");
        File.WriteAllText(Path.Combine(_folder, "package-lock.json"), $$"""
            {
              "name": "test", "lockfileVersion": 3, "requires": true,
              "packages": {
                "": { "name": "test", "optionalDependencies": {{wanted}} },
                "node_modules/{{Name}}": {
                  "version": "1.0.0", "resolved": "file:{{_package.Replace('\\', '/')}}", "integrity": "{{integrity}}", "optional": true, "os": ["{{system}}"], "cpu": ["{{processor}}"]
                }
              }
            }
            """);
    }

    private (int Exit, string Output) Fetch(string package) => Run("node", Path.Combine(Repository.Root, "eng", "native", "fetch.mjs"), _folder, package);

    private static (int Exit, string Output) Run(string program, params string[] arguments)
    {
        // npm is a script there.
        var start = OperatingSystem.IsWindows() && program == "npm" ? new ProcessStartInfo("cmd", ["/c", program, .. arguments]) : new ProcessStartInfo(program, arguments);
        start.UseShellExecute = false;
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        try
        {
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output + error.Result);
        }
        catch (Win32Exception)
        {
            return (-1, "");
        }
    }
}
