using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using DataGate.Files.Cache;
using DataGate.Files.Readers;
using DataGate.Files.Readers.Pieces;
using DataGate.Metrics.Sketches;
using DataGate.Scanning;

namespace DataGate.Files.Memos;

/// <summary>
/// What scans gathered from groups of files, in the user's cache: files that haven't changed, by SHA-256, are not read again. An entry holds the lines of each chunk, and the sketches.
/// </summary>
public sealed class ScanCache
{
    /// <summary>Bytes of files below which it isn't worth the while: 64 MiB.</summary>
    public const long DefaultMinBytes = 64L << 20;

    /// <summary>Bytes that all entries may take together: 2 GiB.</summary>
    public const long DefaultMaxBytes = 2L << 30;

    /// <summary>Sums of groups that are kept of a set.</summary>
    private const int MaxSums = 8;

    private const string FolderName = "scans-1";
    private const int MaxEntry = 256 << 20;
    private readonly MemoStore _store;
    private readonly string _key;
    private readonly ConcurrentBag<MemoryStream> _spare = [];

    /// <param name="folder">The cache.</param>
    /// <param name="key">All that fixes what is gathered and isn't said of the set itself: the build, the policy.</param>
    /// <param name="digests">Of the run's files.</param>
    /// <param name="minBytes">Bytes of files below which nothing is kept.</param>
    /// <param name="maxBytes">What all entries may take together. Default: 2 GiB.</param>
    public ScanCache(CacheFolder folder, string key, KnownDigests digests, long minBytes = DefaultMinBytes, long maxBytes = DefaultMaxBytes)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(digests);
        digests.Know(folder);
        (_store, _key, Digests, MinBytes) = (Store(folder, maxBytes), key, digests, minBytes);
    }

    /// <summary>Where what is known of files is kept.</summary>
    /// <param name="folder">The cache.</param>
    /// <param name="maxBytes">What all entries may take together. Default: 2 GiB.</param>
    internal static MemoStore Store(CacheFolder folder, long maxBytes = DefaultMaxBytes) => new(folder, FolderName, MaxEntry, maxBytes);

    /// <summary>Of the run's files.</summary>
    internal KnownDigests Digests { get; }

    /// <summary>Bytes of files below which nothing is kept.</summary>
    public long MinBytes { get; }

    /// <summary>Whether files are sure to have been the same all the time since they had these stamps.</summary>
    internal bool AreSettled(IEnumerable<(InputFile File, FileStamp? Stamp)> files) =>
        FileStamp.IsSure && files.All(file => file.Stamp is { } stamp && stamp.Length == file.File.Length && stamp.IsBefore(Digests.Moment) && FileStamp.Of(file.File.Path) == stamp);

    /// <summary>How files are cut by their content.</summary>
    /// <param name="needs">What is gathered of the set, see <see cref="ScanNames"/>.</param>
    /// <param name="files">Of the set.</param>
    /// <param name="least">See <see cref="FilePieces.Target"/>.</param>
    /// <param name="threads">Files read at once.</param>
    /// <param name="stopped">Looked at now and then.</param>
    internal ImmutableArray<ImmutableArray<Piece>> Pieces(string needs, ImmutableArray<InputFile> files, long least, int threads, CancellationToken stopped) =>
        new KnownPieces(_store, Digests).Of(CheckMemo.Key("pieces", _key, needs), files, least, threads, stopped);

    /// <summary>How contents that git has are cut, see <see cref="KnownPieces.OfGit"/>.</summary>
    internal ImmutableArray<ImmutableArray<Piece>> PiecesOfGit(string needs, IEnumerable<(string Id, long Target)> contents) =>
        new KnownPieces(_store, Digests).OfGit(CheckMemo.Key("pieces", _key, needs), contents);

    /// <summary>Keeps how contents that git has are cut, see <see cref="KnownPieces.AddOfGit"/>.</summary>
    internal void AddPiecesOfGit(string needs, IReadOnlyCollection<(string Id, byte[] Digest, long Target, ImmutableArray<Piece> Pieces)> contents) =>
        new KnownPieces(_store, Digests).AddOfGit(CheckMemo.Key("pieces", _key, needs), contents);

    /// <summary>The keys of the records in pieces of files.</summary>
    /// <param name="needs">What is gathered of the set, see <see cref="ScanNames"/>.</param>
    internal KnownKeys Keys(string needs) => new(_store, CheckMemo.Key("keys", _key, needs));

    /// <summary>The key of a group: of what is gathered, and of its files or pieces in their order.</summary>
    /// <param name="needs">What is gathered of the set, see <see cref="ScanNames"/>.</param>
    /// <param name="files">Its files; length and digest are of what of them is in the group.</param>
    internal byte[] Key(string needs, IEnumerable<(InputFile File, long Length, byte[] Digest, FileOrigin Origin, int Split)> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(SHA256.HashData(Encoding.Unicode.GetBytes(_key)));
        hash.AppendData(SHA256.HashData(Encoding.Unicode.GetBytes(needs)));
        foreach (var (file, length, digest, origin, split) in files)
        {
            hash.AppendData(SHA256.HashData(Encoding.Unicode.GetBytes(file.Display)));
            hash.AppendData(SHA256.HashData(Encoding.Unicode.GetBytes(file.Format)));
            hash.AppendData(digest);
            hash.AppendData([(byte)origin, .. BitConverter.GetBytes(split), .. BitConverter.GetBytes(length)]);
        }
        return hash.GetHashAndReset();
    }

    /// <summary>The sums of groups that are kept of a set, the newest first: the keys of their groups, in the order of the groups.</summary>
    /// <param name="needs">What is gathered of the set.</param>
    internal IEnumerable<ImmutableArray<byte[]>> Sums(string needs)
    {
        var index = _store.Find(SumsKey(needs)) ?? [];
        for (var at = 0; at + sizeof(int) <= index.Length;)
        {
            var count = BitConverter.ToInt32(index, at);
            at += sizeof(int);
            if (count < 0 || count > (index.Length - at) / SHA256.HashSizeInBytes) yield break;
            var start = at;
            at += count * SHA256.HashSizeInBytes;
            yield return [.. Enumerable.Range(0, count).Select(i => index.AsSpan(start + (i * SHA256.HashSizeInBytes), SHA256.HashSizeInBytes).ToArray())];
        }
    }

    /// <summary>Whether the sum of some groups was of use to a check before; from now on it was.</summary>
    /// <param name="groups">The groups' keys, in their order.</param>
    internal bool WasWanted(ImmutableArray<byte[]> groups)
    {
        var key = CheckMemo.Key("wanted", Convert.ToHexString(SumKey(groups)));
        if (_store.Length(key) > 0) return true;
        _store.Add(key, new byte[] { 1 }, isDurable: false);
        return false;
    }

    /// <summary>Keeps a sum of groups, and forgets the oldest one where there are <see cref="MaxSums"/>.</summary>
    /// <param name="needs">What is gathered of the set.</param>
    /// <param name="groups">The groups' keys, in their order.</param>
    /// <param name="chunks">Their chunks, in order.</param>
    /// <param name="sum">Of them.</param>
    /// <param name="lines">Of all chunks.</param>
    internal void AddSum(string needs, ImmutableArray<byte[]> groups, ImmutableArray<Chunk> chunks, DatasetScan sum, IReadOnlyList<long> lines)
    {
        Add(SumKey(groups), chunks, sum, lines);
        var index = new MemoryStream();
        foreach (var known in Sums(needs).Prepend(groups).Take(MaxSums))
        {
            index.Write(BitConverter.GetBytes(known.Length));
            foreach (var key in known) index.Write(key);
        }
        _store.Add(SumsKey(needs), index.ToArray(), isDurable: false);
    }

    /// <summary>The key of the sum of some groups.</summary>
    /// <param name="groups">Their keys, in the order of the groups.</param>
    internal static byte[] SumKey(IEnumerable<byte[]> groups)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData("sum"u8);
        foreach (var key in groups) hash.AppendData(key);
        return hash.GetHashAndReset();
    }

    /// <summary>How many keys the sketches of the whole set held at the last scan of it, see <see cref="DatasetScan.Held"/>; nothing where nobody knows.</summary>
    internal IEnumerable<int> Held(string needs) => _store.Find(HeldKey(needs)) is { } content ? MemoryMarshal.Cast<byte, int>(content).ToArray() : [];

    internal void AddHeld(string needs, IEnumerable<int> held) => _store.Add(HeldKey(needs), MemoryMarshal.AsBytes<int>(held.ToArray()).ToArray(), isDurable: false);

    private byte[] HeldKey(string needs) => CheckMemo.Key("held", _key, needs);

    private byte[] SumsKey(string needs) => CheckMemo.Key("sums", _key, needs);

    /// <summary>Bytes that are kept under a key, of use or not; 0: none are.</summary>
    internal long Length(byte[] key) => _store.Length(key);

    /// <summary>That entries were of use, whether or not they were read.</summary>
    internal void Touch(IEnumerable<byte[]> keys)
    {
        foreach (var key in keys) _store.Touch(key, Digests.Started.UtcDateTime);
    }

    /// <summary>What is known of a group, or of the sum of some.</summary>
    /// <param name="key">Of the group, or of the sum.</param>
    /// <param name="chunks">Its chunks as they are now, in their order.</param>
    /// <param name="lines">Of all chunks; takes those of the group.</param>
    /// <param name="memory">Holds what is found, see <see cref="MemoStore"/>.</param>
    /// <returns>What to merge; null: nothing is known.</returns>
    /// <exception cref="InvalidDataException">An entry adds up and is none all the same.</exception>
    internal KeptScan? Find(byte[] key, ImmutableArray<Chunk> chunks, long[] lines, ref ArraySegment<byte> memory)
    {
        if (_store.Find(key, ref memory) is not { } content || !MemoryMarshal.TryGetArray(content, out var bytes)) return null;
        if (KeptScan.Read(bytes, chunks, lines) is not { } kept) return null;
        Touch([key]);
        return kept;
    }

    /// <summary>Keeps what was gathered of a group, or of some.</summary>
    /// <returns>Bytes of the entry.</returns>
    internal long Add(byte[] key, ImmutableArray<Chunk> chunks, DatasetScan scan, IReadOnlyList<long> lines)
    {
        if (!_spare.TryTake(out var content)) content = new MemoryStream();
        content.SetLength(0);
        content.Capacity = Math.Max(content.Capacity, (int)Math.Min(MaxEntry, scan.SavedLength));
        using (var writer = new QuickWriter(content))
        {
            writer.Write(chunks.Length);
            foreach (var chunk in chunks)
            {
                writer.Write(chunk.Index);
                writer.Write(lines[chunk.Index]);
            }
            scan.Save(writer);
        }
        _store.Add(key, content.GetBuffer().AsMemory(0, (int)content.Length), isDurable: false);
        var length = content.Length;
        _spare.Add(content);
        return length;
    }

    /// <summary>Lets those go that were of use longest ago, as far as all of them take too much.</summary>
    internal void Shrink() => _store.Shrink();
}
