using System.Collections.Immutable;
using DataGate.Files.Datasets;
using DataGate.Scanning;

namespace DataGate.Files.Tests.Datasets;

internal sealed class ShardSeriesTests
{
    private static ImmutableArray<ShardFault> Faults(string[] files, params string[] besides) => ShardSeries.Faults(files, _ => besides);

    private static string[] Missing(string[] files, params string[] besides) =>
        [.. Faults(files, besides).Where(series => series.Kind == ShardFaultKind.Missing).Select(series => $"{series.File}: {series.Times} of {series.Count}: {string.Join(' ', series.Named)}")];

    [TestCase("a/train-00000-of-00001.parquet")]
    [TestCase("train-00000-of-00002.parquet", "train-00001-of-00002.parquet")]
    [TestCase("model-00001-of-00002.jsonl.gz", "model-00002-of-00002.jsonl.gz")]
    [TestCase("train-00000-of-00002-5cbdbfef3b1e8e4d.parquet", "train-00001-of-00002-9a8b7c6d5e4f3a2b.parquet")]
    [TestCase("00000-of-00002.jsonl", "00001-of-00002.jsonl")]
    [TestCase("train.parquet")]
    [TestCase("3-of-4.jsonl")]
    [TestCase("notes-of-2026.jsonl")]
    [TestCase("a-1-of-99999999.jsonl")]
    public void Nothing_is_missing(params string[] files) => Assert.That(Faults(files), Is.Empty);

    [Test]
    public void What_is_missing_is_named() =>
        Assert.That(Missing(["d/train-00000-of-00004.parquet", "d/train-00002-of-00004.parquet"]),
            Is.EqualTo(new[] { "d/train-00000-of-00004.parquet: 2 of 4: d/train-00001-of-00004.parquet d/train-00003-of-00004.parquet" }));

    /// <summary>What a shard's hash would be nobody knows.</summary>
    [TestCase("train-00000-of-00002-5cbdbfef3b1e8e4d.parquet", "train-00001-of-00002-*.parquet")]
    [TestCase("00000-of-00002.jsonl", "00001-of-00002.jsonl")]
    [TestCase("part00000-of-00002", "part00001-of-00002")]
    [TestCase("t-0-of-2-rest.json", "t-1-of-2-rest.json")]
    public void Shards_with_a_hash_or_nothing_in_front_are_a_series(string file, string missing) =>
        Assert.That(Missing([file]), Is.EqualTo(new[] { $"{file}: 1 of 2: {missing}" }));

    [Test]
    public void What_stands_beside_is_there_though_nobody_reads_it() =>
        Assert.That(Missing(["d/train-00000-of-00003.parquet"], "train-00001-of-00003.parquet", "train-00002-of-00003.json", "test-00002-of-00003.parquet", "train-0002-of-00003.parquet"),
            Is.EqualTo(new[] { "d/train-00000-of-00003.parquet: 1 of 3: d/train-00002-of-00003.parquet" }));

    [Test]
    public void Series_are_apart_by_folder_name_count_and_ending() =>
        Assert.That(Missing(["a/t-0-of-2.json", "b/t-1-of-2.json", "a/t-1-of-3.json", "a/u-1-of-2.json", "a/t-1-of-2.json.gz"]), Has.Length.EqualTo(5));

    /// <summary>A series may count from 1.</summary>
    [Test]
    public void The_first_may_be_1() => Assert.That(Missing(["t-2-of-2.json"]), Is.EqualTo(new[] { "t-2-of-2.json: 1 of 2: t-1-of-2.json" }));

    /// <summary>Whether a series that has neither end counts from 0 or from 1 nothing tells.</summary>
    [TestCase("t-1-of-2.json: 1 of 2: t-0-of-2.json or t-2-of-2.json", "t-1-of-2.json")]
    [TestCase("t-1-of-4.json: 1 of 4: t-0-of-4.json or t-4-of-4.json", "t-1-of-4.json", "t-2-of-4.json", "t-3-of-4.json")]
    [TestCase("t-1-of-4.json: 2 of 4: t-0-of-4.json t-2-of-4.json", "t-1-of-4.json", "t-3-of-4.json")]
    [TestCase("t-9-of-1.json: 1 of 1: t-0-of-1.json", "t-9-of-1.json")]
    public void The_first_or_the_last_is_missing(string missing, params string[] files) => Assert.That(Missing(files), Is.EqualTo(new[] { missing }));

