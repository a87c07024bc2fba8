using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using DataGate.Files.PolicyFile;
using DataGate.Files.PolicyFile.Checking;
using DataGate.Files.PolicyFile.Yaml;

namespace DataGate.Files.Datasets;

/// <summary>The head of a dataset's card: YAML between two lines of dashes, whose <c>configs</c> name the files of each split.</summary>
internal static class HubCard
{
    private const string Fence = "---", Configs = "configs";

    private static readonly SearchValues<char> s_notInGlobs = SearchValues.Create("?[]{}\\:");

    /// <summary>Null where the card names no files, or names them in a way that no glob of a policy has.</summary>
    /// <param name="card">Its text.</param>
    /// <param name="whyNot">What of its head isn't understood, as a clause; null: nothing that names files.</param>
    public static HubLayout? Read(string card, out string? whyNot)
    {
        whyNot = null;
        if (Head(card, out whyNot) is not { } yaml || Parsed(yaml, out whyNot) is not MappingNode head || head.Find(Configs) is not { } named) return null;
        if (Layout(named.Value) is { } layout) return layout;
        if (named.Value is not SequenceNode { Items: [MappingNode, ..] } list || list.Items.OfType<MappingNode>().Any(config => config.Find("data_files") is not null))
            whyNot = string.Create(CultureInfo.InvariantCulture, $"the '{Configs}' in its line {named.Key.Place.Line + 1} name files in a way that no policy does");
        return null;
    }

    private static HubLayout? Layout(PolicyNode configsNode)
    {
        if (configsNode is not SequenceNode list) return null;
        List<MappingNode> configs = [.. list.Items.OfType<MappingNode>()];
        var chosen = configs.Find(config => Text(config, "default") == "true") ?? configs.Find(config => Text(config, "config_name") == "default") ?? configs.FirstOrDefault();
        if (chosen is null || Splits(chosen) is not { Count: > 0 } splits) return null;
        var others = configs.Count > 1 ? $", configuration '{Text(chosen, "config_name")}' of {configs.Count}" : "";
        return new HubLayout([.. splits.GroupBy(split => split.Name, StringComparer.Ordinal).Select(group => new HubSplit(group.Key, [.. group.SelectMany(split => split.Globs)]))], $"its {HubLayout.Card} says so{others}");
    }

    private static string? Head(string card, out string? whyNot)
    {
        whyNot = null;
        var lines = card.ReplaceLineEndings("\n").TrimStart('\uFEFF').Split('\n');
        if (lines[0].TrimEnd() != Fence) return null;
        var end = Array.FindIndex(lines, 1, line => line.TrimEnd() == Fence);
        if (end < 0) whyNot = $"its head begins with {Fence} and doesn't end with it";
        return end < 0 ? null : string.Join('\n', lines[1..end]);
    }

    private static PolicyNode? Parsed(string yaml, out string? whyNot)
    {
        whyNot = null;
        try
        {
            return YamlComposer.ComposeAny(yaml, new PolicySource(HubLayout.Card, HubLayout.Card, PolicyFiles.OnDisk), new ProblemList());
        }
        catch (PolicyFault fault)
        {
            // The head's first line is the file's second.
            whyNot = string.Create(CultureInfo.InvariantCulture, $"its head is not understood in line {fault.Problem.Place.Line + 1}: {fault.Problem.Message}");
            return null;
        }
    }

    /// <summary>Null where a path is none that a policy could name.</summary>
    private static List<HubSplit>? Splits(MappingNode config)
    {
        var folder = Text(config, "data_dir") is { Length: > 0 } named ? named.Trim('/') + "/" : "";
        IEnumerable<(string? Name, PolicyNode? Paths)> found = config.Find("data_files")?.Value switch
        {
            SequenceNode { Items: [MappingNode, ..] } list => list.Items.Select(item => item is MappingNode split ? (Text(split, "split"), split.Find("path")?.Value) : (null, null)),
            MappingNode map => map.Entries.Select(entry => ((string?)entry.Key.Text, (PolicyNode?)entry.Value)),
            { } paths => [("train", paths)],
            null => [],
        };
        var splits = new List<HubSplit>();
        foreach (var (name, paths) in found)
        {
            if (!IsName(name) || Texts(paths) is not { Length: > 0 } globs || globs.Any(glob => !IsGlob(folder + glob))) return null;
            splits.Add(new HubSplit(name!, [.. globs.Select(glob => folder + glob)]));
        }
        return splits;
    }

    private static ImmutableArray<string>? Texts(PolicyNode? node) => node switch
    {
        ScalarNode one => [one.Text],
        SequenceNode many when many.Items.All(item => item is ScalarNode) => [.. many.Items.Cast<ScalarNode>().Select(item => item.Text)],
        _ => null,
    };

    private static string? Text(MappingNode map, string key) => (map.Find(key)?.Value as ScalarNode)?.Text;

    /// <summary>The word that a policy has for something else is no name in it.</summary>
    private static bool IsName(string? name) => name is { Length: > 0 and <= 100 } and not "reference" && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.');

    /// <summary>Within the folder, with no more than stars in it.</summary>
    private static bool IsGlob(string path) =>
        path is { Length: > 0 and <= 1000 } && path[0] is not ('/' or '!' or '~') && !path.AsSpan().ContainsAny(s_notInGlobs) && !path.Any(char.IsControl) && !path.Split('/').Contains("..", StringComparer.Ordinal);
}
