using System.Collections.Immutable;
using DataGate.Files.Readers;
using DataGate.Scanning;

namespace DataGate.Files.Memos;

/// <summary>Scans a set of files of which parts may be known from an earlier scan: the same sum, to the byte, as of reading all.</summary>
/// <param name="cache">What is known.</param>
/// <param name="plan">The files.</param>
/// <param name="needs">What is gathered, see <see cref="ScanCache.Describe"/>.</param>
/// <param name="origins">What the origin rules by file say of each file.</param>
/// <param name="splits">The split of each file.</param>
/// <param name="empty">Makes a scan.</param>
internal sealed class KnownScan(ScanCache cache, ScanPlan plan, string needs, ImmutableArray<FileOrigin> origins, ImmutableArray<int> splits, Func<DatasetScan> empty)
{
    /// <summary>Threads that take from the cache: each sums up on its own, and a sum takes what a whole does.</summary>
    private const int MaxSums = 2;

    /// <summary>Groups of which a sum is kept.</summary>
    private const int LeastSummed = 8;

    /// <summary>Groups that a sum may lack of those that are known: with more, another sum is made.</summary>
    private const int MostApart = 8;

    /// <summary>How many times as much as the last group of a scan, for its files' bytes, another one may take.</summary>
    private const double MostWide = 1.5;

    private readonly Lock _gate = new();
    private readonly ScanGroups _groups = new(plan);
    private readonly DatasetScan?[] _open = new DatasetScan?[ScanGroups.Count];
    private readonly int[] _left = new int[ScanGroups.Count];
    private readonly byte[]?[] _keys = new byte[]?[ScanGroups.Count];
    private readonly long[] _kept = new long[ScanGroups.Count];
    private readonly long[] _lines = [.. Enumerable.Repeat(LineIndex.Unknown, plan.Chunks.Length)];
    private readonly ImmutableArray<FileStamp?> _stamps = [.. plan.Files.Select(file => FileStamp.Of(file.Path))];
    private int? _last;

    /// <summary>The scan and the lines of its chunks.</summary>
    /// <param name="options">How to read what isn't known; its chunks are not looked at.</param>
    /// <param name="started">Told how many bytes are to be read.</param>
    /// <param name="stopped">Looked at between records.</param>
    public (DatasetScan Scan, ImmutableArray<long> Lines) Read(ScanOptions options, Action<long> started, CancellationToken stopped)
    {
        var digests = cache.Digests.Of([.. plan.Files.Select(file => file.Path)], options.Threads);
        foreach (var group in _groups.Filled)
            if (_groups.Files(group).All(file => digests[file] is not null)) _keys[group] = cache.Key(needs, _groups.Files(group).Select(file => (plan.Files[file], digests[file]!, origins[file], splits[file])));
        if (Recall(options.Threads) is not { } known) return (ReadRest([], empty(), options, started, stopped), [.. _lines]);
        var whole = ReadRest(known.Groups, known.Sum, options, started, stopped);
        // What was kept for a larger set may be too little to tell what this one is: all is read, and kept for it.
        if (!whole.IsFull) whole = ReadRest([], empty(), options, started, stopped);
        return (whole, [.. _lines]);
    }

    /// <summary>The sum of the groups that are known, and which they are. Null: something in the cache isn't what it says.</summary>
    private (DatasetScan Sum, HashSet<int> Groups)? Recall(int threads)
    {
        int[] groups = [.. _groups.Filled.Where(group => _keys[group] is { } key && cache.Has(key))];
        if (groups.Length < LeastSummed) return Sum(groups, threads);
        // What a change leaves alone is the same, or nearly, at each check of it: it is summed up once.
        var keys = groups.ToDictionary(group => Convert.ToHexString(_keys[group]!), StringComparer.Ordinal);
        var best = cache.Sums(needs).Where(sum => sum.All(key => keys.ContainsKey(Convert.ToHexString(key)))).OrderByDescending(sum => sum.Length).FirstOrDefault();
        int[] summed = best.IsDefaultOrEmpty ? [] : [.. best.Select(key => keys[Convert.ToHexString(key)])];
        if (groups.Length - summed.Length > MostApart) summed = [];
        var whole = empty();
        try
        {
            byte[] memory = [];
            if (summed.Length > 0 && !cache.TryAddTo(whole, ScanCache.SumKey(best), Chunks(summed), _lines, ref memory)) summed = [];
        }
        catch (InvalidDataException)
        {
            return null;
        }
        if (summed.Length > 0) cache.Touch(best);
        if (Sum([.. groups.Except(summed)], summed.Length > 0 ? 1 : threads) is not { } known) return null;
        known.Groups.UnionWith(summed);
        if (summed.Length > 0)
        {
            whole.Merge(known.Sum);
            return (whole, known.Groups);
        }
        if (known.Groups.Count == groups.Length && groups.Length < _groups.Filled.Count() && known.Sum.IsFull) cache.AddSum(needs, [.. groups.Select(group => _keys[group]!)], Chunks(groups), known.Sum, _lines);
        return known;
    }

