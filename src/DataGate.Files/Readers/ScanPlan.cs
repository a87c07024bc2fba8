using System.Collections.Immutable;
using DataGate.Documents;
using DataGate.Files.Readers.Pieces;

namespace DataGate.Files.Readers;

/// <summary>
/// How the files of a scan are cut into chunks. Without pieces it follows from the ordered list of files and their sizes alone,
/// so that every machine that reads a part of them cuts them alike.
/// </summary>
public sealed class ScanPlan
{
    /// <summary>Bytes of a chunk; doubled as often as the files need to stay within <see cref="Place.MaxChunks"/>.</summary>
    public const long ChunkSize = 1 << 20;

    private ScanPlan(ImmutableArray<InputFile> files, ImmutableArray<ImmutableArray<Piece>> pieces, ImmutableArray<Chunk> chunks) => (Files, Pieces, Chunks) = (files, pieces, chunks);

    public ImmutableArray<InputFile> Files { get; }

    /// <summary>Of each file: how its content cuts it, in chunks of their own; none where it isn't cut so.</summary>
    internal ImmutableArray<ImmutableArray<Piece>> Pieces { get; }

    /// <summary>In the order of the files and of their bytes; each at the place that its index says.</summary>
    public ImmutableArray<Chunk> Chunks { get; }

    /// <summary>Bytes on disk of all the files.</summary>
    public long Length => Files.Sum(f => f.Length);

    /// <exception cref="ArgumentException">There are more than <see cref="Place.MaxChunks"/> files.</exception>
    public static ScanPlan For(IEnumerable<InputFile> files) => For(files, ChunkSize, Place.MaxChunks);

    /// <param name="files">In their order.</param>
    /// <param name="pieces">Of each file, none where it isn't cut by its content; no chunk is of two. Default: no file is.</param>
    /// <exception cref="ArgumentException">There are more than <see cref="Place.MaxChunks"/> files.</exception>
    internal static ScanPlan For(IEnumerable<InputFile> files, ImmutableArray<ImmutableArray<Piece>> pieces) => For(files, ChunkSize, Place.MaxChunks, pieces);

    /// <param name="files">In their order.</param>
    /// <param name="chunkSize">More than a byte order mark has.</param>
    /// <param name="maxChunks">The most that the plan may have, pieces apart.</param>
    /// <param name="pieces">See above.</param>
    internal static ScanPlan For(IEnumerable<InputFile> files, long chunkSize, int maxChunks = Place.MaxChunks, ImmutableArray<ImmutableArray<Piece>> pieces = default)
    {
        ImmutableArray<InputFile> all = [.. files];
        if (all.Length > maxChunks) throw new ArgumentException($"A scan takes at most {maxChunks} files.", nameof(files));
        // Without room for all of them none is.
        if (pieces.IsDefault || pieces.Sum(ofFile => Math.Max(1L, ofFile.Length)) > maxChunks) pieces = [.. all.Select(_ => ImmutableArray<Piece>.Empty)];
        var splits = all.Select(f => !f.IsPacked && ReaderCatalog.For(f).Splits).ToArray();
        while (Enumerable.Range(0, all.Length).Sum(file => Stretches(all[file], pieces[file]).Sum(stretch => CountChunks(stretch.End - stretch.Start, splits[file], chunkSize))) > maxChunks) chunkSize *= 2;

        var chunks = ImmutableArray.CreateBuilder<Chunk>();
        for (var file = 0; file < all.Length; file++)
        {
            foreach (var stretch in Stretches(all[file], pieces[file]))
            {
                var size = splits[file] ? chunkSize : long.MaxValue;
                var start = stretch.Start;
                do
                {
                    var end = stretch.End - start > size ? start + size : stretch.End;
                    chunks.Add(new Chunk(chunks.Count, file, start, end));
                    start = end;
                }
                while (start < stretch.End);
            }
        }
        return new ScanPlan(all, pieces, chunks.ToImmutable());
    }

    /// <summary>The pieces of a file by their start and end, or the whole of it.</summary>
    private static IEnumerable<(long Start, long End)> Stretches(InputFile file, ImmutableArray<Piece> pieces) =>
        pieces.IsEmpty ? [(0, file.Length)] : pieces.Select((piece, at) => (at == 0 ? 0 : pieces[at - 1].End, piece.End));

    private static long CountChunks(long length, bool splits, long chunkSize) => splits ? Math.Max(1, ((length - 1) / chunkSize) + 1) : 1;
}
