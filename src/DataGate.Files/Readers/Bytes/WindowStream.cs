namespace DataGate.Files.Readers.Bytes;

/// <summary>The bytes of a window as a stream.</summary>
internal sealed class WindowStream(ByteWindow window) : ReadOnlyStream
{
    public override int Read(Span<byte> buffer)
    {
        while (window.Available.IsEmpty)
            if (!window.More()) return 0;
        var count = Math.Min(buffer.Length, window.Available.Length);
        window.Available[..count].CopyTo(buffer);
        window.Skip(count);
        return count;
    }
}
