using System.Collections.Immutable;
using DataGate.Files.Changes;
using DataGate.Files.Readers;
using DataGate.Scanning;

namespace DataGate.Files.Memos;

/// <summary>Scans a set of files of which parts may be known from an earlier scan: the same sum, to the byte, as of reading all.</summary>
/// <param name="cache">What is known.</param>
/// <param name="plan">The files.</param>
/// <param name="names">What is gathered.</param>
/// <param name="origins">What the origin rules by file say of each file.</param>
/// <param name="splits">The split of each file.</param>
/// <param name="empty">Makes a scan.</param>
/// <param name="added">Takes what a change added; null: nothing does.</param>
internal sealed class KnownScan(ScanCache cache, ScanPlan plan, ScanNames names, ImmutableArray<FileOrigin> origins, ImmutableArray<int> splits, Func<DatasetScan> empty, AddedRecords? added)
{
    /// <summary>Entries of the cache that are in memory at once, at most.</summary>
    private const int MostAtOnce = 16;

    /// <summary>Their bytes for each thread: with more, no other is taken beside them. Memory that was had before costs less than new memory.</summary>
    private const long BytesAtOnce = 4 << 20;

    /// <summary>The same of all threads.</summary>
    private const long MostBytesAtOnce = 32 << 20;

    /// <summary>Groups of which a sum is kept.</summary>
    private const int LeastSummed = 8;

    /// <summary>Groups that a sum may lack of those that are known: with more, another sum is made.</summary>
    private const int MostApart = 8;

    /// <summary>How many times as much as the last group of a scan, for its files' bytes, another one may take.</summary>
    private const double MostWide = 1.5;

    private readonly Lock _gate = new();
    private readonly ScanGroups _groups = new(plan);
    private DatasetScan?[] _open = [];
    private int[] _left = [];
    private byte[]?[] _keys = [];
    private byte[]?[] _lent = [];
    private long[] _kept = [];
    private readonly KnownKeys? _records = names.Compares && plan.Pieces.Any(pieces => !pieces.IsEmpty) ? cache.Keys(names.Records) : null;
    private readonly Dictionary<int, List<RecordKey>> _recordsOf = [];
    private readonly long[] _lines = [.. Enumerable.Repeat(LineIndex.Unknown, plan.Chunks.Length)];
    private readonly ImmutableArray<FileStamp?> _stamps = [.. plan.Files.Select(file => FileStamp.Of(file.Path))];
    private int? _last;
    private bool _isAnew;

    /// <summary>The scan and the lines of its chunks.</summary>
    /// <param name="options">How to read what isn't known; its chunks are not looked at.</param>
    /// <param name="started">Told how many bytes are to be read.</param>
    /// <param name="stopped">Looked at between records.</param>
    public (DatasetScan Scan, ImmutableArray<long> Lines) Read(ScanOptions options, Action<long> started, CancellationToken stopped)
    {
        var digests = cache.Digests.Of([.. plan.Files.Select(file => file.Path)], options.Threads);
        (_open, _left, _keys, _lent, _kept) = (new DatasetScan?[_groups.Count], new int[_groups.Count], new byte[]?[_groups.Count], new byte[]?[_groups.Count], new long[_groups.Count]);
        foreach (var group in _groups.Filled)
        {
            if (!_groups.Units(group).All(unit => digests[unit.File] is not null)) continue;
            var units = _groups.Units(group).Select(unit => (plan.Files[unit.File], unit.Length, unit.Digest(plan, digests[unit.File]!), origins[unit.File], splits[unit.File])).ToList();
            _keys[group] = cache.Key(names.Own, units);
            if (names.Lender is { } lender) _lent[group] = cache.Key(lender, units);
        }
        var recalled = Recall(options.Threads);
        if (_records is not null) _records.Touch((recalled?.Groups ?? []).Select(Piece).OfType<byte[]>(), cache.Digests.Started.UtcDateTime);
        if (recalled is not { } known) return (ReadRest([], empty(), options, started, stopped), [.. _lines]);
        var whole = ReadRest(known.Groups, known.Sum, options, started, stopped);
        // What was kept for a larger set may be too little to tell what this one is: all is read, and kept for it.
        if (!whole.IsFull)
        {
            _isAnew = true;
            whole = ReadRest([], empty(), options, started, stopped);
        }
        return (whole, [.. _lines]);
    }

