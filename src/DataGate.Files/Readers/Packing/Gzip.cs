namespace DataGate.Files.Readers.Packing;

/// <summary>gzip (RFC 1952), members one behind the other included.</summary>
internal sealed class Gzip : IPacking
{
    public string Name => "gzip";

    public string Extension => ".gz";

    public string? WhyNot => null;

    public bool MayStart(ReadOnlySpan<byte> head) => head is [0x1F, 0x8B, ..];

    public Stream Unpack(Stream packed) => new WholeGzipStream(packed);
}
