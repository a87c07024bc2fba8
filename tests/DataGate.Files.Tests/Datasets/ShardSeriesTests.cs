using DataGate.Files.Datasets;

namespace DataGate.Files.Tests.Datasets;

internal sealed class ShardSeriesTests
{
    private static string[] Missing(string[] files, params string[] besides) =>
        [.. ShardSeries.Missing(files, _ => besides).Select(series => $"{series.File}: {series.Missing} of {series.Count}: {string.Join(' ', series.Named)}")];

    [TestCase("a/train-00000-of-00001.parquet")]
    [TestCase("train-00000-of-00002.parquet", "train-00001-of-00002.parquet")]
    [TestCase("model-00001-of-00002.jsonl.gz", "model-00002-of-00002.jsonl.gz")]
    [TestCase("train.parquet")]
    [TestCase("3-of-4.jsonl")]
    [TestCase("notes-of-2026.jsonl")]
    [TestCase("a-1-of-99999999.jsonl")]
    public void Nothing_is_missing(params string[] files) => Assert.That(Missing(files), Is.Empty);

    [Test]
    public void What_is_missing_is_named() =>
        Assert.That(Missing(["d/train-00000-of-00004.parquet", "d/train-00002-of-00004.parquet"]),
            Is.EqualTo(new[] { "d/train-00000-of-00004.parquet: 2 of 4: d/train-00001-of-00004.parquet d/train-00003-of-00004.parquet" }));

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

    [Test]
    public void A_number_beyond_its_series_doesn_t_stand_in_for_one_that_is_missing() =>
        Assert.That(Missing(["t-0-of-2.json", "t-7-of-2.json"]), Is.EqualTo(new[] { "t-0-of-2.json: 1 of 2: t-1-of-2.json" }));

    [Test]
    public void A_name_that_claims_millions_costs_nothing() =>
        Assert.That(ShardSeries.Missing(["t-0-of-9999999.json"], _ => []).Single() is { Missing: 9_999_998, Named.Length: 5 });
}
