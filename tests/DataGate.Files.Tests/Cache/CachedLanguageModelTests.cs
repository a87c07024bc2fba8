using System.Security.Cryptography;
using System.Text;
using DataGate.Files.Cache;
using DataGate.Metrics.Language;

namespace DataGate.Files.Tests.Cache;

/// <summary>Scores in the cache, where an entry holds all of one: what <see cref="CachedEmbedderTests"/> sees of embeddings, of records without a body.</summary>
public sealed class CachedLanguageModelTests
{
    private string _home = "";

    [SetUp]
    public void Create() => _home = Directory.CreateTempSubdirectory("datagate-cache-").FullName;

    [TearDown]
    public void Delete() => Directory.Delete(_home, recursive: true);

    [Test]
    public void What_was_scored_is_not_scored_again()
    {
        string[] texts = ["a", "b", "", "a", "lone \uD800", "lone \uDBFF", "👩 e\u0301"];
        Assert.That(Score(texts), Has.Count.EqualTo(6), "each text once");
        Assert.That(Score(texts), Is.Empty);
        Assert.That(Score(["b", "c"]), Is.EqualTo(["c"]));
    }

    [Test]
    public void Models_do_not_share_scores()
    {
        Score(["a"]);
        Assert.That(Score(["a"], model: "other sha256:1"), Is.EqualTo(["a"]));
        Assert.That(Score(["a"]), Is.Empty);
    }

    [Test]
    public void A_file_cut_off_at_any_byte_costs_only_time()
    {
        string[] texts = ["a", "b", "c"];
        Score(texts);
        var (file, whole) = (Files().Single(), File.ReadAllBytes(Files().Single()));
        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(file, whole[..length]);
            Assert.That(Score(texts), Has.Count.EqualTo(3 - (length / CacheRecord.EntryLength)));
            Assert.That(Score(texts), Is.Empty, $"it is mended after {length} bytes");
        }
    }

    [Test]
    public void Any_byte_that_changed_is_noticed()
    {
        string[] texts = ["a", "b"];
        Score(texts);
        var (file, whole) = (Files().Single(), File.ReadAllBytes(Files().Single()));
        for (var i = 0; i < whole.Length; i++)
        {
            var changed = (byte[])whole.Clone();
            changed[i] ^= 0x41;
            File.WriteAllBytes(file, changed);
            Assert.That(Score(texts), Has.Count.EqualTo(1), $"byte {i}");
        }
    }

    /// <summary>A whole record under a right checksum, but none that a model gives, as if by another program.</summary>
    [TestCase(-1e-9, 1, 0)]
    [TestCase(double.NaN, 1, 0)]
    [TestCase(double.PositiveInfinity, 1, 0)]
    [TestCase(1.0, -1, 0)]
    [TestCase(1.0, 1, 2)]
    [TestCase(1.0, 1, -1)]
    public void What_no_model_gives_is_not_taken(double perplexity, int tokens, int unknown)
    {
        var (entry, form) = (new byte[CacheRecord.EntryLength], new ScoreForm());
        CacheRecord.Write(form, CacheRecord.Key("m", "t"), new TextScore(perplexity, tokens, unknown), entry, []);
        Assert.That(CacheRecord.Read(form, entry, []), Is.Null);
        CacheRecord.Write(form, CacheRecord.Key("m", "t"), new TextScore(0, 1, 1), entry, []);
        Assert.That(CacheRecord.Read(form, entry, []), Is.EqualTo(new TextScore(0, 1, 1)));
    }

    [Test]
    public void A_size_is_kept_over_all_models_and_what_is_used_stays()
    {
        const long MaxBytes = 8 << 10;
        string[] used = ["kept 1", "kept 2"];
        for (var round = 0; round < 60; round++)
        {
            Score([.. used, .. Enumerable.Range(0, 20).Select(i => $"round {round} text {i}")], maxBytes: MaxBytes);
            if (round % 20 == 0) Score([.. Enumerable.Range(0, 50).Select(i => $"{round} {i}")], $"model {round}", MaxBytes);
            Assert.That(Files().Sum(file => new FileInfo(file).Length), Is.LessThanOrEqualTo(MaxBytes), $"round {round}");
        }
        Assert.That(Score(used, maxBytes: MaxBytes), Is.Empty);
    }

    [Test]
    public void Several_at_once_neither_wait_for_ever_nor_harm_each_other()
    {
        string[] texts = [.. Enumerable.Range(0, 300).Select(i => $"text {i}")];
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => Score([.. texts.Skip(i * 20).Take(160)]));
        Assert.That(Score(texts), Is.Empty);
    }

    [Test]
    public void Progress_counts_what_is_not_in_the_cache()
    {
        Score(["a"]);
        var told = new List<(int, int)>();
        using var model = new CachedLanguageModel(new CountingModel("test sha256:0"), Folder(), advanced: (done, total) => told.Add((done, total)));
        model.Score(["a", .. Enumerable.Range(0, 200).Select(i => $"text {i}")]);
        Assert.That(told, Is.EqualTo(new[] { (128, 200), (200, 200) }));
    }

    private CacheFolder Folder()
    {
        var (folder, whyNot) = CacheFolder.Open(name => name == CacheFolder.Variable ? Path.Combine(_home, "cache") : null, workTree: null);
        return folder ?? throw new InvalidOperationException(whyNot);
    }

    /// <summary>Scores texts as a run of its own would, checks every score, and returns what the model itself was asked for.</summary>
    private List<string> Score(string[] texts, string model = "test sha256:0", long maxBytes = CachedLanguageModel.DefaultMaxBytes)
    {
        var inner = new CountingModel(model);
        using var cached = new CachedLanguageModel(inner, Folder(), maxBytes);
        Assert.That(cached.Score(texts), Is.EqualTo(texts.Select(CountingModel.Of)));
        Assert.That((cached.Scored, cached.Model), Is.EqualTo((inner.Asked.Count, model)));
        return inner.Asked;
    }

    private string[] Files() => Directory.GetFiles(_home, "*.entries", SearchOption.AllDirectories);

    /// <summary>Makes scores out of texts' hashes and counts what it was asked for.</summary>
    private sealed class CountingModel(string model) : ILanguageModel
    {
        public List<string> Asked { get; } = [];

        public string Model => model;

        public static TextScore Of(string text) => new(SHA256.HashData(Encoding.Unicode.GetBytes(text))[0] / 7.0, text.Length + 1, text.Length / 2);

        public IReadOnlyList<TextScore> Score(IReadOnlyList<string> texts)
        {
            Asked.AddRange(texts);
            return [.. texts.Select(Of)];
        }
    }
}