    /// <summary>Where to read what is kept of a group, or of the sum of some: where this check kept nothing, what another one kept that gathers the same, and more. That is read, and never written.</summary>
    /// <param name="own">Where this check keeps it.</param>
    /// <param name="lent">Where the other one does; null: there is none.</param>
    private byte[] Source(byte[] own, byte[]? lent) => lent is not null && cache.Length(own) == 0 && cache.Length(lent) > 0 ? lent : own;

    private byte[] Source(int group) => Source(_keys[group]!, _lent[group]);

    /// <summary>The sum of the groups that are known, and which they are. Null: something in the cache isn't what it says.</summary>
    private (DatasetScan Sum, HashSet<int> Groups)? Recall(int threads)
    {
        int[] groups = [.. _groups.Filled.Where(group => _keys[group] is not null && cache.Length(Source(group)) > 0)];
        var whole = empty();
        if (groups.Length == 0) return (whole, []);
        var held = cache.Held(names.Own).ToList();
        whole.Reserve(held.Count == 0 && names.Lender is { } lender ? cache.Held(lender) : held);
        var known = new HashSet<int>();
        try
        {
            // What a change leaves alone is the same, or nearly, at each check of it: it is summed up once.
            if (groups.Length >= LeastSummed && Kept(groups) is { } kept && Add(whole, [(ScanCache.SumKey(kept.Keys), kept.Groups)], threads).Count > 0)
            {
                known.UnionWith(kept.Groups);
                cache.Touch(kept.Groups.Select(Source));
            }
            var isSummed = known.Count > 0;
            // The last ones were kept last, and know best what the whole passes over.
            var single = groups.Except(known).Reverse().Select(group => (Source(group), new[] { group }));
            known.UnionWith(Add(whole, isSummed ? [.. single] : InBlocks(groups), threads));
            if (!isSummed) KeepBlocks(whole, threads, block => block.All(known.Contains) && (Lent(block) is not { } lent || cache.Length(lent) == 0) && cache.WasWanted([.. block.Select(group => _keys[group]!)]));
            if (isSummed || groups.Length < LeastSummed || known.Count < groups.Length || groups.Length == _groups.Filled.Count() || !whole.IsFull) return (whole, known);
            // A pipeline checks a change once: writing its sum would cost it more than what it is spared.
            ImmutableArray<byte[]> keys = [.. groups.Select(group => _keys[group]!)];
            if (cache.WasWanted(keys)) cache.AddSum(names.Own, keys, Chunks(groups), whole, _lines);
        }
        catch (InvalidDataException)
        {
            return null;
        }
        return (whole, known);
    }

    /// <summary>The sum that is kept of most of some groups; null: there is none of nearly all.</summary>
    private (ImmutableArray<byte[]> Keys, int[] Groups)? Kept(int[] groups)
    {
        var keys = groups.ToDictionary(group => Convert.ToHexString(_keys[group]!), StringComparer.Ordinal);
        foreach (var sum in cache.Sums(names.Own).OrderByDescending(sum => sum.Length))
        {
            if (groups.Length - sum.Length > MostApart) break;
            int[] summed = [.. sum.Select(key => keys.GetValueOrDefault(Convert.ToHexString(key), -1))];
            // Pieces that changed places within their file are known one by one: what was kept of them together has their places in another order.
            if (summed.Length > 0 && summed[0] >= 0 && summed.Zip(summed.Skip(1)).All(pair => pair.First < pair.Second)) return (sum, summed);
        }
        return null;
    }

