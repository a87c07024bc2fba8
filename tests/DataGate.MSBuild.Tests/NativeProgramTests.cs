using System.Diagnostics;
using System.IO.Compression;
using DataGate.TestSupport;

namespace DataGate.MSBuild.Tests;

/// <summary>The package for the machine that packs it holds a program of that machine's own, where compiler and linker are to be had.</summary>
public sealed class NativeProgramTests
{
    private static readonly string[] s_compiler =
        ["Microsoft.DotNet.ILCompiler", $"runtime.{Project.Machine}.Microsoft.DotNet.ILCompiler", "Microsoft.NET.ILLink.Tasks", $"Microsoft.NETCore.App.Runtime.NativeAOT.{Project.Machine}"];

    private static readonly Lazy<bool> s_links = new(() => OperatingSystem.IsLinux() && Links());

    [Test]
    public void This_machines_package_holds_a_program_where_compiler_and_linker_are_to_be_had()
    {
        string[] lacks = [.. s_compiler.Where(package => !Project.IsHad(package, Project.Framework))];
        var isHad = s_links.Value && lacks.Length == 0;
        using var package = ZipFile.OpenRead(Packages.PathOf($"DataGate.Tool.{Project.Machine}"));
        var names = package.Entries.Select(entry => entry.FullName).Where(name => name.StartsWith($"tools/net10.0/{Project.Machine}/", StringComparison.Ordinal)).Select(Path.GetFileName).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(names.Contains("dotnet-datagate"), Is.EqualTo(isHad));
            // Neither of them beside the other: whoever is started is told by one line of the package.
            Assert.That(names.Any(name => name!.EndsWith(".dll", StringComparison.Ordinal) && name != "duckdb.dll" && name != "onnxruntime.dll"), Is.EqualTo(!isHad));
            Assert.That(names.Contains("dotnet-datagate.runtimeconfig.json"), Is.EqualTo(!isHad));
            if (!OperatingSystem.IsLinux()) return;
            Assert.That(Packages.ToolLog.Contains("DataGate: neither clang nor gcc links a program here", StringComparison.Ordinal), Is.EqualTo(!s_links.Value), Packages.ToolLog);
            Assert.That(Packages.ToolLog.Contains(Lacks(lacks, Project.Framework), StringComparison.Ordinal), Is.EqualTo(s_links.Value && lacks.Length > 0), Packages.ToolLog);
        });
    }

    /// <summary>A compiler of another kind, and what it leaves out, change no byte.</summary>
    [TestCase("check", "divergence-shift", ExpectedResult = 1)]
    [TestCase("check", "support-intents", ExpectedResult = 0)]
    [TestCase("check", "divergence-shift", "--format", "sarif", ExpectedResult = 1)]
    [TestCase("check", "divergence-shift", "--format", "html", ExpectedResult = 1)]
    [TestCase("measure", "divergence-shift/*.jsonl", "--format", "json", ExpectedResult = 0)]
    [TestCase("policy", "support-intents", "--resolved", ExpectedResult = 0)]
    [TestCase("explain", ExpectedResult = 0)]
    [TestCase("schema", "report", ExpectedResult = 0)]
    [TestCase("check", "no-such-folder", ExpectedResult = 2)]
    public int The_program_says_what_the_assemblies_say(params string[] command)
    {
        var program = Program();
        var samples = Path.Combine(Repository.Root, "samples");
        string[] arguments = command[0] is "check" ? [.. command, "--no-cache"] : command;
        var assemblies = Dotnet.Run(samples, [Path.Combine(Packages.Unpacked, "tools", "net10.0", "any", "dotnet-datagate.dll"), .. arguments]);
        var native = Run(samples, program, arguments);
        Assert.That(native, Is.EqualTo(assemblies));
        return native.Exit;
    }

    /// <summary>An installed tool is reached by a link: libraries and the model lie beside the program, not beside the link.</summary>
    [Test]
    public void The_program_finds_what_lies_beside_it_where_a_link_leads_to_it()
    {
        var program = Program();
        if (!DuckDb.IsFetched(DuckDb.Machine)) Assert.Ignore($"npm could not fetch DuckDB's library for {DuckDb.Machine}");
        var folder = Directory.CreateDirectory(Path.Combine(Packages.Root, Path.GetRandomFileName())).FullName;
        File.WriteAllText(Path.Combine(folder, "datagate.yaml"), """
            version: 1
            datasets:
              rows: { files: ["two.parquet"], text: text, diversity: { exact-duplicates: 10% } }
            """);
        File.WriteAllBytes(Path.Combine(folder, "two.parquet"), Convert.FromBase64String(ToolTests.TwoRows));
        var link = Path.Combine(folder, "datagate");
        File.CreateSymbolicLink(link, program);
        var check = Run(folder, link, "check");
        Assert.That(check.Output, Does.Match("exact-duplicates .*holds"));
        Assert.That(check.Exit, Is.Zero);
    }

    [Test]
    public void Without_the_compiler_assemblies_are_published_and_the_build_says_so()
    {
        if (!s_links.Value) Assert.Ignore("there is no linker");
        var folder = Path.Combine(Packages.Root, "without-native-compiler");
        var publish = Dotnet.Run(
            Repository.Root, "publish", Path.Combine("src", "DataGate.Tool"), "-c", Packages.Configuration, "-r", Project.Machine, "-o", folder, "--no-restore", "-p:ProgramVersion=0.0.1", "-p:CompileAhead=false",
            "-p:BuildProjectReferences=false", "-nodeReuse:false", "--disable-build-servers");
        Assert.Multiple(() =>
        {
            Assert.That(publish.Exit, Is.Zero, publish.Output);
            Assert.That(publish.Plain, Does.Contain(Lacks(s_compiler, "0.0.1")));
            Assert.That(publish.Plain, Does.Not.Contain("error"));
            Assert.That(Path.Combine(folder, "dotnet-datagate.dll"), Does.Exist);
            Assert.That(Path.Combine(folder, "dotnet-datagate"), Does.Not.Exist);
        });
    }

    private static string Lacks(string[] packages, string version) => $"DataGate: no feed serves {string.Join(", ", packages)} {version}: the tool for {Project.Machine} is not a program of its own";

    /// <summary>Whether what links programs here does, and what strips them is here.</summary>
    private static bool Links()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        string? Find(params string[] names) => names.Select(name => folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists)).FirstOrDefault(path => path is not null);
        var source = Path.Combine(Packages.Root, "empty.c");
        File.WriteAllText(source, "int main(void) { return 0; }");
        return Find("objcopy", "llvm-objcopy") is not null && Find("clang", "gcc") is { } linker && Run(Packages.Root, linker, source, "-lm", "-o", Path.Combine(Packages.Root, "empty")).Exit == 0;
    }

    /// <summary>The program of this machine's package, unpacked once.</summary>
    internal static string Program()
    {
        var folder = Path.Combine(Packages.Root, "program");
        var program = Path.Combine(folder, "tools", "net10.0", Project.Machine, "dotnet-datagate");
        if (!Directory.Exists(folder)) ZipFile.ExtractToDirectory(Packages.PathOf($"DataGate.Tool.{Project.Machine}"), folder);
        if (!File.Exists(program)) Assert.Ignore("compiler or linker are not to be had");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(program, File.GetUnixFileMode(program) | UnixFileMode.UserExecute);
        return program;
    }

    internal static DotnetRun Run(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new DotnetRun(process.ExitCode, output + error.Result);
    }
}