    [TestCase("", "t-0-of-2.json", "t-1-of-2.json")]
    [TestCase("", "t-0-of-2.json 0", "t-1-of-2.json 0")]
    [TestCase("", "t-0-of-1.json 0", "a.json")]
    [TestCase("", "a.json 0", "t-0-of-1.json")]
    [TestCase("Empty t-1-of-2.json 2 1: t-1-of-2.json", "t-0-of-2.json", "t-1-of-2.json 0")]
    [TestCase("Empty t-0-of-3.json 3 2: t-0-of-3.json t-2-of-3.json", "t-2-of-3.json 0", "t-1-of-3.json", "t-0-of-3.json 0")]
    public void A_shard_without_records_beside_others_is_told(string expected, params string[] files)
    {
        string[] empty = [.. files.Where(file => file.EndsWith(" 0", StringComparison.Ordinal)).Select(file => file.Split(' ')[0])];
        var (faults, told) = ShardSeries.Empty(files.Select(file => file.Split(' ')[0]), [.. empty]);
        Assert.That(told, Is.EquivalentTo(expected.Length == 0 ? [] : empty));
        Assert.That(string.Join('\n', faults.Select(fault => $"{fault.Kind} {fault.File} {fault.Count} {fault.Times}: {string.Join(' ', fault.Named)}")), Is.EqualTo(expected));
    }

    [Test]
    public void A_number_beyond_its_series_doesn_t_stand_in_for_one_that_is_missing() =>
        Assert.That(Missing(["t-0-of-2.json", "t-7-of-2.json"]), Is.EqualTo(new[] { "t-0-of-2.json: 1 of 2: t-1-of-2.json" }));

    [Test]
    public void A_name_that_claims_millions_costs_nothing() =>
        Assert.That(Faults(["t-0-of-9999999.json"]).Single() is { Times: 9_999_998, Named.Length: 5 });

    [TestCase("Beyond d/t-12-of-02.json 2 1: d/t-12-of-02.json", "d/t-00-of-02.json", "d/t-01-of-02.json", "d/t-12-of-02.json")]
    [TestCase("Beyond t-2-of-2.json 2 1: t-2-of-2.json", "t-0-of-2.json", "t-1-of-2.json", "t-2-of-2.json")]
    [TestCase("Beyond t-3-of-2.json 2 2: t-3-of-2.json t-4-of-2.json", "t-4-of-2.json", "t-1-of-2.json", "t-2-of-2.json", "t-3-of-2.json")]
    [TestCase("Twice t-0-of-2.json 2 1: t-0-of-2.json t-0-of-2.json.gz", "t-0-of-2.json.gz", "t-0-of-2.json", "t-1-of-2.json", "t-1-of-2.json.gz/no")]
    [TestCase("Twice t-0-of-1.json 1 1: t-0-of-1.json t-00000-of-00001.json", "t-00000-of-00001.json", "t-0-of-1.json")]
    public void A_number_beyond_or_twice_is_told(string expected, params string[] files) =>
        Assert.That(Faults(files).Where(fault => fault.Kind != ShardFaultKind.Missing).Select(fault => $"{fault.Kind} {fault.File} {fault.Count} {fault.Times}: {string.Join(' ', fault.Named)}"), Is.EqualTo(new[] { expected }));

    /// <summary>What nobody reads counts for nothing twice.</summary>
    [Test]
    public void What_stands_beside_unread_is_not_read_twice() => Assert.That(Faults(["t-0-of-1.json"], "t-0-of-1.json.gz", "t-7-of-1.json"), Is.Empty);
}
