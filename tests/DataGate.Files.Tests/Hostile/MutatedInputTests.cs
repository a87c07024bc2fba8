using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using DataGate.Files.Parts;
using DataGate.Files.Readers;
using DataGate.Files.Tests.PolicyFile;
using DataGate.Files.Tests.Readers;
using DataGate.Scanning;
using DataGate.TestSupport;
using DataGate.Verdicts;

namespace DataGate.Files.Tests.Hostile;

/// <summary>Whatever a file holds, reading it ends, with records, problems or an error that says so: never with a crash.</summary>
[CancelAfter(600_000)]
public sealed class MutatedInputTests
{
    private static readonly string[] s_fields = ["text", "/label", "/meta/a/0", "prompt"];

    private const string Json = """{"text":"where is my card","label":"card","meta":{"a":[1,null,true]},"é":"😀"}""";

    private static IEnumerable<TestCaseData> Data()
    {
        yield return new TestCaseData("a.jsonl", "auto", (string[])[Json + "\n" + Json + "\r\n\n{\"text\":\"\\u0041\"}\n"]);
        yield return new TestCaseData("a.json", "auto", (string[])[$"[{Json},{Json}]", $"{Json}{Json}"]);
        yield return new TestCaseData("a.csv", "auto", (string[])["text,label\n\"a, \"\"b\"\"\",x\nsecond,\"two\nlines\"\n", "text;label\na;b\nc;d\n", "sep=;\ntext;label\na;b\n"]);
        yield return new TestCaseData("a.tsv", "auto", (string[])["text\tlabel\na b\tc\n\"q\tq\"\td\n"]);
        yield return new TestCaseData("a.txt", "auto", (string[])["one\n\ntwo three\r\n注文\n"]);
        yield return new TestCaseData("a.md", "auto", (string[])["# one\n\ntwo\nthree\n\nfour\n"]);
        yield return new TestCaseData("a.jsonl", "chat", (string[])["""{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":[{"type":"text","text":"x"}]}]}""" + "\n" + """{"conversations":[{"from":"gpt","value":"x"}]}"""]);
        yield return new TestCaseData("a.jsonl", "alpaca", (string[])["""{"instruction":"a","input":"b","output":"c"}""" + "\n"]);
    }

    [TestCaseSource(nameof(Data))]
    public void Data_is_read_or_told(string name, string format, string[] good)
    {
        using var folder = new TempFolder();
        var options = new ScanOptions { Threads = 1, Limits = new ReadingLimits { RecordLength = 2000, Depth = 20 } };
        long records = 0, problems = 0;
        foreach (var (number, bytes) in Mutations.Of([.. good.Select(Encoding.UTF8.GetBytes)]))
        {
            try
            {
                var file = folder.Write(name, bytes) with { Format = format };
                var (whole, cut) = (Scan.Of([file], s_fields, options: options), Scan.Of([file], s_fields, chunkSize: 64, options: options));
                Assert.That(cut.Rows, Is.EqualTo(whole.Rows), $"mutation {number}: the records depend on how the file is cut");
                records += whole.Rows.Count;
                problems += whole.Problems.Count;
            }
            catch (Exception e) when (e is not NUnit.Framework.ResultStateException)
            {
                Assert.Fail($"mutation {number}: {e}");
            }
        }
        Assert.That((double[])[records, problems], Is.All.GreaterThan(0), "the mutations try both");
    }

    /// <summary>What is read of it is whole, or something is told.</summary>
    [Test]
    public void Parquet_is_read_or_told()
    {
        ParquetWriter.Need();
        using var folder = new TempFolder();
        const string Rows = "SELECT i AS id, 'text ' || i AS text, 'l' || (i % 3) AS label, {'a': [i, NULL]} AS meta, MAP {'k': i} AS m, i * 0.5 AS d FROM range(60) t(i)";
        string[] options = ["COMPRESSION zstd", "COMPRESSION uncompressed", "COMPRESSION snappy, PARQUET_VERSION v2", "COMPRESSION gzip, DICTIONARY_SIZE_LIMIT 0", "COMPRESSION brotli, ROW_GROUP_SIZE 20"];
        var good = options.Select((codec, number) =>
        {
            var path = Path.Combine(folder.Path, $"good{number}.parquet");
            ParquetWriter.Write(path, Rows, "FORMAT parquet, " + codec);
            return File.ReadAllBytes(path);
        }).ToArray();
        long records = 0, problems = 0;
        foreach (var (number, bytes) in Mutations.Of(good))
        {
            try
            {
                var scan = Scan.Of([folder.Write("a.parquet", bytes)], ["text", "label", "/meta/a/0", "/m/k", "d"]);
                Assert.That(scan.Rows.Count == 60 || scan.Problems.Count > 0, $"mutation {number}: {scan.Rows.Count} rows, and no word");
                records += scan.Rows.Count;
                problems += scan.Problems.Count;
            }
            catch (Exception e) when (e is not NUnit.Framework.ResultStateException)
            {
                Assert.Fail($"mutation {number}: {e}");
            }
        }
        Assert.That((double[])[records, problems], Is.All.GreaterThan(0), "the mutations try both");
    }

