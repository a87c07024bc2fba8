using DataGate.Metrics.Samples;

namespace DataGate.Tests.Metrics.Samples;

/// <summary>Self-BLEU of draws against its definition: each record held against all others, one by one.</summary>
public sealed class SelfBleuTests
{
    /// <summary>Texts of few words, so that a record has some n-grams several times, copies, and records cut to fewer tokens than their text has.</summary>
    /// <param name="words">Different words.</param>
    /// <param name="records">Entries of each draw at most.</param>
    /// <param name="copies">Records of an entry at most.</param>
    [TestCase(2, 4, 1)]
    [TestCase(2, 12, 3)]
    [TestCase(6, 30, 1)]
    [TestCase(6, 30, 2)]
    [TestCase(300, 30, 2)]
    public void Each_record_is_held_against_all_others(int words, int records, int copies)
    {
        var random = new Random(words + records + copies);
        for (var round = 0; round < 40; round++)
        {
            var corpus = Drawn.Corpus(Enumerable.Range(0, records).Select(_ => string.Join(' ', Enumerable.Range(0, random.Next(12)).Select(_ => $"w{random.Next(words)}"))));
            int[] documents = [.. Enumerable.Range(0, random.Next(1, records)).Select(_ => random.Next(corpus.Count))];
            var draw = new Draw(
                documents, [.. documents.Select(document => random.Next(3) == 0 ? random.Next(corpus.Length(document) + 1) : corpus.Length(document))], [.. documents.Select(_ => random.Next(1, copies + 1))]);
            for (var order = 2; order <= Corpus.MaxOrder; order++)
                Assert.That(new SelfBleu(order).Value(new DrawInput(corpus, draw, null, new Workspace())), Is.EqualTo(Defined(corpus, draw, order)).Within(1e-12), $"order {order} in round {round}");
        }
    }

    [Test]
    public void Long_records_are_held_against_all_others_too()
    {
        var random = new Random(64);
        // On both sides of the number of n-grams below which logarithms are kept.
        var corpus = Drawn.Corpus(Enumerable.Range(0, 24).Select(i => string.Join(' ', Enumerable.Range(0, 57 + i).Select(_ => $"w{random.Next(60)}"))));
        int[] documents = [.. Enumerable.Range(0, corpus.Count)];
        var draw = new Draw(documents, [.. documents.Select(corpus.Length)], [.. documents.Select(document => document % 7 == 0 ? 2 : 1)]);
        for (var order = 1; order <= Corpus.MaxOrder; order++)
            Assert.That(new SelfBleu(order).Value(new DrawInput(corpus, draw, null, new Workspace())), Is.EqualTo(Defined(corpus, draw, order)).Within(1e-12), $"order {order}");
    }

    private static double? Defined(Corpus corpus, Draw draw, int order)
    {
        var all = Enumerable.Range(0, draw.Count).SelectMany(entry => Enumerable.Repeat(corpus.Grams(1).Of(draw.Documents[entry], draw.Lengths[entry]).ToArray(), draw.Times[entry])).ToList();
        return all.Count < 2 ? null : Enumerable.Range(0, all.Count).Average(own => Bleu(all[own], [.. all.Where((_, i) => i != own)], order));
    }

    private static double Bleu(int[] record, List<int[]> others, int order)
    {
        if (Matched(record, others, 1) == 0) return 0;
        double logs = 0;
        for (var n = 1; n <= order; n++)
        {
            var matched = Matched(record, others, n);
            logs += Math.Log((matched == 0 ? 0.1 : matched) / Math.Max(1, record.Length - n + 1));
        }
        var closest = others.Select(other => other.Length).MinBy(length => (Math.Abs(length - record.Length), length));
        return Math.Exp(logs / order) * (record.Length > closest ? 1 : Math.Exp(1 - ((double)closest / record.Length)));
    }

    private static int Matched(int[] record, List<int[]> others, int n)
    {
        var counts = others.Select(other => Grams(other, n)).ToList();
        return Grams(record, n).Sum(gram => Math.Min(gram.Value, counts.Max(other => other.GetValueOrDefault(gram.Key))));
    }

    private static Dictionary<string, int> Grams(int[] record, int n) =>
        Enumerable.Range(0, Math.Max(0, record.Length - n + 1)).Select(i => string.Join(' ', record[i..(i + n)])).CountBy(gram => gram).ToDictionary(StringComparer.Ordinal);
}