    /// <summary>The chunks of some groups, in the plan's order.</summary>
    private ImmutableArray<Chunk> Chunks(int[] groups) => [.. groups.SelectMany(group => _groups.Chunks(group)).OrderBy(chunk => chunk.Index)];

    /// <summary>Sums groups up, of which some may turn out not to be known.</summary>
    private (DatasetScan Sum, HashSet<int> Groups)? Sum(int[] groups, int threads)
    {
        var (known, failed, next) = (new bool[ScanGroups.Count], false, -1);
        var sums = new DatasetScan[Math.Clamp(threads, 1, MaxSums)];
        Parallel.For(0, sums.Length, thread =>
        {
            var sum = sums[thread] = empty();
            byte[] memory = [];
            try
            {
                for (var i = Interlocked.Increment(ref next); i < groups.Length && !Volatile.Read(ref failed); i = Interlocked.Increment(ref next))
                {
                    // The last ones were kept last, and know best what the whole passes over.
                    var group = groups[^(i + 1)];
                    known[group] = cache.TryAddTo(sum, _keys[group]!, _groups.Chunks(group), _lines, ref memory);
                }
            }
            catch (InvalidDataException)
            {
                Volatile.Write(ref failed, true);
            }
        });
        if (failed) return null;
        foreach (var sum in sums[1..]) sums[0].Merge(sum);
        return (sums[0], [.. groups.Where(group => known[group])]);
    }

    /// <summary>Reads and adds the groups that aren't known.</summary>
    private DatasetScan ReadRest(HashSet<int> known, DatasetScan whole, ScanOptions options, Action<long> started, CancellationToken stopped)
    {
        // Group by group, so that few are open at once.
        int[] chunks = [.. _groups.Filled.Where(group => !known.Contains(group)).SelectMany(group => _groups.Chunks(group)).Select(chunk => chunk.Index)];
        foreach (var group in _groups.Filled) _left[group] = _groups.Chunks(group).Length;
        started(chunks.Sum(chunk => plan.Chunks[chunk].Length));
        if (chunks.Length == 0) return whole;
        Scanner.Scan(plan, empty, (part, chunk) => Take(whole, part, chunk), options with { Chunks = chunks, Counted = (chunk, lines) => _lines[chunk] = lines }, stopped);
        Narrow(whole);
        cache.Shrink();
        return whole;
    }

    /// <summary>Keeps the first groups of a scan again, which were kept when the whole passed over little yet.</summary>
    private void Narrow(DatasetScan whole)
    {
        if (_last is not { } last) return;
        byte[] memory = [];
        foreach (var group in _groups.Filled.Where(group => _kept[group] > MostWide * _groups.Bytes(group) * (_kept[last] / (double)Math.Max(1, _groups.Bytes(last)))))
        {
            var part = empty();
            try
            {
                if (!cache.TryAddTo(part, _keys[group]!, _groups.Chunks(group), _lines, ref memory)) continue;
            }
            catch (InvalidDataException)
            {
                continue;
            }
            part.Trim(whole);
            cache.Add(_keys[group]!, _groups.Chunks(group), part, _lines);
        }
    }

    /// <summary>Takes over what a thread gathered of a chunk; keeps a group once all its chunks are there.</summary>
    private void Take(DatasetScan whole, DatasetScan part, Chunk chunk)
    {
        var group = _groups.Group(chunk);
        DatasetScan? done = null;
        lock (_gate)
        {
            if (_open[group] is not { } scan)
            {
                _open[group] = scan = empty();
                scan.Trim(whole);
            }
            scan.Merge(part);
            if (--_left[group] == 0)
            {
                whole.Merge(scan);
                scan.Trim(whole);
                (done, _open[group]) = (scan, null);
            }
            part.RestartTrimmed(whole);
        }
        if (done is null || _keys[group] is not { } key || !done.IsReadable || !cache.AreSettled(_groups.Files(group).Select(file => (plan.Files[file], _stamps[file])))) return;
        _kept[group] = cache.Add(key, _groups.Chunks(group), done, _lines);
        _last = group;
    }
}
