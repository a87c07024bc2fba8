using System.Buffers;
using System.IO.Compression;
using DataGate.Files.Readers.Bytes;

namespace DataGate.Files.Readers.Packing;

/// <summary>Brotli (RFC 7932): one stream, which no bytes mark at its start.</summary>
internal sealed class Brotli : IPacking
{
    public string Name => "Brotli";

    public string Extension => ".br";

    public string? WhyNot => null;

    public bool MayStart(ReadOnlySpan<byte> head) => true;

    public Stream Unpack(Stream packed) => new WholeBrotliStream(packed, Name);

    /// <summary><see cref="BrotliStream"/> takes a file that is cut off for a normal end, and looks at nothing behind it; its decoder tells.</summary>
    private sealed class WholeBrotliStream(Stream packed, string name) : ReadOnlyStream
    {
        private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(64 << 10);
        private BrotliDecoder _decoder;
        private int _start, _end;
        private bool _done;

        public override int Read(Span<byte> buffer)
        {
            if (_done)
            {
                if (_start < _end || Fill()) throw new TrailingBytesException(name);
                return 0;
            }
            while (!buffer.IsEmpty)
            {
                var status = _decoder.Decompress(_buffer.AsSpan(_start, _end - _start), buffer, out var consumed, out var written);
                _start += consumed;
                if (status == OperationStatus.InvalidData) throw new DamagedException(name);
                _done = status == OperationStatus.Done;
                if (written > 0) return written;
                if (_done) return Read(buffer);
                if (status == OperationStatus.NeedMoreData && !Fill()) throw new CutOffException(name);
            }
            return 0;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                _decoder.Dispose();
                ArrayPool<byte>.Shared.Return(_buffer);
            }
            base.Dispose(disposing);
        }

        /// <summary>Reads on, behind what is left; false at the end.</summary>
        private bool Fill()
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
            var read = packed.Read(_buffer, _end, _buffer.Length - _end);
            _end += read;
            return read > 0;
        }
    }
}
