namespace DataGate.MSBuild.Tests;

/// <summary>A project that uses the package, in a folder of its own.</summary>
internal sealed class Consumer
{
    /// <summary>A policy that every set of distinct rows passes.</summary>
    public const string Policy = "version: 1\ndatasets:\n  set: { files: [\"data/*.jsonl\"], text: text, diversity: { exact-duplicates: 0% } }\n";

    public const string Distinct = "{\"text\": \"one row\"}\n{\"text\": \"another row\"}\n";

    /// <summary>The second row is wrong.</summary>
    public const string Repeated = "{\"text\": \"twice\"}\n{\"text\": \"twice\"}\n";

    private Consumer(string folder) => Folder = folder;

    public string Folder { get; }

    /// <summary>A library with the package: its policy holds.</summary>
    /// <param name="name">Of its folder.</param>
    /// <param name="properties">More of the project file.</param>
    /// <param name="frameworks">One or several.</param>
    /// <param name="items">More items.</param>
    public static Consumer Library(string name, string properties = "", string frameworks = "net10.0", string items = "")
    {
        var property = frameworks.Contains(';', StringComparison.Ordinal) ? "TargetFrameworks" : "TargetFramework";
        return Create(name)
            .Write("Consumer.csproj", Project("Microsoft.NET.Sdk", $"<{property}>{frameworks}</{property}>{properties}", items))
            .Write("Consumer.cs", "internal static class Consumer { }\n");
    }

    /// <summary>Data and no code.</summary>
    public static Consumer DataOnly(string name) =>
        Create(name).Write("Consumer.proj", Project("Microsoft.Build.NoTargets/3.7.0", "<TargetFramework>netstandard2.0</TargetFramework>", ""));

    /// <summary>The package's files imported by hand into a project that does nothing else: quick, for what the gate alone decides.</summary>
    public static Consumer Bare(string name, string content = "") => Create(name).Write("Consumer.proj", $"""
        <Project DefaultTargets="Build">
          <Import Project="{Packages.Unpacked}/build/DataGate.MSBuild.props" />
          {content}
          <Target Name="Build" />
          <Import Project="{Packages.Unpacked}/build/DataGate.MSBuild.targets" />
        </Project>
        """);

    public Consumer Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return this;
    }

    /// <summary>Policy and data as at first, with these rows.</summary>
    public Consumer With(string rows, string policy = Policy)
    {
        if (Directory.Exists(Path.Combine(Folder, "data"))) Directory.Delete(Path.Combine(Folder, "data"), recursive: true);
        return Write("datagate.yaml", policy).Write("data/a.jsonl", rows);
    }

    public DotnetRun Build(params string[] arguments) => Run(["build", .. arguments]);

    public DotnetRun Run(params string[] arguments) => Dotnet.Run(Folder, [.. arguments, "-nodeReuse:false"]);

    private static string Project(string sdk, string properties, string items) => $"""
        <Project Sdk="{sdk}">
          <PropertyGroup>{properties}</PropertyGroup>
          <ItemGroup>
            <PackageReference Include="DataGate.MSBuild" Version="{Packages.Version}" PrivateAssets="all" />
            {items}
          </ItemGroup>
        </Project>
        """;

    private static Consumer Create(string name)
    {
        var folder = Path.Combine(Packages.Root, "consumers", name);
        Directory.CreateDirectory(folder);
        return new Consumer(folder).With(Distinct);
    }
}
