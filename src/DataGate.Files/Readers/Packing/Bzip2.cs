using DataGate.Files.Readers.Bytes;
using ICSharpCode.SharpZipLib;
using ICSharpCode.SharpZipLib.BZip2;

namespace DataGate.Files.Readers.Packing;

/// <summary>bzip2, streams one behind the other included, as packers on several cores write them.</summary>
internal sealed class Bzip2 : IPacking
{
    private const int HeadLength = 4;

    public string Name => "bzip2";

    public string Extension => ".bz2";

    public string? WhyNot => null;

    public bool MayStart(ReadOnlySpan<byte> head) => head is [(byte)'B', (byte)'Z', (byte)'h', >= (byte)'1' and <= (byte)'9', ..];

    public Stream Unpack(Stream packed) => new Streams(packed, this);

    /// <summary><see cref="BZip2InputStream"/> ends with the first stream, and reads not a byte beyond it; so the next one can be started there.</summary>
    private sealed class Streams(Stream packed, Bzip2 packing) : ReadOnlyStream
    {
        private BZip2InputStream? _open;
        private byte[] _own = [];
        private bool _any, _done;

        public override int Read(Span<byte> buffer)
        {
            if (_own.Length < buffer.Length) _own = new byte[buffer.Length];
            while (!_done && !buffer.IsEmpty)
            {
                try
                {
                    if (_open is null && !Next()) break;
                    var read = _open!.Read(_own, 0, buffer.Length);
                    if (read > 0)
                    {
                        _own.AsSpan(0, read).CopyTo(buffer);
                        return read;
                    }
                    _open = null;
                }
                catch (EndOfStreamException)
                {
                    throw new CutOffException(packing.Name);
                }
                catch (Exception e) when (e is SharpZipBaseException or IndexOutOfRangeException or ArithmeticException)
                {
                    throw new DamagedException(packing.Name, e);
                }
            }
            return 0;
        }

        /// <summary>Starts the next stream; false at the file's end.</summary>
        private bool Next()
        {
            var head = new byte[HeadLength];
            var length = packed.ReadAtLeast(head, HeadLength, throwOnEndOfStream: false);
            _done = length == 0 && _any;
            if (_done) return false;
            if (!packing.MayStart(head.AsSpan(0, length)))
            {
                if (_any) throw new TrailingBytesException(packing.Name);
                throw length < HeadLength ? new CutOffException(packing.Name) : new DamagedException(packing.Name);
            }
            _any = true;
            _open = new BZip2InputStream(new WithHead(head, packed)) { IsStreamOwner = false };
            return true;
        }
    }

    /// <summary>A stream's head, then the file from behind it.</summary>
    private sealed class WithHead(byte[] head, Stream packed) : ReadOnlyStream
    {
        private int _given;

        public override int Read(Span<byte> buffer)
        {
            if (_given == head.Length) return packed.Read(buffer);
            var count = Math.Min(buffer.Length, head.Length - _given);
            head.AsSpan(_given, count).CopyTo(buffer);
            _given += count;
            return count;
        }

        public override int ReadByte() => _given < head.Length ? head[_given++] : packed.ReadByte();
    }
}