    /// <summary>What is to be added for some groups that are known: the sums of blocks, as far as they are kept, and the other groups one by one.</summary>
    private (byte[] Key, int[] Groups)[] InBlocks(int[] groups)
    {
        var left = groups.ToHashSet();
        var sums = new List<(byte[] Key, int[] Groups)>();
        foreach (var (key, ofBlock) in Blocks().Where(block => block.Groups.All(left.Contains)))
        {
            var source = Source(key, Lent(ofBlock));
            if (cache.Length(source) == 0) continue;
            sums.Add((source, ofBlock));
            left.ExceptWith(ofBlock);
            cache.Touch(ofBlock.Select(Source));
        }
        return [.. sums, .. groups.Where(left.Contains).Reverse().Select(group => (Source(group), new[] { group }))];
    }

    /// <summary>Where another check keeps the sum of some groups; null: there is none.</summary>
    private byte[]? Lent(int[] block) => names.Lender is null ? null : ScanCache.SumKey(block.Select(group => _lent[group]!));

    /// <summary>Blocks of several groups whose keys are known, and under which key the sum of each is.</summary>
    private IEnumerable<(byte[] Key, int[] Groups)> Blocks() => _groups.Filled.Where(group => _keys[group] is not null).ToLookup(group => _groups.Block(group, _lent[group] ?? _keys[group]!))
        .Where(block => block.Count() > 1).Select(block => (ScanCache.SumKey(block.Select(group => _keys[group]!)), block.ToArray()));

    /// <summary>Keeps sums of blocks, so that what a change leaves alone is added up in few steps the first time as well.</summary>
    /// <param name="whole">Of which they are parts.</param>
    /// <param name="threads">At work at once.</param>
    /// <param name="isWanted">Whether to keep the sum of some groups.</param>
    private void KeepBlocks(DatasetScan whole, int threads, Func<int[], bool> isWanted)
    {
        if (_groups.Filled.Count() < LeastSummed) return;
        // Of what was kept of a larger set the sums are too little as well.
        foreach (var block in Blocks().Where(block => (_isAnew || cache.Length(block.Key) == 0) && isWanted(block.Groups)))
        {
            var sum = empty();
            try
            {
                if (Add(sum, [.. block.Groups.Reverse().Select(group => (Source(group), new[] { group }))], threads).Count < block.Groups.Length) continue;
            }
            catch (InvalidDataException)
            {
                continue;
            }
            sum.TrimSum(whole);
            cache.Add(block.Key, Chunks(block.Groups), sum, _lines);
        }
    }

    /// <summary>The chunks of some groups, in the plan's order.</summary>
    private ImmutableArray<Chunk> Chunks(int[] groups) => [.. groups.SelectMany(group => _groups.Chunks(group)).OrderBy(chunk => chunk.Index)];

    /// <summary>Adds entries, a few at a time: each thread reads some of them, then each adds some lanes of all of them to the one sum.</summary>
    /// <returns>The groups of those that are known.</returns>
    /// <exception cref="InvalidDataException">An entry isn't what it says; the sum is of no use any more.</exception>
    private HashSet<int> Add(DatasetScan sum, (byte[] Key, int[] Groups)[] entries, int threads)
    {
        var known = new HashSet<int>();
        var lengths = entries.Select(entry => cache.Length(entry.Key)).ToArray();
        var atOnce = Math.Min(MostBytesAtOnce, BytesAtOnce * Math.Max(1, threads));
        // What is read at once lies side by side, where what was read before it lay: pages that nobody has used yet cost more than reading them does.
        var memory = GC.AllocateUninitializedArray<byte>((int)Math.Min(MostBytesAtOnce * 2, Math.Min(lengths.Sum(), atOnce + lengths.DefaultIfEmpty().Max())));
        var places = new ArraySegment<byte>[MostAtOnce];
        for (var start = 0; start < entries.Length;)
        {
            var (end, bytes) = (start, 0L);
            for (; end < entries.Length && end - start < MostAtOnce && (end == start || bytes < atOnce); bytes += lengths[end++])
                places[end - start] = bytes + lengths[end] <= memory.Length ? new(memory, (int)bytes, (int)lengths[end]) : [];
            var kept = new KeptScan?[end - start];
            var first = start;
            Each(kept.Length, threads, i => kept[i] = cache.Find(entries[first + i].Key, Chunks(entries[first + i].Groups), _lines, ref places[i]));
            Each(sum.LaneCount, threads, lane =>
            {
                foreach (var entry in kept) entry?.AddTo(sum, lane);
            });
            for (var i = 0; i < kept.Length; i++)
                if (kept[i] is not null) known.UnionWith(entries[start + i].Groups);
            start = end;
        }
        return known;
    }

