using System.Collections.Immutable;
using DataGate.Documents;

namespace DataGate.Files.Readers;

/// <summary>
/// How the files of a scan are cut into chunks. It follows from the ordered list of files and their sizes alone,
/// so that every machine that reads a part of them cuts them alike.
/// </summary>
public sealed class ScanPlan
{
    /// <summary>Bytes of a chunk; doubled as often as the files need to stay within <see cref="Place.MaxChunks"/>.</summary>
    public const long ChunkSize = 1 << 20;

    private ScanPlan(ImmutableArray<InputFile> files, ImmutableArray<Chunk> chunks) => (Files, Chunks) = (files, chunks);

    public ImmutableArray<InputFile> Files { get; }

    /// <summary>In the order of the files and of their bytes; each at the place that its index says.</summary>
    public ImmutableArray<Chunk> Chunks { get; }

    /// <summary>Bytes on disk of all the files.</summary>
    public long Length => Files.Sum(f => f.Length);

    /// <exception cref="ArgumentException">There are more than <see cref="Place.MaxChunks"/> files.</exception>
    public static ScanPlan For(IEnumerable<InputFile> files) => For(files, ChunkSize, Place.MaxChunks);

    /// <param name="files">In their order.</param>
    /// <param name="chunkSize">More than a byte order mark has.</param>
    /// <param name="maxChunks">The most that the plan may have.</param>
    internal static ScanPlan For(IEnumerable<InputFile> files, long chunkSize, int maxChunks = Place.MaxChunks)
    {
        ImmutableArray<InputFile> all = [.. files];
        if (all.Length > maxChunks) throw new ArgumentException($"A scan takes at most {maxChunks} files.", nameof(files));
        var splits = all.Select(f => !f.IsPacked && ReaderCatalog.For(f).Splits).ToArray();
        while (CountChunks(all, splits, chunkSize) > maxChunks) chunkSize *= 2;

        var chunks = ImmutableArray.CreateBuilder<Chunk>();
        for (var file = 0; file < all.Length; file++)
        {
            var length = all[file].Length;
            var size = splits[file] ? chunkSize : long.MaxValue;
            long start = 0;
            do
            {
                var end = length - start > size ? start + size : length;
                chunks.Add(new Chunk(chunks.Count, file, start, end));
                start = end;
            }
            while (start < length);
        }
        return new ScanPlan(all, chunks.ToImmutable());
    }

    private static long CountChunks(ImmutableArray<InputFile> files, bool[] splits, long chunkSize)
    {
        long count = 0;
        for (var i = 0; i < files.Length; i++)
            count += splits[i] ? Math.Max(1, ((files[i].Length - 1) / chunkSize) + 1) : 1;
        return count;
    }
}
