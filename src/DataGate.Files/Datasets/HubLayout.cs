using System.Collections.Immutable;
using System.Text.RegularExpressions;
using DataGate.Files.Readers;

namespace DataGate.Files.Datasets;

/// <summary>A split of a folder, by the globs of its files from there.</summary>
public sealed record HubSplit(string Name, ImmutableArray<string> Globs);

/// <summary>
/// A folder as data hubs lay it out: a README.md beside the data, whose head says which files are which split, or files and folders that are called after their split
/// (Hugging Face, <i>Structure your repository</i>).
/// </summary>
/// <param name="Splits">At least one; files that are in none are no data.</param>
/// <param name="Says">Where that stands, for a person.</param>
public sealed partial record HubLayout(ImmutableArray<HubSplit> Splits, string Says)
{
    /// <summary>The card of the dataset.</summary>
    public const string Card = "README.md";

    private static readonly (string Split, string[] Words)[] s_words =
        [("train", ["train", "training"]), ("validation", ["validation", "valid", "val", "dev"]), ("test", ["test", "testing", "eval", "evaluation"])];

    /// <summary>Prose beside the data has these.</summary>
    private static readonly string[] s_prose = [".md", ".markdown", ".txt"];

    [GeneratedRegex(@"^(?<folder>data/)?(?<word>[a-z]+)(?<rest>/.+|[-_.].*)$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Named { get; }

    /// <summary>Null where the folder is laid out otherwise.</summary>
    /// <param name="names">Of all files in the folder, from there, with <c>/</c> between folders.</param>
    /// <param name="card">The text of its <see cref="Card"/>; null: there is none.</param>
    /// <param name="unread">What of the card isn't understood, as a clause; null: nothing that names files.</param>
    public static HubLayout? Of(IEnumerable<string> names, string? card, out string? unread)
    {
        unread = null;
        if (card is not null && HubCard.Read(card, out unread) is { } written) return written;
        // A folder that starts with a dot is the hub's own.
        var files = names.Where(IsData).Order(StringComparer.Ordinal).ToList();
        if (files.Count == 0) return null;
        var splits = files.Select(Split).ToList();
        if (splits.All(split => split is not null))
        {
            return new HubLayout(
                [
                    .. s_words.Select(of => new HubSplit(of.Split, [.. splits.Where(split => split!.Value.Split == of.Split).Select(split => split!.Value.Glob).Distinct(StringComparer.Ordinal)]))
                        .Where(split => !split.Globs.IsEmpty),
                ],
                "by the names of its files");
        }
        // Without splits, the data is what isn't prose.
        return card is null ? null : new HubLayout([new HubSplit("train", [.. files.Select(file => $"**/*{Ending(file)}").Distinct(StringComparer.Ordinal)])], $"a {Card} beside the data");
    }

    private static bool IsData(string name)
    {
        var file = new InputFile(name, name, 0);
        return !name.Split('/').Any(segment => segment.StartsWith('.')) && ReaderCatalog.Find(file) is not null && !s_prose.Contains(file.Extension, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The split that a file is called after, with the glob of all that are called so.</summary>
    private static (string Split, string Glob)? Split(string name)
    {
        if (Named.Match(name) is not { Success: true } match) return null;
        var (folder, word, rest) = (match.Groups["folder"].Value, match.Groups["word"].Value, match.Groups["rest"].Value);
        var split = Array.Find(s_words, of => of.Words.Contains(word, StringComparer.Ordinal)).Split;
        if (split is null) return null;
        return (split, folder + word + rest[0] switch
        {
            '/' => $"/**/*{Ending(name)}",
            '.' when rest == Ending(name) => rest,
            _ => $"{rest[0]}*{Ending(name)}",
        });
    }

    /// <summary>The extension, with that of a packing.</summary>
    private static string Ending(string name)
    {
        var file = new InputFile(name, name, 0);
        return file.Extension + file.Packing?.Extension;
    }
}
