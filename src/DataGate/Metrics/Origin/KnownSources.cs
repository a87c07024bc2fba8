using System.Collections.Immutable;
using System.Globalization;
using DataGate.Documents;
using DataGate.Metrics.Classifying;
using DataGate.Metrics.Samples;
using DataGate.Metrics.Sketches;
using DataGate.Text;

namespace DataGate.Metrics.Origin;

/// <summary>
/// Which known source records of unknown origin most resemble: the dataset's own generators, and its human records as one more. Evidence for who
/// looks for where they come from, never a verdict.
/// </summary>
internal static class KnownSources
{
    /// <summary>Different texts that a source needs to be learnt.</summary>
    public const int MinTexts = 30;

    /// <summary>Sources that are learnt at most: those with the most records.</summary>
    public const int MaxSources = 8;

    /// <summary>Texts of all sources together that are learnt from at most: what bounds the work.</summary>
    private const int MaxExamples = 1200;

    private const int Shown = 3;

    /// <summary>A row for each of the sources that most of them resemble, and one for those that resemble none; nothing where texts of the sources were not gathered.</summary>
    public static ImmutableArray<Evidence> Resembled(ScopeSketch whole, string human, WordSplitter words)
    {
        if (Sealed(whole, RecordOrigin.Unknown)?.All is not { } unknown) return [];
        var known = Known(Sealed(whole, RecordOrigin.Human)!.All, Sealed(whole, RecordOrigin.Synthetic)!, human);
        if (known.Count < 2)
            return [Silent($"fewer than two have {MinTexts} different texts{(Sealed(whole, RecordOrigin.Synthetic)!.TooMany ? $", not counting more than {SourceTexts.MaxSources} generators" : "")}", unknown)];

        var each = Math.Min(SourceTexts.MaxTexts, MaxExamples / known.Count);
        var taken = known.Select(source => (source.Name, Texts: source.Texts.Take(each).ToList())).ToList();
        var corpus = new Corpus(words, taken.SelectMany(source => source.Texts).Concat(unknown.Texts).OrderBy(text => text.Content));
        var prints = Fingerprint.Fit(corpus, [.. taken.Select(source => (source.Name, Documents(corpus, source.Texts)))]);
        var error = prints.MeasuredError;
        return error.Named > 0 ? Rows(corpus, prints, unknown)
            : [Silent($"the {known.Count} known ones are told apart with a cross-validated error of {Percent(error.Balanced)}, too large", unknown)];
    }

    private static SourceTexts? Sealed(ScopeSketch whole, RecordOrigin origin)
    {
        var texts = whole.Leaf(origin).Find<SourceTexts>(SketchKind.Sources);
        texts?.Seal();
        return texts;
    }

    private static List<(string Name, IReadOnlyList<SampledText> Texts)> Known(LeastTexts? people, SourceTexts generators, string human)
    {
        var known = generators.Sources.Select(source => (source.Key, source.Value)).ToList();
        if (people is not null) known.Add((known.Any(source => source.Key == human) ? human + " (labelled human)" : human, people));
        return
        [
            .. known.Select(source => (Name: source.Key, source.Value.Records, source.Value.Texts)).Where(source => source.Texts.Count >= MinTexts)
                .OrderByDescending(source => source.Records).ThenBy(source => source.Name, StringComparer.Ordinal).Take(MaxSources)
                .Select(source => (source.Name, source.Texts)),
        ];
    }

    private static int[] Documents(Corpus corpus, IEnumerable<SampledText> texts) => [.. texts.Select(text => corpus.Find(text.Content))];

    private static ImmutableArray<Evidence> Rows(Corpus corpus, Fingerprint prints, LeastTexts unknown)
    {
        var told = unknown.Texts.Select(text => (Text: text, Like: prints.Of(corpus.Find(text.Content)))).ToList();
        var all = unknown.Texts.Sum(text => text.Times);
        var named = told.Where(pair => pair.Like.Generator is not null).GroupBy(pair => pair.Like.Generator!, StringComparer.Ordinal)
            .Select(group => (Name: group.Key, Records: group.Sum(pair => pair.Text.Times), Texts: group.OrderByDescending(pair => pair.Like.Margin).ThenBy(pair => pair.Text.Content)))
            .OrderByDescending(group => group.Records).ThenBy(group => group.Name, StringComparer.Ordinal).ToList();
        var shown = named.Count > Shown ? Shown - 1 : Shown;
        var evidence = named.Take(shown).Select(group => new Evidence(
            $"{Of(group.Records, all)} resemble{(group.Records == 1 ? "s" : "")} this known source (cross-validated error {Percent(prints.MeasuredError.WhenNamed)})",
            Excerpts.Of(group.Name), group.Records, Places(group.Texts.Select(pair => pair.Text)))).ToImmutableArray();
        var others = named.Skip(shown).Sum(group => group.Records);
        if (others > 0) evidence = evidence.Add(new Evidence($"{Of(others, all)} resemble{(others == 1 ? "s" : "")} others of the {prints.Generators.Length} known sources", null, others, []));
        var none = told.Where(pair => pair.Like.Generator is null).Select(pair => pair.Text).ToList();
        var rest = none.Sum(text => text.Times);
        return rest == 0 ? evidence : evidence.Add(new Evidence($"{Of(rest, all)} resemble{(rest == 1 ? "s" : "")} no known source clearly enough", null, rest, Places(none)));
    }

    private static string Of(long records, long all) => string.Create(CultureInfo.InvariantCulture, $"{records:N0} of {all:N0} unlabelled records compared");

    private static ImmutableArray<Place> Places(IEnumerable<SampledText> texts) => [.. texts.SelectMany(text => text.Places.Take(1)).Take(SampledText.MaxPlaces)];

    private static Evidence Silent(string why, LeastTexts unknown) => new($"compared with no known source: {why}", null, unknown.Records, []);

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0}%");
}
