namespace DataGate.Tool;

/// <summary>The process's standard output or error. What it doesn't take (a full disk, a closed descriptor) is dropped, and noted: the verdict stands all the same.</summary>
internal sealed class StandardOutput(Stream to) : Stream
{
    /// <summary>Why not everything was written; null: it was.</summary>
    public string? Failure { get; private set; }

    public static StandardOutput Of(Func<Stream> open)
    {
        try
        {
            return new StandardOutput(open());
        }
        catch (Exception e) when (IsExpected(e))
        {
            return new StandardOutput(Null) { Failure = Why(e) };
        }
    }

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
        catch (Exception e) when (IsExpected(e))
        {
            Failure = Why(e);
        }
    }

    public override void Flush()
    {
        if (Failure is not null) return;
        try
        {
            to.Flush();
        }
        catch (Exception e) when (IsExpected(e))
        {
            Failure = Why(e);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private static bool IsExpected(Exception e) => e is IOException or UnauthorizedAccessException;

    /// <summary>What the system says: of a closed descriptor it is the cause that does.</summary>
    private static string Why(Exception e) => (e.InnerException ?? e).Message;
}
