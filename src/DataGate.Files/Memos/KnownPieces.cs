using System.Collections.Immutable;
using System.Security.Cryptography;
using DataGate.Files.Readers;
using DataGate.Files.Readers.Pieces;

namespace DataGate.Files.Memos;

/// <summary>How files are cut by their content, kept by their digests: only files that changed are read to be cut.</summary>
/// <param name="store">The cache.</param>
/// <param name="digests">Of the run's files.</param>
internal sealed class KnownPieces(MemoStore store, KnownDigests digests)
{
    private const int Entry = sizeof(long) + SHA256.HashSizeInBytes;

    /// <summary>Pieces of files that aren't in the run that are kept: of what stands in revisions to compare with.</summary>
    private const int MaxOthers = 16 * FilePieces.Aim;

    /// <param name="key">Of what is kept of these files.</param>
    /// <param name="files">Of the set, in their order.</param>
    /// <param name="least">See <see cref="FilePieces.Target"/>.</param>
    /// <param name="threads">Files cut at once.</param>
    /// <param name="stopped">Looked at now and then.</param>
    public ImmutableArray<ImmutableArray<Piece>> Of(byte[] key, ImmutableArray<InputFile> files, long least, int threads, CancellationToken stopped)
    {
        var large = FilePieces.Large(files, least);
        string?[] names = [.. digests.Of([.. files.Select(file => file.Path)], threads).Select((digest, i) => digest is null ? null : Name(digest, FilePieces.Target(files[i], large, least)))];
        var known = Load(store.Find(key));
        var pieces = new ImmutableArray<Piece>[files.Length];
        var left = new List<int>();
        for (var i = 0; i < pieces.Length; i++)
        {
            if (FilePieces.Target(files[i], large, least) == 0) pieces[i] = [];
            else if (names[i] is { } name && known.TryGetValue(name, out var found) && (found.IsEmpty || found[^1].End == files[i].Length)) pieces[i] = found;
            else left.Add(i);
        }
        if (known.Count > 0) store.Touch(key, digests.Started.UtcDateTime);
        if (left.Count == 0) return [.. pieces];
        // Of few files each takes all threads.
        var (atOnce, each) = left.Count < threads ? (1, threads) : (threads, 1);
        Parallel.ForEach(left, new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = stopped }, i => pieces[i] = digests.Cut(files[i], FilePieces.Target(files[i], large, least), each, stopped));
        var kept = new SortedDictionary<string, ImmutableArray<Piece>>(StringComparer.Ordinal);
        for (var i = 0; i < pieces.Length; i++)
            if (names[i] is { } name && !pieces[i].IsEmpty && digests.Settled(files[i].Path) is not null) kept[name] = pieces[i];
        Keep(key, kept, known);
        return [.. pieces];
    }

    /// <summary>How contents that git has are cut, as far as that is known; none of those that aren't.</summary>
    /// <param name="key">Of what is kept of these files.</param>
    /// <param name="contents">What git calls each, and the bytes of a piece to aim at.</param>
    public ImmutableArray<ImmutableArray<Piece>> OfGit(byte[] key, IEnumerable<(string Id, long Target)> contents)
    {
        var known = Load(store.Find(key));
        return [.. contents.Select(content => content.Target > 0 && digests.OfGit(content.Id) is { } digest && known.TryGetValue(Name(digest, content.Target), out var found) ? found : [])];
    }

    /// <summary>Keeps how contents that git has are cut.</summary>
    /// <param name="key">Of what is kept of these files.</param>
    /// <param name="contents">What git calls each, its digest, the bytes of a piece that were aimed at, and the pieces.</param>
    public void AddOfGit(byte[] key, IReadOnlyCollection<(string Id, byte[] Digest, long Target, ImmutableArray<Piece> Pieces)> contents)
    {
        if (contents.Count == 0) return;
        var kept = new SortedDictionary<string, ImmutableArray<Piece>>(StringComparer.Ordinal);
        foreach (var (_, digest, target, pieces) in contents) kept[Name(digest, target)] = pieces;
        digests.KeepOfGit([.. contents.Select(content => (content.Id, content.Digest))]);
        Keep(key, kept, Load(store.Find(key)));
    }

    /// <summary>Keeps some files, and of those that were kept before as many as may be.</summary>
    private void Keep(byte[] key, SortedDictionary<string, ImmutableArray<Piece>> kept, Dictionary<string, ImmutableArray<Piece>> known)
    {
        var others = 0;
        store.Add(key, Save(kept.Concat(known.Where(other => !kept.ContainsKey(other.Key)).TakeWhile(other => (others += other.Value.Length) <= MaxOthers))), isDurable: false);
    }

    private static string Name(byte[] digest, long target) => Convert.ToHexString([.. digest, .. BitConverter.GetBytes(target)]);

    private static byte[] Save(IEnumerable<KeyValuePair<string, ImmutableArray<Piece>>> files)
    {
        using var content = new MemoryStream();
        foreach (var (name, pieces) in files)
        {
            content.Write(Convert.FromHexString(name));
            content.Write(BitConverter.GetBytes(pieces.Length));
            foreach (var piece in pieces)
            {
                content.Write(BitConverter.GetBytes(piece.End));
                content.Write(piece.Digest.Span);
            }
        }
        return content.ToArray();
    }

    /// <summary>What was saved, as far as it is that.</summary>
    private static Dictionary<string, ImmutableArray<Piece>> Load(byte[]? content)
    {
        const int NameLength = SHA256.HashSizeInBytes + sizeof(long);
        var files = new Dictionary<string, ImmutableArray<Piece>>(StringComparer.Ordinal);
        for (var left = (content ?? []).AsMemory(); left.Length >= NameLength + sizeof(int);)
        {
            var name = Convert.ToHexString(left.Span[..NameLength]);
            var count = BitConverter.ToInt32(left.Span[NameLength..]);
            left = left[(NameLength + sizeof(int))..];
            if (count <= 0 || count > left.Length / Entry) break;
            var pieces = ImmutableArray.CreateBuilder<Piece>(count);
            for (var end = 0L; count > 0; count--, left = left[Entry..])
            {
                var piece = new Piece(BitConverter.ToInt64(left.Span), left[sizeof(long)..Entry]);
                if (piece.End <= end) return files;
                pieces.Add(piece);
                end = piece.End;
            }
            files[name] = pieces.MoveToImmutable();
        }
        return files;
    }
}
