using System.Globalization;
using DataGate.Files.Readers.Bytes;

namespace DataGate.Files.Readers.Packing;

/// <summary>The content of a packed file, as long as it is in proportion to the file: a few bytes can be made to unpack for days.</summary>
/// <param name="content">It is disposed of with this one.</param>
/// <param name="packed">The file's bytes.</param>
/// <param name="free">Bytes of content that no proportion is asked of.</param>
internal sealed class BoundedContent(Stream content, long packed, long free) : ReadOnlyStream
{
    /// <summary>Bytes of content that a byte of the file may unpack to, over the whole.</summary>
    public const int MaxRatio = 1000;

    private readonly long _most = Math.Max(free, packed > long.MaxValue / MaxRatio ? long.MaxValue : packed * MaxRatio);
    private long _read;

    public override int Read(Span<byte> buffer)
    {
        var read = content.Read(buffer);
        return (_read += read) <= _most ? read : throw new OutOfProportionException();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) content.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>The packed content is out of all proportion.</summary>
internal sealed class OutOfProportionException() : IOException(string.Create(
    CultureInfo.InvariantCulture, $"it unpacks to more than {BoundedContent.MaxRatio:N0} times its bytes, which real data hardly does: unpack it yourself if it is what it should be"));
