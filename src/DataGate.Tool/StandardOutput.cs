namespace DataGate.Tool;

/// <summary>The process's standard output. What it doesn't take (a full disk) is dropped, and noted: the verdict stands all the same.</summary>
internal sealed class StandardOutput(Stream to) : Stream
{
    /// <summary>Why not everything was written; null: it was.</summary>
    public string? Failure { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (Failure is not null) return;
        try
        {
            to.Write(buffer);
        }
        catch (IOException e)
        {
            Failure = e.Message;
        }
    }

    public override void Flush() => to.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
