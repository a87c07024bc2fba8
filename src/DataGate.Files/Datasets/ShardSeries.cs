using System.Collections.Immutable;
using System.Globalization;
using DataGate.Files.Git;
using DataGate.Scanning;

namespace DataGate.Files.Datasets;

/// <summary>
/// Finds series of shards that don't add up: of files named <c>train-00003-of-00010.parquet</c>, as data hubs write them, every number stands beside the others, or a download broke off;
/// none stands twice or beyond the others, or another writing left it there; and none is empty beside others that aren't, or a writing broke off.
/// </summary>
internal static class ShardSeries
{
    private const int MaxNamed = 5;

    /// <summary>Digits of a number in a name.</summary>
    private const int MaxDigits = 7;

    /// <summary>Digits from which on a number needs nothing in front that sets it apart.</summary>
    private const int ManyDigits = 5;

    /// <summary>Letters from which on a hash behind the count is one.</summary>
    private const int LeastHash = 8;

    private const string Of = "-of-";

    /// <summary>Of files in the work tree.</summary>
    /// <param name="files">Those that are read.</param>
    public static ImmutableArray<ShardFault> Faults(ResolvedFiles files)
    {
        var folders = files.Files.ToDictionary(file => file.Shown, file => Path.GetDirectoryName(file.FullPath)!, StringComparer.Ordinal);
        return Faults(folders.Keys, shown => Names(folders[shown]));
    }

    /// <summary>Of files in a revision.</summary>
    /// <param name="files">Those that are read.</param>
    /// <param name="repository">Of the revision.</param>
    /// <param name="revision">Whose files stand beside them.</param>
    public static ImmutableArray<ShardFault> Faults(RevisionMatches files, GitRepository repository, GitRevision revision)
    {
        var paths = files.Files.ToDictionary(file => revision.Display(file.Path), file => file.Path, StringComparer.Ordinal);
        var tree = new Lazy<ILookup<string, string>>(() => repository.Tree(revision).Where(entry => entry.Kind == TreeKind.File)
            .ToLookup(entry => FolderOf(entry.Path), entry => entry.Path[FolderOf(entry.Path).Length..], StringComparer.Ordinal));
        return Faults(paths.Keys, shown => tree.Value[FolderOf(paths[shown])]);
    }

