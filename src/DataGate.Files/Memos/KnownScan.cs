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

    private readonly Lock _gate = new();
    private readonly ScanGroups _groups = new(plan);
    private readonly DatasetScan?[] _open = new DatasetScan?[ScanGroups.Count];
    private readonly int[] _left = new int[ScanGroups.Count];
    private readonly byte[]?[] _keys = new byte[]?[ScanGroups.Count];
    private readonly long[] _lines = [.. Enumerable.Repeat(LineIndex.Unknown, plan.Chunks.Length)];
    private readonly ImmutableArray<FileStamp?> _stamps = [.. plan.Files.Select(file => FileStamp.Of(file.Path))];

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
        // The last ones were kept last, and know best what the whole passes over.
        int[] groups = [.. _groups.Filled.Where(group => _keys[group] is not null).Reverse()];
        var (known, failed, next) = (new bool[ScanGroups.Count], false, -1);
        var sums = new DatasetScan[Math.Clamp(threads, 1, MaxSums)];
        Parallel.For(0, sums.Length, thread =>
        {
            var sum = sums[thread] = empty();
            byte[] memory = [];
            try
            {
                for (var i = Interlocked.Increment(ref next); i < groups.Length && !Volatile.Read(ref failed); i = Interlocked.Increment(ref next))
                    known[groups[i]] = cache.TryAddTo(sum, _keys[groups[i]]!, _groups.Chunks(groups[i]), _lines, ref memory);
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
        cache.Shrink();
        return whole;
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
        cache.Add(key, _groups.Chunks(group), done, _lines);
    }
}