    [Test]
    public void A_policy_is_read_or_its_problems_are_told()
    {
        using var folder = new PolicyFolder();
        var (fine, wrong) = (0, 0);
        foreach (var (number, bytes) in Mutations.Of(Encoding.UTF8.GetBytes(FullExample.Text), Encoding.UTF8.GetBytes(Reading.Dataset("diversity: { distinct-2: { min: 0.9 x reference } }\nreference: { files: [r.jsonl] }"))))
        {
            try
            {
                File.WriteAllBytes(folder.At("datagate.yaml"), bytes);
                var result = folder.Read();
                if (result.Policy is null) wrong++;
                else fine++;
                Assert.That(result.Policy is null, Is.EqualTo(!result.Problems.IsEmpty), $"mutation {number}: neither a policy nor a problem, or both");
            }
            catch (Exception e) when (e is not NUnit.Framework.ResultStateException)
            {
                Assert.Fail($"mutation {number}: {e}");
            }
        }
        Assert.That((int[])[fine, wrong], Is.All.GreaterThan(0), "the mutations try both");
    }

    /// <summary>A part that somebody made, with a checksum that is right.</summary>
    [Test]
    public void A_part_is_read_or_refused()
    {
        using var folder = new PolicyFolder().With("datagate.yaml", Reading.Dataset("label: label\norigin: { field: source, human: [human], synthetic: [\"*\"] }\ndiversity: { distinct-1: 0%, distinct-2: 0%, exact-duplicates: 100%, self-bleu-3: 100%, near-duplicates: 100% }"))
            .With("data/a.jsonl", string.Concat(Enumerable.Range(0, 30).Select(i => $"{{\"text\":\"where is card {i} of {i % 3}\",\"label\":\"l{i % 2}\",\"source\":\"{(i % 2 == 0 ? "human" : "m")}\"}}\n")) + "broken\n");
        var policy = folder.Read().Policy!;
        ImmutableArray<DatasetPlan> plans = [.. policy.Datasets.Select(dataset => new DatasetPlan(policy, dataset))];
        var path = folder.At("one.part");
        PartFile.Save(path, new PartIdentity("1", "p", new PartNumber(1, 1)), [.. plans.Select(plan => Part(folder, plan))]);
        var good = File.ReadAllBytes(path)[..^SHA256.HashSizeInBytes];
        var (read, refused) = (0, 0);
        foreach (var (number, bytes) in Mutations.Of(good))
        {
            File.WriteAllBytes(path, [.. bytes, .. SHA256.HashData(bytes)]);
            try
            {
                PartFile.Load(path, "1", "p", plans);
                read++;
            }
            catch (InvalidDataException)
            {
                refused++;
            }
            catch (Exception e)
            {
                Assert.Fail($"mutation {number}: {e}");
            }
        }
        Assert.That(refused, Is.GreaterThan(0), $"{read} were read");
    }

    private static DatasetPart Part(PolicyFolder folder, DatasetPlan plan)
    {
        ImmutableArray<InputFile> files = [new InputFile(folder.At("data/a.jsonl"), "data/a.jsonl", new FileInfo(folder.At("data/a.jsonl")).Length)];
        var scan = new DatasetScan(plan.Data, _ => FileOrigin.None);
        var result = Scanner.Scan(ScanPlan.For(files), () => scan, options: new ScanOptions { Threads = 1 });
        return new DatasetPart(plan.Dataset.Name, new FileSetPart(files, result.Lines, scan, [], []), null);
    }
}
