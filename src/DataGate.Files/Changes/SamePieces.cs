using System.Collections.Immutable;
using DataGate.Files.Readers;
using DataGate.Scanning;

namespace DataGate.Files.Changes;

/// <summary>Pieces that the files of a revision and those of now have alike, wherever: their records cancel out without being parsed.</summary>
internal static class SamePieces
{
    /// <summary>Indexes of their chunks, of either side.</summary>
    /// <param name="plan">The files of now, behind them those of the revision.</param>
    /// <param name="files">How many are of now.</param>
    /// <param name="changed">Those of them that changed.</param>
    /// <param name="origins">What the origin rules by file say of each: the same bytes in another role are another thing.</param>
    public static IReadOnlyList<(int Then, int Now)> Of(ScanPlan plan, int files, ImmutableArray<int> changed, ImmutableArray<FileOrigin> origins)
    {
        var byFile = plan.Chunks.ToLookup(chunk => chunk.File);
        var left = new Dictionary<(string, FileOrigin, IReader), Queue<List<Chunk>>>();
        for (var file = files; file < plan.Files.Length; file++)
        {
            foreach (var (digest, chunks) in Pieces(plan, byFile, file))
            {
                var key = (digest, origins[file], ReaderCatalog.For(plan.Files[file]));
                if (!left.TryGetValue(key, out var equals)) left[key] = equals = new();
                equals.Enqueue(chunks);
            }
        }
        var same = new List<(int Then, int Now)>();
        foreach (var file in changed)
        {
            foreach (var (digest, chunks) in Pieces(plan, byFile, file))
            {
                if (!left.TryGetValue((digest, origins[file], ReaderCatalog.For(plan.Files[file])), out var equals) || !equals.TryDequeue(out var before)) continue;
                same.AddRange(before.Zip(chunks, (then, now) => (then.Index, now.Index)));
            }
        }
        return same;
    }

    /// <summary>The pieces of a file, by their numbers, and the chunks of each; none of a file that isn't cut.</summary>
    public static IEnumerable<(int Piece, List<Chunk> Chunks)> Chunks(ScanPlan plan, ILookup<int, Chunk> byFile, int file)
    {
        if (plan.Pieces[file].IsEmpty) yield break;
        var (at, chunks) = (0, new List<Chunk>());
        foreach (var chunk in byFile[file])
        {
            chunks.Add(chunk);
            if (chunk.End < plan.Pieces[file][at].End) continue;
            yield return (at, chunks);
            (at, chunks) = (at + 1, []);
        }
    }

    /// <summary>What is in the pieces of a file, and their chunks. A byte order mark is one at a file's start alone.</summary>
    private static IEnumerable<(string Digest, List<Chunk> Chunks)> Pieces(ScanPlan plan, ILookup<int, Chunk> byFile, int file) =>
        Chunks(plan, byFile, file).Select(piece => ((piece.Piece == 0 ? "first " : "") + Convert.ToHexString(plan.Pieces[file][piece.Piece].Digest.Span), piece.Chunks));
}
