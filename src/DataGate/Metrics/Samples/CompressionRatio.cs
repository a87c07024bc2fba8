using System.Buffers;
using System.IO.Compression;

namespace DataGate.Metrics.Samples;

/// <summary>
/// Bytes of a draw's texts / bytes that they compress to: the texts in content-hash order with copies side by side, a line feed
/// between, by Brotli of quality 5 with a window of 16 MB. Above 0; rises with repetition of any kind.
/// </summary>
/// <remarks>
/// Where lengths are brought to be equal a text ends with its last token that counts: short texts compress less well than long ones.
/// </remarks>
public sealed class CompressionRatio : DrawMetric
{
    /// <summary>Of a text with more copies so many are compressed; the others would add next to nothing, but count as bytes.</summary>
    public const int MaxCopies = 64;

    private const int Quality = 5;
    private const int Window = 24;
    private const int Block = 1 << 16;

    public override string Name => "compression-ratio";

    public override bool OfDrawnAlone => true;

    public override double? Value(DrawInput input)
    {
        var (bytes, compressed) = input.Share(static input => Compress(input));
        return bytes <= 0 ? null : (double)bytes / compressed;
    }

    public override string ErrorMethod => "random groups";

    /// <summary>
    /// By random groups (Wolter 2007, ch. 2), each compressed alone: together they cost one compression more, where the jackknife costs twenty. Their ratio is
    /// that of sums of bytes, whose error is linearised, and carried over to the whole as if all that a group repeats of the others were fixed: where that
    /// shrinks as the set grows, the error comes out somewhat too large.
    /// </summary>
    public override double? SamplingError(DrawInput input)
    {
        if (Value(input) is not { } whole) return null;
        var groups = new Sizes[Jackknife.Groups];
        Jackknife.ForEachGroup(input, (group, part) => groups[group] = Compress(part));
        var (bytes, compressed) = (groups.Sum(group => group.Bytes), groups.Sum(group => group.Compressed));
        if (bytes <= 0) return null;
        var ratio = (double)bytes / compressed;
        var spread = groups.Sum(group => Math.Pow(group.Bytes - (ratio * group.Compressed), 2)) * groups.Length / (groups.Length - 1);
        return Math.Sqrt(spread) / compressed * Math.Pow(whole / ratio, 2);
    }

    private static Sizes Compress(DrawInput input)
    {
        if (input.Data.Records == 0) return new Sizes(0, 0);
        var corpus = input.Corpus;
        var ends = corpus.Share(static corpus => new TokenEnds(corpus));
        long bytes = input.Data.Records - 1;
        var block = ArrayPool<byte>.Shared.Rent(Block);
        var output = ArrayPool<byte>.Shared.Rent(Block);
        using var sink = new Sink(block.AsMemory(0, Block), output.AsMemory(0, Block));
        foreach (var (document, length, times) in Ordered(corpus, input.Data))
        {
            var text = corpus.Text(document).Text.AsSpan(0, ends.Of(document, length));
            bytes += text.Length * times;
            for (var copy = Math.Min(times, MaxCopies); copy > 0; copy--) sink.AddLine(text);
        }
        var compressed = sink.Finish();
        ArrayPool<byte>.Shared.Return(block);
        ArrayPool<byte>.Shared.Return(output);
        return new Sizes(bytes, compressed);
    }

    /// <summary>The ratio that gzip at its smallest size gives, texts in the order given: for parity with what others publish.</summary>
    public static double GZip(IEnumerable<ReadOnlyMemory<byte>> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        using var compressed = new MemoryStream();
        long bytes = -1;
        using (var gzip = new GZipStream(compressed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            foreach (var text in texts)
            {
                if (bytes >= 0) gzip.WriteByte((byte)'\n');
                gzip.Write(text.Span);
                bytes += text.Length + 1;
            }
        }
        // Without a single write there is no header either.
        return bytes <= 0 ? 0 : (double)bytes / compressed.Length;
    }

    private sealed record Sizes(long Bytes, long Compressed);

    /// <summary>The entries in content-hash order; entries of one document and length are one.</summary>
    private static IEnumerable<(int Document, int Length, long Times)> Ordered(Corpus corpus, Draw draw)
    {
        var entries = new Dictionary<(int Document, int Length), long>(draw.Count);
        for (var i = 0; i < draw.Count; i++)
        {
            var key = (draw.Documents[i], draw.Lengths[i]);
            entries[key] = entries.GetValueOrDefault(key) + draw.Times[i];
        }
        return entries.OrderBy(entry => corpus.Text(entry.Key.Document).Content).ThenBy(entry => entry.Key.Length)
            .Select(entry => (entry.Key.Document, entry.Key.Length, entry.Value));
    }

    /// <summary>Where each token of each document ends.</summary>
    private sealed class TokenEnds
    {
        private readonly int[][] _ends;
        private readonly Corpus _corpus;

        public TokenEnds(Corpus corpus)
        {
            _corpus = corpus;
            _ends = new int[corpus.Count][];
            var tokens = new Text.TokenBuffer();
            for (var document = 0; document < _ends.Length; document++)
            {
                corpus.Splitter.Split(corpus.Text(document).Text, tokens);
                var ends = _ends[document] = new int[tokens.Count];
                for (var i = 0; i < ends.Length; i++) ends[i] = tokens.Starts[i] + tokens.Lengths[i];
            }
        }

        /// <summary>The bytes of a document up to its last token that counts; all of them where every token does.</summary>
        public int Of(int document, int length)
        {
            var ends = _ends[document];
            return length >= ends.Length ? _corpus.Text(document).Text.Length : length == 0 ? 0 : ends[length - 1];
        }
    }

    /// <summary>Compresses lines and keeps nothing but the number of bytes.</summary>
    private sealed class Sink(Memory<byte> block, Memory<byte> output) : IDisposable
    {
        private BrotliEncoder _encoder = new(Quality, Window);
        private bool _isFirst = true;
        private int _used;
        private long _compressed;

        public void AddLine(ReadOnlySpan<byte> text)
        {
            if (!_isFirst) Add("\n"u8);
            _isFirst = false;
            Add(text);
        }

        public long Finish()
        {
            Flush(isLast: true);
            return _compressed;
        }

        public void Dispose() => _encoder.Dispose();

        private void Add(ReadOnlySpan<byte> bytes)
        {
            while (!bytes.IsEmpty)
            {
                var part = bytes[..Math.Min(bytes.Length, block.Length - _used)];
                part.CopyTo(block.Span[_used..]);
                _used += part.Length;
                bytes = bytes[part.Length..];
                if (_used == block.Length) Flush(isLast: false);
            }
        }

        private void Flush(bool isLast)
        {
            var rest = block.Span[.._used];
            OperationStatus status;
            do
            {
                status = _encoder.Compress(rest, output.Span, out var consumed, out var written, isLast);
                rest = rest[consumed..];
                _compressed += written;
            }
            while (status == OperationStatus.DestinationTooSmall || !rest.IsEmpty);
            _used = 0;
        }
    }
}
