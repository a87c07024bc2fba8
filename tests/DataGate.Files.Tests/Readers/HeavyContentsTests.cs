using System.IO.Compression;
using System.Text;
using DataGate.Documents;
using DataGate.Files.Readers;
using DataGate.Metrics.Sketches;
using DataGate.Scanning;
using DataGate.Text;

namespace DataGate.Files.Tests.Readers;

/// <summary>What many records share is found in files that are read in one piece as in those that are cut.</summary>
public sealed class HeavyContentsTests
{
    private const int Records = 30_000;

    private static readonly Needs s_needs = new()
    {
        Text = TextTemplate.Parse("text"),
        Words = Words.Unicode,
        Seed = 1,
        Sketches = new SketchOptions(Entries: 1 << 16, Sample: 8, SampleBytes: 1 << 20),
        Whole = [SketchKind.Sample],
    };

    /// <summary>Megabytes of different texts, before and between the copies of 20 others.</summary>
    private static string[] Texts()
    {
        var filler = new string('z', 90);
        return [.. Enumerable.Range(0, Records).Select(i => i > 10_000 && i % 7 == 0 ? $"copy {i % 20}" : $"{filler} {i}")];
    }

    private static byte[] Content(string name)
    {
        var rows = Texts().Select(text => $"{{\"text\": \"{text}\"}}");
        var plain = Encoding.UTF8.GetBytes(name.Contains(".jsonl", StringComparison.Ordinal) ? string.Join('\n', rows) + '\n' : $"[{string.Join(",\n", rows)}]");
        if (!name.EndsWith(".gz", StringComparison.Ordinal)) return plain;
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(plain);
        return packed.ToArray();
    }

    [TestCase("a.jsonl", 3)]
    [TestCase("a.jsonl.gz", 1)]
    [TestCase("a.json", 1)]
    [TestCase("a.json.gz", 1)]
    public void They_are_those_of_the_file_with_their_first_rows(string name, int chunks)
    {
        using var folder = new TempFolder();
        var plan = ScanPlan.For([folder.Write(name, Content(name))]);
        var whole = new DatasetScan(s_needs, _ => FileOrigin.None);
        var gate = new Lock();
        var result = Scanner.Scan(plan, () => new DatasetScan(s_needs, _ => FileOrigin.None), (part, _) =>
        {
            lock (gate)
            {
                whole.Merge(part);
                part.Restart(whole);
            }
        });
        var lines = new LineIndex(plan, result.Lines.AsSpan());
        var sample = whole.Whole.Slice(SliceName.All).Get<DocumentSample>(SketchKind.Sample);
        var heavy = sample.Texts.Concat(sample.Heavy).Where(text => text.Times * 1_000 > Records)
            .Select(text => $"{Encoding.UTF8.GetString(text.Text)} × {text.Times} @ {string.Join(", ", text.Places.Take(2).Select(place => lines.Locate(place).Line))}");
        var due = Texts().Select((text, i) => (Text: text, Line: i + 1)).GroupBy(row => row.Text, StringComparer.Ordinal)
            .Where(group => group.Count() * 1_000 > Records)
            .Select(group => $"{group.Key} × {group.Count()} @ {string.Join(", ", group.Take(2).Select(row => row.Line))}");
        Assert.Multiple(() =>
        {
            Assert.That(plan.Chunks, Has.Length.EqualTo(chunks));
            Assert.That(sample.Heavy, Has.Count.InRange(12, 20));
            Assert.That(heavy, Is.EquivalentTo(due));
        });
    }
}
