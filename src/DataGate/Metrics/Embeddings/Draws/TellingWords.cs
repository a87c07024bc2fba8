using DataGate.Metrics.Samples;

namespace DataGate.Metrics.Embeddings.Draws;

/// <summary>
/// The words that tell some texts of a corpus from its others: by the log-odds of a word among those texts' words against those of the others, with the whole corpus as prior, over its standard
/// deviation (Monroe, Colaresi and Quinn 2008, "Fightin' Words"). A text counts a word once.
/// </summary>
/// <remarks>
/// A word that is everywhere has odds near 1, however often it occurs among the texts; one that occurs once or twice has odds that nothing is known of. Neither tells anything, and no list of stop
/// words is needed, which each language would need one of.
/// </remarks>
internal static class TellingWords
{
    /// <summary>Odds, the prior counted, below which a word tells nothing, however sure they are.</summary>
    private const double LeastOdds = 2;

    /// <summary>The words by number, the most telling first.</summary>
    /// <param name="corpus">The corpus.</param>
    /// <param name="documents">Some of its documents, each once.</param>
    /// <param name="most">Words at most.</param>
    public static List<int> Of(Corpus corpus, IReadOnlyCollection<int> documents, int most)
    {
        var grams = corpus.Grams(1);
        var (all, own) = (Counts(grams, Enumerable.Range(0, corpus.Count)), Counts(grams, documents));
        long total = all.Sum(), inside = own.Sum();
        var (outside, prior) = (total - inside, (double)inside / total);
        return
        [
            .. Enumerable.Range(0, own.Length).Where(word => own[word] > 1 || (own[word] == 1 && documents.Count == 1))
                .Select(word => (Word: word, Odds: LogOdds(own[word], all[word] - own[word], prior * all[word])))
                .Where(found => found.Odds.Value >= Math.Log(LeastOdds))
                .OrderByDescending(found => found.Odds.Value / found.Odds.Deviation).ThenBy(found => found.Word)
                .Take(most).Select(found => found.Word),
        ];

        // The prior is as heavy as the texts' own words are many.
        (double Value, double Deviation) LogOdds(double here, double there, double before)
        {
            var (first, second) = (here + before, there + before);
            return (Math.Log(first / ((2 * inside) - first)) - Math.Log(second / (outside + inside - second)), Math.Sqrt((1 / first) + (1 / second)));
        }
    }

    private static int[] Counts(GramNumbers grams, IEnumerable<int> documents)
    {
        var counts = new int[grams.Types];
        var seen = new HashSet<int>();
        foreach (var document in documents)
        {
            seen.Clear();
            foreach (var word in grams.Of(document))
                if (seen.Add(word)) counts[word]++;
        }
        return counts;
    }
}
