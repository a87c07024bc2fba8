using DataGate.Files.Datasets;

namespace DataGate.Files.Tests.Datasets;

internal sealed class HubLayoutTests
{
    private static string? Shown(string? card, params string[] names) =>
        HubLayout.Of(names, card, out _) is { } found ? string.Join("; ", found.Splits.Select(split => $"{split.Name}: {string.Join(' ', split.Globs)}")) : null;

    private static string Card(string yaml) => $"---\nlicense: mit\n{yaml}\n---\n# A dataset\n---\n";

    [TestCase("train: data/train-*.parquet; test: data/test-*.parquet", "data/train-00000-of-00002.parquet", "data/train-00001-of-00002.parquet", "data/test-00000-of-00001.parquet", ".gitattributes", "README.md")]
    [TestCase("train: train.jsonl.gz; validation: dev.jsonl", "train.jsonl.gz", "dev.jsonl", "LICENSE")]
    [TestCase("train: train/**/*.csv; test: test/**/*.csv", "train/a.csv", "train/b/c.csv", "test/x.csv")]
    [TestCase("train: data/train_*.json", "data/train_a.json")]
    [TestCase("train: train-*.parquet train.parquet", "train-1.parquet", "train.parquet")]
    [TestCase("validation: val/**/*.parquet valid.parquet", "valid.parquet", "val/0.parquet")]
    public void Splits_are_seen_by_names(string expected, params string[] names) => Assert.That(Shown(card: null, names), Is.EqualTo(expected));

    [TestCase("a.parquet")]
    [TestCase("train.parquet", "other.parquet")]
    [TestCase("training-notes.md")]
    [TestCase("trains.jsonl")]
    [TestCase("deep/train.jsonl")]
    [TestCase(".cache/train.jsonl")]
    public void Other_folders_are_none_of_it(params string[] names) => Assert.That(Shown(card: null, names), Is.Null);

    [Test]
    public void Data_beside_a_card_is_what_is_no_prose() =>
        Assert.That(Shown("# just words", "README.md", "notes.txt", "a.parquet", "sub/b.parquet", "c.jsonl.zst"), Is.EqualTo("train: **/*.parquet **/*.jsonl.zst"));

    [TestCase("configs:\n- config_name: default\n  data_files:\n  - split: train\n    path: data/train-*\n  - split: test\n    path: [a/*.parquet, b.parquet]", "train: data/train-*; test: a/*.parquet b.parquet")]
    [TestCase("configs:\n- config_name: a\n  data_files: a.csv\n- config_name: b\n  data_files: b.csv\n  default: true", "train: b.csv")]
    [TestCase("configs:\n- config_name: a\n  data_files: a.csv\n- config_name: default\n  data_files: d.csv", "train: d.csv")]
    [TestCase("configs:\n- config_name: a\n  data_dir: sub/\n  data_files: ['*.csv', x/**]", "train: sub/*.csv sub/x/**")]
    [TestCase("configs:\n- data_files: { train: a.csv, validation: b.csv }", "train: a.csv; validation: b.csv")]
    [TestCase("configs:\n- data_files:\n  - { split: train, path: a }\n  - { split: train, path: b }", "train: a b")]
    public void The_card_says_which(string yaml, string expected) => Assert.That(Shown(Card(yaml), "train.parquet", "other.parquet"), Is.EqualTo(expected));

    [TestCase("configs:\n- data_files: ../secret.csv")]
    [TestCase("configs:\n- data_files: /etc/passwd")]
    [TestCase("configs:\n- data_files: 'https://example.com/x.csv'")]
    [TestCase("configs:\n- data_files: '!x.csv'")]
    [TestCase("configs:\n- data_files: 'data/train-[0-9].csv'")]
    [TestCase("configs:\n- data_files:\n  - { split: reference, path: a }")]
    [TestCase("configs:\n- data_files:\n  - { split: \"a\\nb\", path: a }")]
    [TestCase("configs: [x]")]
    [TestCase("configs: {")]
    [TestCase("configs: *none")]
    [TestCase("nothing: here")]
    [TestCase("configs:\n- config_name: default")]
    public void A_card_that_says_nothing_usable_leaves_the_names(string yaml) =>
        Assert.That(Shown(Card(yaml), "train.parquet", "test.parquet"), Is.EqualTo("train: train.parquet; test: test.parquet"));

    [TestCase("---\nconfigs:\n- data_files: ../secret.csv\n---\n", "the 'configs' in its line 2 name files in a way that no policy does")]
    [TestCase("---\nlicense: mit\nconfigs: [x]\n---\n", "the 'configs' in its line 3 name files in a way that no policy does")]
    [TestCase("---\nlicense: mit\nconfigs: {\n---\n", "its head is not understood in line 4: not YAML: ")]
    [TestCase("---\nlicense: mit\nlicense: other\nconfigs: *none\n---\n", "its head is not understood in line 4: ")]
    [TestCase("---\nconfigs:\n- data_files: a.csv\n", "its head begins with --- and doesn't end with it")]
    [TestCase("---\nlicense: mit\n---\n# Words\n", null)]
    [TestCase("---\nconfigs:\n- config_name: default\n---\n", null)]
    [TestCase("---\nconfigs:\n- data_files: a.csv\n---\n", null)]
    [TestCase("# Words\n---\n", null)]
    public void What_of_a_card_is_not_understood_is_told(string card, string? expected)
    {
        HubLayout.Of(["train.parquet"], card, out var unread);
        Assert.That(unread, expected is null ? Is.Null : Does.StartWith(expected));
    }
}
