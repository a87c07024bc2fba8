using System.Reflection;
using System.Text.RegularExpressions;
using DataGate.TestSupport;
using DataGate.Verdicts;

namespace DataGate.Tests;

/// <summary>The arrows of the design, between assemblies and inside the library: they only point down.</summary>
public sealed partial class ArchitectureTests
{
    /// <summary>What each namespace of the library may use, besides itself.</summary>
    private static readonly Dictionary<string, string[]> s_uses = new(StringComparer.Ordinal)
    {
        ["Text"] = [],
        ["Documents"] = ["Text"],
        ["Metrics"] = ["Documents", "Text"],
        ["Policies"] = ["Documents", "Text"],
        ["Rules"] = ["Policies", "Metrics", "Documents", "Text"],
        ["Scanning"] = ["Policies", "Metrics", "Documents", "Text"],
        ["Verdicts"] = ["Rules", "Scanning", "Policies", "Metrics", "Documents", "Text"],
    };

    [Test]
    public void Namespaces_of_the_library_use_only_what_stands_below_them()
    {
        var types = typeof(Gate).Assembly.GetTypes().Where(type => type.Namespace?.StartsWith("DataGate.", StringComparison.Ordinal) == true);
        var wrong = types.SelectMany(type => Used(type)
            .Where(used => Part(used) is { } to && to != Part(type) && !s_uses[Part(type)!].Contains(to))
            .Select(used => $"{type.FullName} uses {used.FullName}"));
        Assert.That(wrong.Distinct(), Is.Empty);
    }

    [Test]
    public void Source_files_name_only_what_stands_below_them()
    {
        var root = Path.Combine(Repository.Root, "src", "DataGate");
        var files = Directory.GetFiles(root, "*.cs", SearchOption.AllDirectories).Where(file => !file.Contains("/obj/", StringComparison.Ordinal)).ToList();
        Assert.That(files, Has.Count.GreaterThan(30));
        foreach (var file in files)
        {
            var from = Path.GetRelativePath(root, file).Split(Path.DirectorySeparatorChar)[0];
            Assert.That(s_uses, Does.ContainKey(from), $"{file}: a folder that the design doesn't know");
            foreach (Match use in Uses().Matches(File.ReadAllText(file)))
            {
                var to = use.Groups[1].Value;
                Assert.That(to == from || s_uses[from].Contains(to), Is.True, $"{file} uses DataGate.{to}");
            }
        }
    }

    [Test]
    public void Assemblies_reference_only_what_stands_below_them()
    {
        var projects = Directory.GetFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetFileNameWithoutExtension(file), file => Reference().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value).ToArray(), StringComparer.Ordinal);
        Assert.Multiple(() =>
        {
            Assert.That(projects["DataGate"], Is.Empty);
            Assert.That(projects["DataGate.Files"], Is.EquivalentTo((string[])["DataGate"]));
            Assert.That(projects["DataGate.Tool"], Is.SubsetOf((string[])["DataGate", "DataGate.Files", "DataGate.Onnx"]));
            Assert.That(projects.GetValueOrDefault("DataGate.MSBuild", []), Is.Empty);
            Assert.That(projects.GetValueOrDefault("DataGate.Onnx", []), Is.SubsetOf((string[])["DataGate"]));
        });
    }

    [Test]
    public void The_library_is_pure()
    {
        string[] references = [.. typeof(Gate).Assembly.GetReferencedAssemblies().Select(name => name.Name!)];
        string[] impure = ["System.Console", "YamlDotNet", "Microsoft.Build", "System.Net", "System.IO.FileSystem"];
        Assert.That(references.Where(name => impure.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal))), Is.Empty);
        foreach (var file in Directory.GetFiles(Path.Combine(Repository.Root, "src", "DataGate"), "*.cs", SearchOption.AllDirectories))
            Assert.That(Impure().IsMatch(File.ReadAllText(file)), Is.False, $"{file} touches files, the console or the clock");
    }

    [GeneratedRegex(@"\busing DataGate\.(\w+)")]
    private static partial Regex Uses();

    [GeneratedRegex(@"ProjectReference Include=""[^""]*/([\w.]+)\.csproj""")]
    private static partial Regex Reference();

    [GeneratedRegex(@"\b(File\.(Open|Read|Write|Exists|Create)|Directory\.|Console\.|DateTime\.(Now|UtcNow|Today)|Stopwatch|new FileStream|Environment\.)")]
    private static partial Regex Impure();

    private static string? Part(Type type) => type.Namespace?.Split('.') is ["DataGate", var part, ..] ? part : null;

    private static IEnumerable<Type> Used(Type type)
    {
        const BindingFlags All = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        var direct = type.GetFields(All).Select(field => field.FieldType)
            .Concat(type.GetMethods(All).SelectMany(Signature)).Concat(type.GetConstructors(All).SelectMany(Signature)).Append(type.BaseType ?? type);
        return direct.SelectMany(Flatten).Where(used => used.Assembly == type.Assembly);
    }

    private static IEnumerable<Type> Signature(MethodBase method)
    {
        var types = method.GetParameters().Select(parameter => parameter.ParameterType);
        if (method is MethodInfo { ReturnType: var result }) types = types.Append(result);
        return types.Concat(method.GetMethodBody()?.LocalVariables.Select(local => local.LocalType) ?? []);
    }

    private static IEnumerable<Type> Flatten(Type type) =>
        type.HasElementType ? Flatten(type.GetElementType()!)
        : type.IsGenericType ? type.GetGenericArguments().SelectMany(Flatten).Append(type.GetGenericTypeDefinition())
        : [type];
}
