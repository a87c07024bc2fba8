using System.Buffers;
using System.Runtime.InteropServices;
using DataGate.Files.Readers.Bytes;

namespace DataGate.Files.Readers.Packing;

/// <summary>Zstandard (RFC 8878), frames one behind the other included, by the system's libzstd.</summary>
internal sealed class Zstandard : IPacking
{
    /// <summary>Log₂ of <see cref="MaxWindow"/>.</summary>
    private const int MaxWindowLog = 27;

    /// <summary>Bytes that a frame may look back, which is memory that it takes: what the format's own program gives it unasked.</summary>
    public const int MaxWindow = 1 << MaxWindowLog;

    public string Name => "Zstandard";

    public string Extension => ".zst";

    public string? WhyNot => ZstdLibrary.Load();

    /// <summary>A frame, or one that readers are to skip.</summary>
    public bool MayStart(ReadOnlySpan<byte> head) => head is [0x28, 0xB5, 0x2F, 0xFD, ..] or [>= 0x50 and <= 0x5F, 0x2A, 0x4D, 0x18, ..];

    /// <summary>Loads the library for whoever comes first: nothing else in the process may have asked for it.</summary>
    public Stream Unpack(Stream packed) => WhyNot is { } whyNot ? throw new IOException(whyNot) : new Frames(packed, Name);

    private sealed unsafe class Frames : ReadOnlyStream
    {
        private readonly Stream _packed;
        private readonly string _name;
        private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(128 << 10);
        private nint _decoder;
        private int _start, _end;

        /// <summary>Whether what was read ends with a whole frame.</summary>
        private bool _isWhole;

        public Frames(Stream packed, string name)
        {
            (_packed, _name) = (packed, name);
            _decoder = ZstdApi.Create();
            ZstdApi.Set(_decoder, ZstdApi.MaxWindowLog, MaxWindowLog);
        }

        public override int Read(Span<byte> buffer)
        {
            while (!buffer.IsEmpty)
            {
                if (_start == _end)
                {
                    (_start, _end) = (0, _packed.Read(_buffer));
                    if (_end == 0) return _isWhole ? 0 : Rest(buffer);
                }
                var written = Decode(buffer);
                if (written > 0) return written;
            }
            return 0;
        }

        protected override void Dispose(bool disposing)
        {
            if (_decoder != 0) ZstdApi.Free(_decoder);
            _decoder = 0;
            if (disposing) ArrayPool<byte>.Shared.Return(_buffer);
            base.Dispose(disposing);
        }

        /// <summary>What the decoder still holds when there are no more bytes; the frame is cut off where it ends then.</summary>
        private int Rest(Span<byte> buffer) => Decode(buffer) is > 0 and var written ? written : _isWhole ? 0 : throw new CutOffException(_name);

        private int Decode(Span<byte> buffer)
        {
            fixed (byte* source = _buffer, target = buffer)
            {
                var output = new ZstdBuffer { Bytes = target, Size = (nuint)buffer.Length };
                var input = new ZstdBuffer { Bytes = source + _start, Size = (nuint)(_end - _start) };
                var startsFrame = _isWhole;
                var left = ZstdApi.Decompress(_decoder, ref output, ref input);
                if (ZstdApi.IsError(left) != 0)
                {
                    if (startsFrame && Marshal.PtrToStringUTF8(ZstdApi.ErrorName(left))?.Contains("descriptor", StringComparison.Ordinal) == true) throw new TrailingBytesException(_name);
                    if (Marshal.PtrToStringUTF8(ZstdApi.ErrorName(left))?.Contains("too much memory", StringComparison.Ordinal) == true) throw new WindowTooLargeException();
                    throw new DamagedException(_name);
                }
                _start += (int)input.Position;
                // Nothing more is asked for where a frame ends.
                if (input.Position > 0 || output.Position > 0) _isWhole = left == 0;
                return (int)output.Position;
            }
        }
    }
}

/// <summary>A frame looks back further than it may.</summary>
internal sealed class WindowTooLargeException() : IOException(FormattableString.Invariant(
    $"it takes a window of more than {Zstandard.MaxWindow >> 20} MiB to unpack it ('zstd --long'): pack it anew, as 'zstd -dc --long=31 OLD.zst | zstd -o NEW.zst' does"));
