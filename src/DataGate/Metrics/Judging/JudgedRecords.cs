using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using DataGate.Documents;
using DataGate.Metrics.Samples;
using DataGate.Metrics.Sketches;
using DataGate.Text;

namespace DataGate.Metrics.Judging;

/// <summary>
/// The records of a draw that a judge is asked about: each content keeps its share of them, so that copies count as copies. Which ones depends on the contents alone, and a
/// small edit changes few of them.
/// </summary>
internal sealed class JudgedRecords
{
    /// <param name="drawn">The sample of the set.</param>
    /// <param name="most">Records to take, about.</param>
    public JudgedRecords(DrawInput drawn, int most)
    {
        ArgumentNullException.ThrowIfNull(drawn);
        var (draw, texts) = (drawn.Data, new List<SampledText>());
        var share = Math.Min(1, (double)most / Math.Max(1, draw.Records));
        var times = new List<int>();
        for (var entry = 0; entry < draw.Count; entry++)
        {
            var text = drawn.Corpus.Text(draw.Documents[entry]);
            var copies = (int)Math.Floor((draw.Times[entry] * share) + Unit(text.Content));
            if (share >= 1) copies = draw.Times[entry];
            if (copies == 0) continue;
            texts.Add(text);
            times.Add(copies);
        }
        (Texts, Times, IsAll) = ([.. texts], [.. times], share >= 1);
        Records = times.Sum(copies => (long)copies);
    }

    public ImmutableArray<SampledText> Texts { get; }

    /// <summary>Records of each text.</summary>
    public ImmutableArray<int> Times { get; }

    /// <summary>Records in all.</summary>
    public long Records { get; }

    /// <summary>Whether every record of the draw is among them.</summary>
    public bool IsAll { get; }

    /// <summary>A text as a judge reads it.</summary>
    public static string Read(SampledText text) => Encoding.UTF8.GetString(text.Text);

    /// <summary>The first record with a text, where one is known.</summary>
    public static Place First(SampledText text) => text.Places is [var first, ..] ? first : default;

    /// <summary>How the value was come by.</summary>
    public static string Method(IJudge judge, long records) => string.Create(CultureInfo.InvariantCulture, $"{records:N0} records judged by {judge.Model}, 95%");

    /// <summary>Why a judge's silence leaves nothing to say; null: it answered for nearly all.</summary>
    public static NotJudged? TooSilent(IJudge judge, long unanswered, long asked) =>
        asked == 0 ? new NotJudged("there are no records")
        : unanswered * 10 <= asked ? null
        : new NotJudged(string.Create(CultureInfo.InvariantCulture, $"the judge gave no valid answer for {unanswered:N0} of {asked:N0} requests{(judge.Fault is { } fault ? $": {fault}" : "")}"));

    /// <summary>Uniform in [0, 1), by the content alone; another than what the sample itself is cut by.</summary>
    private static double Unit(ulong content) => (Hash64.Avalanche(content ^ 0xBB67AE8584CAA73B) >> 11) * (1.0 / (1UL << 53));
}
