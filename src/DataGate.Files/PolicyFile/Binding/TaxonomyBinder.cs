using System.Collections.Immutable;
using DataGate.Files.Paths;
using DataGate.Files.PolicyFile.Checking;
using DataGate.Files.PolicyFile.Keys;
using DataGate.Files.PolicyFile.Yaml;
using DataGate.Metrics.Sketches;
using DataGate.Policies;

namespace DataGate.Files.PolicyFile.Binding;

/// <summary>Makes the taxonomy, reading the file of its leaves: a YAML list, or a text with a leaf on each line.</summary>
/// <param name="fence">What may be read.</param>
/// <param name="source">Names a file by its full path.</param>
/// <param name="problems">Where problems go.</param>
internal sealed class TaxonomyBinder(RepositoryFence fence, Func<string, PolicySource> source, ProblemList problems)
{
    private readonly List<string> _read = [];

    /// <summary>Absolute paths of the files read.</summary>
    public IReadOnlyList<string> FilesRead => _read;

    public TaxonomyPolicy? Bind(PolicyEntry? entry)
    {
        if (entry?.Value is not MappingNode map || TaxonomyKeys.Field.Find(map) is not { } field) return null;
        if (map.ValueOf(TaxonomyKeys.Leaves) is not ScalarNode path || PathScalars.Path.Read(path) is not { } name) return null;
        var file = source(Path.GetFullPath(name, path.Source.Folder));
        if (Fault(name, file) is { } fault)
        {
            problems.Add(PolicyCodes.WrongValue, $"'leaves': {fault}", path.Place);
            return null;
        }
        try
        {
            return new TaxonomyPolicy(field, Read(file), entry.Key.Place) { File = file.FullPath };
        }
        catch (PolicyFault wrong)
        {
            problems.Add(wrong.Problem);
            return null;
        }
    }

    private string? Fault(string path, PolicySource file)
    {
        if (Path.IsPathRooted(path) && !fence.AllowOutside)
            return $"{Display.Quote(path)} is an absolute path; name the file relative to this one, or allow it with --allow-outside";
        if (!fence.Allows(file.FullPath)) return $"{Display.Quote(path)} lies outside the repository; --allow-outside allows it";
        if (file.Files.IsFolder(file.FullPath)) return $"{Display.Quote(path)} is a folder; name the file in it";
        return file.Files.IsFile(file.FullPath) ? null : $"there is no file {Display.Quote(file.Shown)}";
    }

    private ImmutableArray<string> Read(PolicySource file)
    {
        var text = YamlText.Read(file);
        _read.Add(file.FullPath);
        var isYaml = Path.GetExtension(file.FullPath).ToUpperInvariant() is ".YAML" or ".YML" or ".JSON";
        var leaves = (isYaml ? List(text, file) : Lines(text)).Distinct(StringComparer.Ordinal).ToImmutableArray();
        if (leaves.IsEmpty) throw new PolicyFault(PolicyCodes.WrongValue, "the file lists no leaf of the taxonomy", file.Start);
        if (leaves.Length > ValueCounts.MaxValues) throw new PolicyFault(PolicyCodes.Limit, $"the taxonomy has more than {ValueCounts.MaxValues} leaves", file.Start);
        return leaves;
    }

    private static IEnumerable<string> Lines(string text) =>
        text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0);

    private IEnumerable<string> List(string text, PolicySource file)
    {
        var root = YamlComposer.ComposeAny(text, file, problems);
        if (root is not SequenceNode list)
            throw new PolicyFault(PolicyCodes.WrongValue, $"found {Display.Kind(root)}; a taxonomy's leaves are a list", root.Place);
        foreach (var item in list.Items)
        {
            if (item is not ScalarNode { IsNull: false, Text.Length: > 0 } leaf)
                throw new PolicyFault(PolicyCodes.WrongValue, $"found {Display.Kind(item)}; each leaf of a taxonomy is a text", item.Place);
            yield return leaf.Text;
        }
    }
}
