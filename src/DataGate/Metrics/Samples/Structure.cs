using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace DataGate.Metrics.Samples;

/// <summary>How long and how nested the records of a draw are: what stands beside its lexical richness.</summary>
/// <param name="Words">Mean words a record.</param>
/// <param name="Clauses">Mean clauses a sentence, told by punctuation: a proxy for depth, as no grammar is known.</param>
public sealed record Structure(double Words, double Clauses)
{
    /// <summary>Null where the draw has no records.</summary>
    public static Structure? Of(DrawInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var draw = input.Data;
        if (draw.Records == 0) return null;
        var texts = input.Corpus.Share(static corpus => new Punctuation(corpus));
        long words = 0, sentences = 0, clauses = 0;
        for (var i = 0; i < draw.Count; i++)
        {
            var text = texts.Of(draw.Documents[i]);
            words += (long)draw.Lengths[i] * draw.Times[i];
            sentences += (long)text.Sentences * draw.Times[i];
            clauses += (long)text.Clauses * draw.Times[i];
        }
        return new Structure((double)words / draw.Records, sentences == 0 ? 0 : (double)clauses / sentences);
    }

    internal static ImmutableArray<Evidence> Explain(DrawInput input) => Of(input) is not { } it ? [] :
    [
        new Evidence(
            string.Create(CultureInfo.InvariantCulture, $"{it.Words:F1} words a record, {it.Clauses:F2} clauses a sentence (by punctuation)"),
            Excerpt: null, input.Data.Records, Places: []),
    ];

    /// <summary>Sentences and clauses of each document of a corpus.</summary>
    private sealed class Punctuation(Corpus corpus)
    {
        private const string Ends = ".!?…。！？\n";
        private const string Breaks = ",;:–—、，；：()[]（）";

        private readonly (int Sentences, int Clauses)[] _texts = [.. Enumerable.Range(0, corpus.Count).Select(i => Read(corpus.Text(i).Text))];

        public (int Sentences, int Clauses) Of(int document) => _texts[document];

        /// <summary>A mark parts only what has letters or digits before it; an ASCII one inside a word or number (3.14, 12:30) parts nothing.</summary>
        private static (int Sentences, int Clauses) Read(ReadOnlySpan<byte> text)
        {
            var (sentences, clauses, pending) = (0, 0, 0);
            var open = false;
            while (Rune.DecodeFromUtf8(text, out var rune, out var length) != OperationStatus.NeedMoreData)
            {
                text = text[length..];
                if (Rune.IsLetterOrDigit(rune))
                {
                    open = true;
                    continue;
                }
                var mark = rune.IsBmp ? (char)rune.Value : ' ';
                var ends = Ends.Contains(mark, StringComparison.Ordinal);
                if (!ends && !Breaks.Contains(mark, StringComparison.Ordinal)) continue;
                if (open && rune.IsAscii && mark != '\n' && Joins(text)) continue;
                if (open) pending++;
                open = false;
                if (!ends || pending == 0) continue;
                (sentences, clauses, pending) = (sentences + 1, clauses + pending, 0);
            }
            if (open) pending++;
            return pending == 0 ? (sentences, clauses) : (sentences + 1, clauses + pending);
        }

        private static bool Joins(ReadOnlySpan<byte> rest) =>
            Rune.DecodeFromUtf8(rest, out var next, out _) == OperationStatus.Done && Rune.IsLetterOrDigit(next);
    }
}