    private static string FolderOf(string path) => path[..(path.LastIndexOf('/') + 1)];

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
    public static ImmutableArray<ShardFault> Faults(IEnumerable<string> files, Func<string, IEnumerable<string>> besides)
    {
        var series = new Dictionary<string, List<Shard>>(StringComparer.Ordinal);
        var numbered = new Dictionary<string, List<Shard>>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            if (Shard.Read(file) is not { } shard) continue;
            Add(series, shard.Series, shard);
            Add(numbered, shard.Set, shard);
        }
        if (series.Count == 0) return [];
        return
        [
            .. series.Values.SelectMany(read => OfSeries(read, besides)).Concat(numbered.Values.Select(Twice).OfType<ShardFault>())
                .OrderBy(fault => fault.File, StringComparer.Ordinal).ThenBy(fault => fault.Kind),
        ];
    }

    /// <summary>Series of which some have no records: a writing broke off. Where all have none, there is nothing to be short of: a set without records is told as that.</summary>
    /// <param name="files">Names of the files that are read, with <c>/</c> between folders.</param>
    /// <param name="empty">Those of them without a record.</param>
    /// <returns>What is wrong, and all files that it is about.</returns>
    public static (ImmutableArray<ShardFault> Faults, HashSet<string> Files) Empty(IEnumerable<string> files, HashSet<string> empty)
    {
        var (faults, all) = (ImmutableArray.CreateBuilder<ShardFault>(), new HashSet<string>(StringComparer.Ordinal));
        if (empty.Count == 0) return ([], all);
        foreach (var series in files.Select(Shard.Read).OfType<Shard>().GroupBy(shard => shard.Series, StringComparer.Ordinal))
        {
            List<string> without = [.. series.Select(shard => shard.File).Where(empty.Contains).Order(StringComparer.Ordinal)];
            if (without.Count == 0 || without.Count == series.Count()) continue;
            faults.Add(new ShardFault(ShardFaultKind.Empty, without[0], series.First().Count, without.Count, [.. without.Take(MaxNamed)]));
            all.UnionWith(without);
        }
        return (faults.ToImmutable(), all);
    }

    private static void Add(Dictionary<string, List<Shard>> groups, string key, Shard shard)
    {
        if (!groups.TryGetValue(key, out var group)) groups.Add(key, group = []);
        group.Add(shard);
    }

    private static IEnumerable<ShardFault> OfSeries(List<Shard> read, Func<string, IEnumerable<string>> besides)
    {
        var first = read[0];
        var unread = besides(first.File).Select(name => Shard.Read(first.Folder + name)).OfType<Shard>().Where(shard => shard.Series == first.Series);
        var there = read.Concat(unread).Select(shard => shard.Number).ToHashSet();
        // Some count from 1.
        var start = there.Contains(first.Count) && !there.Contains(0) ? 1 : 0;
        var missing = first.Count - there.Count(number => number >= start && number < start + first.Count);
        if (missing > 0)
        {
            string[] named = [.. Enumerable.Range(start, first.Count).Where(number => !there.Contains(number)).Take(MaxNamed).Select(first.At)];
            // 1 to 9 of 10 lack the first, or the last where they count from 1: nothing tells which.
            if (missing == 1 && first.Count > 1 && !there.Contains(0) && !there.Contains(first.Count)) named = [$"{first.At(0)} or {first.At(first.Count)}"];
            yield return new ShardFault(ShardFaultKind.Missing, first.File, first.Count, missing, [.. named]);
        }
        List<string> beyond = [.. read.Where(shard => shard.Number >= start + first.Count).Select(shard => shard.File).Order(StringComparer.Ordinal)];
        if (beyond.Count > 0) yield return new ShardFault(ShardFaultKind.Beyond, beyond[0], first.Count, beyond.Count, [.. beyond.Take(MaxNamed)]);
    }

    /// <summary>However their numbers are written and whatever the names end in: what is read twice counts twice.</summary>
    private static ShardFault? Twice(List<Shard> read)
    {
        List<string[]> twice = [.. read.GroupBy(shard => shard.Number).Where(same => same.Count() > 1).OrderBy(same => same.Key).Select(same => same.Select(shard => shard.File).Order(StringComparer.Ordinal).ToArray())];
        return twice.Count == 0 ? null : new ShardFault(ShardFaultKind.Twice, twice[0][0], read[0].Count, twice.Count, [.. twice.SelectMany(files => files).Take(MaxNamed)]);
    }

    /// <summary>A shard's name, taken apart: <c>BEFORE NUMBER -of- COUNT AFTER</c>.</summary>
    private sealed record Shard(string File, string Folder, string Before, int Number, int Digits, string Rest, int Count)
    {
        /// <summary>What the shards of one series have in common.</summary>
        public string Series { get; } = string.Create(CultureInfo.InvariantCulture, $"{Folder}\0{Before}\0{Digits}\0{Rest}");

        /// <summary>What those have in common of which each number is to be read once.</summary>
        public string Set { get; } = string.Create(CultureInfo.InvariantCulture, $"{Folder}\0{Before}\0{Count}");

        /// <summary>Null where the file's name is no shard's.</summary>
        public static Shard? Read(string file)
        {
            var folder = FolderOf(file);
            var name = file[folder.Length..];
            for (var of = name.LastIndexOf(Of, StringComparison.Ordinal); of > 0; of = name.LastIndexOf(Of, of - 1, StringComparison.Ordinal))
            {
                var (start, end) = (of, of + Of.Length);
                while (start > 0 && char.IsAsciiDigit(name[start - 1])) start--;
                while (end < name.Length && char.IsAsciiDigit(name[end])) end++;
                var number = name.AsSpan(start..of);
                var count = name.AsSpan((of + Of.Length)..end);
                if (number.Length is 0 or > MaxDigits || count.Length is 0 or > MaxDigits || !(number.Length >= ManyDigits || (start > 0 && name[start - 1] is '-' or '_' or '.'))) continue;
                return new Shard(file, folder, name[..start], Whole(number), number.Length, name[of..end] + Unhashed(name[end..]), Whole(count));
            }
            return null;
        }

        /// <summary>Data hubs write a hash of each shard behind the count: <c>train-00000-of-00002-5cbdbfef3b1e8e4d.parquet</c>.</summary>
        private static string Unhashed(string after)
        {
            var end = 1;
            while (end < after.Length && char.IsAsciiHexDigitLower(after[end])) end++;
            return after.StartsWith('-') && end > LeastHash && (end == after.Length || after[end] == '.') ? "-*" + after[end..] : after;
        }

        public string At(int number) => Folder + Before + number.ToString("D" + Digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) + Rest;

        private static int Whole(ReadOnlySpan<char> digits) => int.Parse(digits, CultureInfo.InvariantCulture);
    }
}
