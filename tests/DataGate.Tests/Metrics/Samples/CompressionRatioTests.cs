using System.IO.Compression;
using System.Text;
using DataGate.Metrics.Samples;

namespace DataGate.Tests.Metrics.Samples;

/// <summary>Compression ratios against the golden ones and against the whole text compressed at once.</summary>
public sealed class CompressionRatioTests
{
    [Test]
    public void Gzip_is_within_1_percent_of_every_golden_ratio()
    {
        foreach (var (name, golden, texts) in GoldenSets.All())
        {
            var expected = golden.GetProperty("values").GetProperty("gzip_ratio").GetDouble();
            Assert.That(CompressionRatio.GZip(texts.Select(text => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(text))), Is.EqualTo(expected).Within(1).Percent, name);
        }
    }

    [Test]
    public void The_value_is_that_of_the_lines_in_content_hash_order_compressed_at_once([Values(1, 3, 30, 5_000)] int count)
    {
        var input = Corpora.Of(Sentences(count));
        var joined = string.Join('\n', Enumerable.Range(0, input.Corpus.Count)
            .Select(input.Corpus.Text).OrderBy(text => text.Content)
            .SelectMany(text => Enumerable.Repeat(Encoding.UTF8.GetString(text.Text), (int)text.Times)));
        Assert.That(Value(input), Is.EqualTo(Ratio(Encoding.UTF8.GetBytes(joined))).Within(1e-12));
    }

    [Test]
    public void The_order_of_the_entries_and_how_copies_are_written_make_no_difference()
    {
        var input = Corpora.Of(Sentences(300));
        int[] documents = [.. Enumerable.Range(0, 100).SelectMany(i => new[] { i, i + 100, i })];
        var value = Value(Corpora.With(input, Draw.Of(input.Corpus, documents)));
        int[] once = [.. documents.Distinct().Reverse()];
        int[] times = [.. once.Select(document => documents.Count(other => other == document))];
        Assert.That(Value(Corpora.With(input, new Draw(once, [.. once.Select(input.Corpus.Length)], times))), Is.EqualTo(value));
    }

    [Test]
    public void Copies_raise_it_without_end_and_cost_nothing_beyond_64()
    {
        var input = Corpora.Of(Sentences(50));
        double Copied(int copies) => Value(Corpora.With(input, new Draw([.. input.Data.Documents], [.. input.Data.Lengths], [.. Enumerable.Repeat(copies, input.Data.Count)])));
        Assert.Multiple(() =>
        {
            Assert.That(Copied(2), Is.GreaterThan(1.5 * Copied(1)));
            Assert.That(Copied(10_000), Is.EqualTo(Copied(1_000) * 10).Within(1).Percent);
            Assert.That(Copied(int.MaxValue / 100), Is.GreaterThan(Copied(10_000)));
        });
    }

    /// <summary>Of texts that have much in common, little, and nothing but a few templates: what samples of one size differ by.</summary>
    [Test]
    public void The_standard_error_is_what_samples_differ_by_or_somewhat_more([Values(50, 500, 100_000)] int words, [Values(0, 6)] int template)
    {
        var found = Enumerable.Range(0, 40).Select(seed =>
        {
            var random = new Random((seed * 31) + words + template);
            var input = Corpora.Of([.. Enumerable.Range(0, 2_000).Select(_ => string.Join(' ', Enumerable.Range(0, random.Next(4, 14)).Select(i =>
                i < template ? "of the template number " + ((i * 7) + random.Next(3)) : "word" + random.Next(words))))]);
            return (Value: Value(input), Error: new CompressionRatio().SamplingError(input)!.Value);
        }).ToList();
        var mean = found.Average(one => one.Value);
        var differ = Math.Sqrt(found.Sum(one => (one.Value - mean) * (one.Value - mean)) / (found.Count - 1));
        Assert.That(found.Average(one => one.Error) / differ, Is.InRange(0.8, 3));
    }

    [Test]
    public void Without_text_there_is_no_error_and_with_groups_that_are_empty_there_is() =>
        Assert.Multiple(() =>
        {
            Assert.That(new CompressionRatio().SamplingError(Corpora.Of([])), Is.Null);
            Assert.That(new CompressionRatio().SamplingError(Corpora.Of(Sentences(5))), Is.GreaterThan(0));
        });

    [Test]
    public void Repeats_far_apart_are_seen()
    {
        // Random letters: one of a text repeats its other copy more than gzip's 32 KB away.
        var random = new Random(1);
        string[] half = [.. Enumerable.Range(0, 2_000).Select(_ => string.Concat(Enumerable.Range(0, 80).Select(_ => (char)('a' + random.Next(26)))))];
        string[] texts = [.. half, .. half.Select(text => text + "!")];
        var gzip = CompressionRatio.GZip(texts.Select(text => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(text)));
        Assert.That(Value(Corpora.Of(texts)), Is.GreaterThan(1.7 * gzip));
    }

    [Test]
    public void Where_lengths_are_equal_only_the_tokens_that_count_are_compressed()
    {
        var input = Corpora.Of(["one two, three! four", "alpha beta gamma"]);
        var cut = new Draw([.. input.Data.Documents], [2, 2], [1, 1]);
        string[] texts = [.. input.Data.Documents.ToArray().Select(document => Encoding.UTF8.GetString(input.Corpus.Text(document).Text).StartsWith('o') ? "one two" : "alpha beta")];
        Assert.That(Value(Corpora.With(input, cut)), Is.EqualTo(Ratio(Encoding.UTF8.GetBytes(string.Join('\n', texts)))));
    }

    [Test]
    public void It_is_undefined_where_there_is_no_byte()
    {
        Assert.Multiple(() =>
        {
            Assert.That(new CompressionRatio().Value(Corpora.Of([])), Is.Null);
            Assert.That(new CompressionRatio().Value(Corpora.Of([""])), Is.Null);
            Assert.That(new CompressionRatio().Value(Corpora.Of(["", ""])), Is.GreaterThan(0));
            Assert.That(new CompressionRatio().Value(Corpora.Of(["👩‍👩‍👧 我想知道"])), Is.GreaterThan(0));
            Assert.That(CompressionRatio.GZip([]), Is.Zero);
        });
    }

    private static double Value(DrawInput input) => new CompressionRatio().Value(input)!.Value;

    private static double Ratio(byte[] bytes)
    {
        var compressed = new byte[BrotliEncoder.GetMaxCompressedLength(bytes.Length)];
        Assert.That(BrotliEncoder.TryCompress(bytes, compressed, out var written, quality: 5, window: 24), Is.True);
        return (double)bytes.Length / written;
    }

    private static string[] Sentences(int count)
    {
        var random = new Random(count);
        return [.. Enumerable.Range(0, count).Select(_ => string.Join(' ', Enumerable.Range(0, random.Next(1, 40)).Select(_ => "w" + (int)Math.Pow(random.NextDouble() * 8, 3))))];
    }
}
