using System.Collections.Immutable;
using System.Globalization;
using DataGate.Metrics.Samples;
using DataGate.Metrics.Sketches;

namespace DataGate.Metrics.Embeddings.Draws;

/// <summary>
/// The regions of meaning where the data is too thick, and where too thin, against its reference: clusters of the embeddings of both, a few dozen, with what their records are about and which
/// records stand in their middle.
/// </summary>
internal static class Regions
{
    private const int Shown = 2, Words = 6, MinRegions = 4, MaxRegions = 32;

    /// <summary>Records of the smaller side that a region has on average at least: fewer make shares of chance.</summary>
    private const int MeanRecords = 25;

    /// <summary>The regions that part the two sides most; nothing where the texts don't vary.</summary>
    /// <param name="input">Both sides.</param>
    /// <param name="thinFirst">Whether the thin ones come first, rather than the thick ones.</param>
    public static ImmutableArray<Evidence> Of(DrawInput input, bool thinFirst)
    {
        ArgumentNullException.ThrowIfNull(input);
        var records = Math.Min(input.Data.Records, input.Reference!.Records);
        var count = (int)Math.Clamp(records / MeanRecords, MinRegions, MaxRegions);
        if (input.Corpus.Share(static corpus => new CorpusClusters(corpus)).Of(count) is not { } clusterings) return [];
        var clusters = clusterings.Of(0).ToArray();
        var (data, reference) = (EmbeddingDraw.Times(input, input.Data), EmbeddingDraw.Times(input, input.Reference));
        var regions = Enumerable.Range(0, clusters.Length).GroupBy(document => clusters[document])
            .Select(group => new Region(input, [.. group], data, reference)).ToList();
        var (thick, thin) = (Strongest(region => region.Data > region.Reference, isThick: true), Strongest(region => region.Data < region.Reference, isThick: false));
        return thinFirst ? [.. thin, .. thick] : [.. thick, .. thin];

        IEnumerable<Evidence> Strongest(Func<Region, bool> isSo, bool isThick) =>
            regions.Where(isSo).OrderByDescending(region => region.Apart).ThenBy(region => region.First).Take(Shown).SelectMany(region => region.Describe(isThick));
    }

    private sealed class Region
    {
        private readonly DrawInput _input;
        private readonly int[] _documents;
        private readonly int[] _data;
        private readonly int[] _reference;
        private readonly long _dataRecords, _referenceRecords;

        public Region(DrawInput input, int[] documents, int[] data, int[] reference)
        {
            (_input, _documents, _data, _reference) = (input, documents, data, reference);
            (_dataRecords, _referenceRecords) = (documents.Sum(document => (long)data[document]), documents.Sum(document => (long)reference[document]));
            (Data, Reference) = ((double)_dataRecords / input.Data.Records, (double)_referenceRecords / input.Reference!.Records);
        }

        /// <summary>Its share of the data.</summary>
        public double Data { get; }

        /// <summary>Its share of the reference.</summary>
        public double Reference { get; }

        public int First => _documents[0];

        /// <summary>What it adds to the Jensen–Shannon divergence of the two sides.</summary>
        public double Apart
        {
            get
            {
                var middle = (Data + Reference) / 2;
                return (Data > 0 ? Data * Math.Log(Data / middle) : 0) + (Reference > 0 ? Reference * Math.Log(Reference / middle) : 0);
            }
        }

        public IEnumerable<Evidence> Describe(bool isThick)
        {
            var shares = string.Create(CultureInfo.InvariantCulture, $"{100 * Data:0.0}% of the data, {100 * Reference:0.0}% of the reference");
            yield return new Evidence(
                $"{(isThick ? "too thick" : "too thin")} a region: {shares}; its words", Excerpts.Of(string.Join(", ", TellingWords.Of(_input.Corpus, _documents, Words).Select(Show))), isThick ? _dataRecords : _referenceRecords,
                [.. Nearest(!isThick).SelectMany(text => text.Places).Take(SampledText.MaxPlaces)])
            {
                InReference = !isThick,
            };
            if (Nearest(inReference: false).FirstOrDefault() is { } own) yield return new Evidence("its middle in the data", Excerpts.Of(own.Text), _dataRecords, [.. own.Places]);
            if (Nearest(inReference: true).FirstOrDefault() is { } anchor)
                yield return new Evidence("its middle in the reference", Excerpts.Of(anchor.Text), _referenceRecords, [.. anchor.Places]) { InReference = true };
        }

        /// <summary>The texts of one side, the nearest to the region's middle first, with their rows on that side.</summary>
        private IEnumerable<SampledText> Nearest(bool inReference)
        {
            var corpus = _input.Corpus;
            var times = inReference ? _reference : _data;
            var own = _documents.Where(document => times[document] > 0).OrderBy(Far).Select(corpus.Text);
            return inReference ? own.Select(text => _input.ReferenceTexts.GetValueOrDefault(text.Content)).OfType<SampledText>() : own;
        }

        private double[]? _middle;

        /// <summary>How far a document is from the middle of the region, squared.</summary>
        private double Far(int document)
        {
            var rows = CorpusVectors.Of(_input.Corpus).Rows;
            if (_middle is null)
            {
                _middle = new double[rows.Dimensions];
                foreach (var one in _documents) Lines.Add(_middle, rows[one]);
                for (var k = 0; k < _middle.Length; k++) _middle[k] /= _documents.Length;
            }
            double sum = 0;
            var row = rows[document];
            for (var k = 0; k < row.Length; k++) sum += (row[k] - _middle[k]) * (row[k] - _middle[k]);
            return sum;
        }

        private string Show(int word)
        {
            var corpus = _input.Corpus;
            foreach (var document in _documents)
            {
                var at = corpus.Grams(1).Of(document).IndexOf(word);
                if (at < 0) continue;
                var tokens = new Text.TokenBuffer();
                var text = corpus.Text(document).Text;
                corpus.Splitter.Split(text, tokens);
                return corpus.Splitter.Display(text.AsSpan(tokens.Starts[at], tokens.Lengths[at]));
            }
            return "";
        }
    }
}
