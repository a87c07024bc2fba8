namespace DataGate.Files.Readers;

/// <summary>What a reader is told about the chunk it reads.</summary>
/// <param name="file">The chunk's file.</param>
/// <param name="chunk">What to read of it.</param>
/// <param name="limits">What to accept.</param>
/// <param name="progress">Takes the bytes done since its last call.</param>
/// <param name="cancellation">Looked at between records.</param>
public sealed class ChunkReading(InputFile file, Chunk chunk, ReadingLimits limits, Action<long>? progress = null, CancellationToken cancellation = default)
{
    private long _reached = chunk.Start;

    public InputFile File { get; } = file;

    public Chunk Chunk { get; } = chunk;

    public ReadingLimits Limits { get; } = limits;

    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>Whether nothing of it was read, which was reported.</summary>
    public bool IsUnread { get; internal set; }

    /// <summary>Tells the progress that the bytes on disk before <paramref name="offset"/> are done.</summary>
    public void Reached(long offset)
    {
        offset = Math.Min(offset, Chunk.End);
        if (offset <= _reached) return;
        progress?.Invoke(offset - _reached);
        _reached = offset;
    }
}