    /// <exception cref="InvalidDataException">One of them threw it.</exception>
    private static void Each(int count, int threads, Action<int> each)
    {
        try
        {
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threads }, each);
        }
        catch (AggregateException e) when (e.InnerExceptions.All(inner => inner is InvalidDataException))
        {
            throw new InvalidDataException(e.InnerExceptions[0].Message, e);
        }
    }

    /// <summary>Reads and adds the groups that aren't known.</summary>
    private DatasetScan ReadRest(HashSet<int> known, DatasetScan whole, ScanOptions options, Action<long> started, CancellationToken stopped)
    {
        // Group by group, so that few are open at once.
        int[] chunks = [.. _groups.Filled.Where(group => !known.Contains(group)).SelectMany(group => _groups.Chunks(group)).Select(chunk => chunk.Index)];
        foreach (var group in _groups.Filled) _left[group] = _groups.Chunks(group).Length;
        started(chunks.Sum(chunk => plan.Chunks[chunk].Length));
        added?.Begin(chunks);
        if (chunks.Length == 0) return whole;
        Scanner.Scan(plan, () => NewPart(whole), (part, chunk) => Take(whole, part, chunk), options with { Chunks = chunks, Counted = (chunk, lines) => _lines[chunk] = lines }, stopped);
        Narrow(whole);
        if (_last is not null) cache.AddHeld(names.Own, whole.Held);
        // Where most is read anyway, a little more isn't felt.
        if (known.Count * 2 < _groups.Filled.Count()) KeepBlocks(whole, options.Threads, block => block.All(group => cache.Length(_keys[group]!) > 0));
        cache.Shrink();
        return whole;
    }

    /// <summary>A part for a thread; where much is known, it passes over from its first record on what the whole does.</summary>
    private DatasetScan NewPart(DatasetScan whole)
    {
        var part = empty();
        lock (_gate) part.Trim(whole);
        if (_records is not null) part.Keys = new List<RecordKey>();
        return added?.From(part) ?? part;
    }

    /// <summary>Keeps the first groups of a scan again, which were kept when the whole passed over little yet.</summary>
    private void Narrow(DatasetScan whole)
    {
        if (_last is not { } last) return;
        ArraySegment<byte> memory = [];
        foreach (var group in _groups.Filled.Where(group => _kept[group] > MostWide * _groups.Bytes(group) * (_kept[last] / (double)Math.Max(1, _groups.Bytes(last)))))
        {
            var part = empty();
            try
            {
                if (cache.Find(_keys[group]!, _groups.Chunks(group), _lines, ref memory) is not { } kept) continue;
                kept.AddTo(part);
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
        List<RecordKey>? records = null;
        lock (_gate)
        {
            if (part.Keys is { } keys)
            {
                if (!_recordsOf.TryGetValue(group, out records)) _recordsOf[group] = records = [];
                records.AddRange(keys);
                keys.Clear();
            }
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
                _recordsOf.Remove(group);
            }
            part.RestartTrimmed(whole);
        }
        if (done is null || _keys[group] is not { } key || !done.IsReadable || !cache.AreSettled(_groups.Units(group).Select(unit => (plan.Files[unit.File], _stamps[unit.File])))) return;
        _kept[group] = cache.Add(key, _groups.Chunks(group), done, _lines);
        _last = group;
        if (records is not null && Piece(group) is { } piece) _records!.Add(piece, _groups.Chunks(group), _lines, records);
    }

    /// <summary>What the keys of a group's records are kept under; null: it isn't a piece of a file.</summary>
    private byte[]? Piece(int group) =>
        _groups.Units(group) is [{ Piece: >= 0 and var piece, File: var file }] ? _records!.Name(plan.Files[file], origins[file], plan.Pieces[file][piece], piece == 0) : null;
}
