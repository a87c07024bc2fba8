using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using DataGate.Files.Git;
using DataGate.Scanning;

namespace DataGate.Files.Datasets;

/// <summary>
/// Finds shards that are missing: of files named <c>train-00003-of-00010.parquet</c>, as data hubs write them, every number stands beside the others, or a download broke off.
/// </summary>
internal static partial class ShardSeries
{
    private const int MaxNamed = 5;

    [GeneratedRegex(@"^(?<before>.*[-_.])(?<number>[0-9]{1,7})(?<of>-of-(?<count>[0-9]{1,7})(?:[^0-9].*)?)$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern { get; }

    /// <summary>Of files in the work tree.</summary>
    public static ImmutableArray<MissingShards> Missing(ResolvedFiles files)
    {
        var folders = files.Files.ToDictionary(file => file.Shown, file => Path.GetDirectoryName(file.FullPath)!, StringComparer.Ordinal);
        return Missing(folders.Keys, shown => Names(folders[shown]));
    }

    /// <summary>Of files in a revision.</summary>
    public static ImmutableArray<MissingShards> Missing(RevisionMatches files, GitRepository repository, GitRevision revision)
    {
        var paths = files.Files.ToDictionary(file => revision.Display(file.Path), file => file.Path, StringComparer.Ordinal);
        var tree = new Lazy<ILookup<string, string>>(() => repository.Tree(revision).Where(entry => entry.Kind == TreeKind.File)
            .ToLookup(entry => Folder(entry.Path), entry => entry.Path[Folder(entry.Path).Length..], StringComparer.Ordinal));
        return Missing(paths.Keys, shown => tree.Value[Folder(paths[shown])]);
    }

    private static string Folder(string path) => path[..(path.LastIndexOf('/') + 1)];

    private static IEnumerable<string> Names(string folder)
    {
        try
        {
            return [.. Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path))];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <param name="files">Names of the files that are read, with <c>/</c> between folders.</param>
    /// <param name="besides">The names of all files in the folder of one of them, read or not, without the folder.</param>
    public static ImmutableArray<MissingShards> Missing(IEnumerable<string> files, Func<string, IEnumerable<string>> besides) =>
    [
        .. files.Select(file => (File: file, Name: Name.Of(file[Folder(file).Length..]))).Where(shard => shard.Name is not null)
            .GroupBy(shard => (Folder: Folder(shard.File), shard.Name!.Series))
            .Select(series => Missing(series.Key.Folder, [.. series.Select(shard => shard.Name!)], series.First().File, besides))
            .OfType<MissingShards>().OrderBy(missing => missing.File, StringComparer.Ordinal),
    ];

    private static MissingShards? Missing(string folder, List<Name> read, string first, Func<string, IEnumerable<string>> besides)
    {
        var series = read[0];
        var there = read.Concat(besides(first).Select(Name.Of).OfType<Name>()).Where(name => name.Series == series.Series).Select(name => name.Number).ToHashSet();
        // Some count from 1.
        var start = there.Contains(series.Count) && !there.Contains(0) ? 1 : 0;
        var missing = series.Count - there.Count(number => number >= start && number < start + series.Count);
        if (missing <= 0) return null;
        var named = Enumerable.Range(start, series.Count).Where(number => !there.Contains(number)).Take(MaxNamed).Select(number => folder + series.At(number));
        return new MissingShards(first, series.Count, missing, [.. named]);
    }

    /// <summary>A shard's name, taken apart.</summary>
    private sealed record Name(string Before, int Number, int Digits, string Rest, int Count)
    {
        public (string, int, string) Series => (Before, Digits, Rest);

        public static Name? Of(string name) => Pattern.Match(name) is { Success: true } match
            ? new Name(match.Groups["before"].Value, Whole(match.Groups["number"]), match.Groups["number"].Length, match.Groups["of"].Value, Whole(match.Groups["count"]))
            : null;

        public string At(int number) => Before + number.ToString("D" + Digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) + Rest;

        private static int Whole(Group group) => int.Parse(group.ValueSpan, CultureInfo.InvariantCulture);
    }
}
