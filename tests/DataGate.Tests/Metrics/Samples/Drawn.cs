using System.Text;
using DataGate.Metrics.Samples;
using DataGate.Metrics.Sketches;
using DataGate.Text;

namespace DataGate.Tests.Metrics.Samples;

/// <summary>Draws of texts in memory.</summary>
internal static class Drawn
{
    public static Corpus Corpus(params IEnumerable<string>[] sets) =>
        new(WordSplitter.For(Words.Unicode, Sets.Seed), sets.SelectMany(set => set).Select(Text));

    public static SampledText Text(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text.Normalize());
        return new SampledText(Hash64.Of(bytes, Sets.Seed), bytes);
    }

    public static int Document(Corpus corpus, string text) => corpus.Find(Text(text).Content);

    /// <summary>One record each text, equal ones in one entry.</summary>
    public static Draw Draw(Corpus corpus, IEnumerable<string> texts)
    {
        var counted = texts.CountBy(text => Document(corpus, text)).OrderBy(pair => corpus.Text(pair.Key).Content).ToList();
        return new Draw([.. counted.Select(pair => pair.Key)], [.. counted.Select(pair => corpus.Length(pair.Key))], [.. counted.Select(pair => pair.Value)]);
    }

    public static DrawInput Input(IReadOnlyCollection<string> data, IReadOnlyCollection<string>? reference = null)
    {
        var corpus = Corpus(data, reference ?? []);
        return new DrawInput(corpus, Draw(corpus, data), reference is null ? null : Draw(corpus, reference), new Workspace());
    }

    /// <summary>The texts of a file of the data beside the project.</summary>
    public static string[] Read(string file) => [.. Sets.Read(TestSupport.Repository.SharedData("dev", file + ".jsonl")).Select(row => row.Text)];

    /// <summary>The texts in a random order that a seed makes.</summary>
    public static string[] Shuffled(IEnumerable<string> texts, ulong seed) =>
        [.. texts.Select((text, i) => (text, i)).OrderBy(pair => Hash64.Pair((ulong)pair.i, seed)).Select(pair => pair.text)];
}
