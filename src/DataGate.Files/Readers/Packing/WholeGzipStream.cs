using System.IO.Compression;
using DataGate.Files.Readers.Bytes;

namespace DataGate.Files.Readers.Packing;

/// <summary>
/// Unpacks gzip to its very end, over all its members, and throws where the data is cut off or something else follows.
/// </summary>
/// <remarks>
/// <see cref="GZipStream"/> takes a cut-off file and trailing bytes for a normal end. So a member of our own is
/// played to it behind the file's bytes: only where these end with a whole member does exactly its content come out.
/// </remarks>
internal sealed class WholeGzipStream : ReadOnlyStream
{
    private const string Name = "gzip";

    private readonly WithSeal _packed;
    private readonly GZipStream _unpacked;
    private bool _done;

    /// <param name="packed">Stays open.</param>
    public WholeGzipStream(Stream packed)
    {
        _packed = new WithSeal(packed);
        _unpacked = new GZipStream(_packed, CompressionMode.Decompress);
    }

    public override int Read(Span<byte> buffer)
    {
        if (_done || buffer.IsEmpty) return 0;
        int read;
        try
        {
            read = _unpacked.Read(buffer);
        }
        catch (InvalidDataException) when (_packed.Sealing)
        {
            throw new CutOffException(Name);
        }
        catch (InvalidDataException e)
        {
            throw new DamagedException(Name, e);
        }
        if (!_packed.Sealing) return read > 0 ? read : throw new TrailingBytesException(Name);
        // Nothing of the file comes out once the seal is read: a read returns as soon as it has any byte.
        CheckSeal(buffer[..read]);
        _done = true;
        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _unpacked.Dispose();
            _packed.Dispose();
        }
        base.Dispose(disposing);
    }

    private void CheckSeal(ReadOnlySpan<byte> first)
    {
        Span<byte> content = stackalloc byte[WithSeal.Content.Length + 1];
        if (first.Length >= content.Length) throw new CutOffException(Name);
        first.CopyTo(content);
        var length = first.Length;
        try
        {
            for (var read = length; read > 0 && length < content.Length; length += read)
                read = _unpacked.Read(content[length..]);
        }
        catch (InvalidDataException)
        {
            throw new CutOffException(Name);
        }
        if (!content[..length].SequenceEqual(WithSeal.Content)) throw new CutOffException(Name);
    }

    /// <summary>The file's bytes, then a gzip member.</summary>
    private sealed class WithSeal(Stream packed) : ReadOnlyStream
    {
        private static readonly byte[] Member = Pack(Content);
        private int _given;

        /// <summary>Any bytes that data which goes on where a file is cut off won't unpack to.</summary>
        public static ReadOnlySpan<byte> Content => "\0datagate: end of the packed file\0"u8;

        /// <summary>Whether the file's bytes are all given.</summary>
        public bool Sealing { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            if (!Sealing)
            {
                var read = packed.Read(buffer);
                if (read > 0) return read;
                Sealing = true;
            }
            var rest = Member.AsSpan(_given);
            var given = Math.Min(rest.Length, buffer.Length);
            rest[..given].CopyTo(buffer);
            _given += given;
            return given;
        }

        private static byte[] Pack(ReadOnlySpan<byte> content)
        {
            using var packed = new MemoryStream();
            using (var stream = new GZipStream(packed, CompressionLevel.Fastest)) stream.Write(content);
            return packed.ToArray();
        }
    }
}
