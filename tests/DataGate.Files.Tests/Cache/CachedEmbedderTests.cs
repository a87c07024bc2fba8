using System.Runtime.Versioning;
using DataGate.Files.Cache;
using DataGate.Metrics.Embeddings;

namespace DataGate.Files.Tests.Cache;

/// <summary>The cache gives what the embedder gave, asks it for nothing twice, and survives whatever happens to its files.</summary>
public sealed class CachedEmbedderTests
{
    private string _home = "";

    [SetUp]
    public void Create() => _home = Directory.CreateTempSubdirectory("datagate-cache-").FullName;

    [TearDown]
    public void Delete() => Directory.Delete(_home, recursive: true);

    [Test]
    public void What_was_embedded_is_not_embedded_again()
    {
        string[] texts = ["a", "b", "", "a", "lone \uD800", "lone \uDBFF", "👩 e\u0301"];
        Assert.That(Embed(texts), Has.Count.EqualTo(6), "each text once");
        Assert.That(Embed(texts), Is.Empty);
        Assert.That(Embed(["b", "c"]), Is.EqualTo(["c"]));
    }

    [Test]
    public void A_run_that_changes_one_text_in_a_hundred_embeds_one_in_a_hundred()
    {
        Embed([.. Enumerable.Range(0, 1000).Select(i => $"text {i}")]);
        Assert.That(Embed([.. Enumerable.Range(10, 1000).Select(i => $"text {i}")]), Is.EqualTo(Enumerable.Range(1000, 10).Select(i => $"text {i}")));
    }

    [Test]
    public void Models_do_not_share_embeddings()
    {
        Embed(["a"]);
        Assert.That(Embed(["a"], new CountingEmbedder("other sha256:1")), Is.EqualTo(["a"]));
        Assert.That(Embed(["a"], new CountingEmbedder("other sha256:1", dimensions: 4)), Is.EqualTo(["a"]), "another dimension under one name is never trusted");
        Assert.That(Embed(["a"]), Is.Empty);
    }

    [Test]
    public void Files_cut_off_at_any_byte_cost_only_time()
    {
        string[] texts = ["a", "b", "c"];
        Embed(texts);
        foreach (var file in Files())
        {
            var whole = File.ReadAllBytes(file);
            for (var length = 0; length < whole.Length; length++)
            {
                File.WriteAllBytes(file, whole[..length]);
                Embed(texts);
                Assert.That(Embed(texts), Is.Empty, $"{Path.GetFileName(file)} is mended after {length} bytes");
                foreach (var mended in Files()) File.Delete(mended);
                Embed(texts);
            }
        }
    }

    [Test]
    public void Any_byte_that_changed_is_noticed()
    {
        string[] texts = ["a", "b"];
        Embed(texts);
        var files = Files().Select(file => (Path: file, Bytes: File.ReadAllBytes(file))).ToList();
        foreach (var (path, bytes) in files)
        {
            for (var i = 0; i < bytes.Length; i++)
            {
                foreach (var (original, content) in files) File.WriteAllBytes(original, content);
                var changed = (byte[])bytes.Clone();
                changed[i] ^= 0x41;
                File.WriteAllBytes(path, changed);
                Assert.That(Embed(texts), Has.Count.EqualTo(1), $"{Path.GetFileName(path)}, byte {i}");
            }
        }
    }

    [Test]
    public void Garbage_is_never_an_embedding()
    {
        string[] texts = ["a", "b", "c"];
        Embed(texts);
        var random = new Random(1);
        for (var round = 0; round < 50; round++)
        {
            foreach (var file in Files())
            {
                var garbage = new byte[random.Next(5000)];
                random.NextBytes(garbage);
                File.WriteAllBytes(file, garbage);
            }
            Embed(texts);
        }
    }

    /// <summary>A whole record under a right checksum, but of no direction, as if by another program.</summary>
    [TestCase(1f, 1f, 1f, 1, 0)]
    [TestCase(float.NaN, 0f, 0f, 1, 0)]
    [TestCase(1f, 0f, 0f, -1, 0)]
    [TestCase(1f, 0f, 0f, 1, 2)]
    [TestCase(1f, 0f, 0f, 1, -1)]
    public void What_no_embedder_gives_is_not_taken(float x, float y, float z, int tokens, int unknown)
    {
        var (entry, vector, form) = (new byte[CacheRecord.EntryLength], new byte[3 * sizeof(float)], new EmbeddingForm(3));
        CacheRecord.Write(form, CacheRecord.Key("m", "t"), new TextEmbedding(new[] { x, y, z }, tokens, unknown), entry, vector);
        Assert.That(CacheRecord.Read(form, entry, vector), Is.Null);
        CacheRecord.Write(form, CacheRecord.Key("m", "t"), new TextEmbedding(new[] { 0f, 1f, 0f }, 1, 1), entry, vector);
        Assert.That(CacheRecord.Read(form, entry, vector), Is.Not.Null);
        Assert.That(CacheRecord.Read(form, entry, vector.AsSpan(0, 8)), Is.Null);
    }

    [Test]
    public void A_size_is_kept_over_all_models_and_what_is_used_stays()
    {
        const long MaxBytes = 64 << 10;
        string[] used = ["kept 1", "kept 2"];
        for (var round = 0; round < 60; round++)
        {
            Embed([.. used, .. Enumerable.Range(0, 40).Select(i => $"round {round} text {i}")], maxBytes: MaxBytes);
            if (round % 20 == 0) Embed([.. Enumerable.Range(0, 100).Select(i => $"{round} {i}")], new CountingEmbedder($"model {round}"), MaxBytes);
            Assert.That(Files().Sum(file => new FileInfo(file).Length), Is.LessThanOrEqualTo(MaxBytes), $"round {round}");
        }
        Assert.That(Embed(used, maxBytes: MaxBytes), Is.Empty);
    }

    [Test]
    public void Several_at_once_neither_wait_for_ever_nor_harm_each_other()
    {
        string[] texts = [.. Enumerable.Range(0, 300).Select(i => $"text {i}")];
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => Embed([.. texts.Skip(i * 20).Take(160)]));
        Assert.That(Embed(texts), Is.Empty);
    }

    [Test]
    public void While_another_process_writes_for_long_nothing_is_kept_and_nothing_is_wrong()
    {
        Embed(["a"]);
        using (new FileStream(Directory.GetFiles(_home, "lock", SearchOption.AllDirectories).Single(), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
            Assert.That(Embed(["a", "b"]), Is.EqualTo(["b"]));
        Assert.That(Embed(["a", "b"]), Is.EqualTo(["b"]));
    }

    [Test]
    public void Progress_counts_what_is_not_in_the_cache()
    {
        Embed(["a"]);
        var told = new List<(int, int)>();
        using var embedder = new CachedEmbedder(new CountingEmbedder(), Folder(), advanced: (done, total) => told.Add((done, total)));
        embedder.Embed(["a", .. Enumerable.Range(0, 200).Select(i => $"text {i}")]);
        Assert.That(told, Is.EqualTo(new[] { (128, 200), (200, 200) }));
    }

    [Test]
    [Platform(Exclude = "Win")]
    [UnsupportedOSPlatform("windows")]
    public void Only_the_user_may_read_what_is_kept()
    {
        Embed(["a"]);
        Assert.That(File.GetUnixFileMode(Folder().Path), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
    }

    private CacheFolder Folder()
    {
        var (folder, whyNot) = CacheFolder.Open(name => name == CacheFolder.Variable ? Path.Combine(_home, "cache") : null, workTree: null);
        return folder ?? throw new InvalidOperationException(whyNot);
    }

    /// <summary>Embeds texts as a run of its own would, checks every embedding, and returns what the embedder itself was asked for.</summary>
    private List<string> Embed(string[] texts, CountingEmbedder? inner = null, long maxBytes = CachedEmbedder.DefaultMaxBytes)
    {
        inner ??= new CountingEmbedder();
        using var embedder = new CachedEmbedder(inner, Folder(), maxBytes);
        var embeddings = embedder.Embed(texts);
        for (var i = 0; i < texts.Length; i++)
        {
            var expected = CountingEmbedder.Of(texts[i], inner.Dimensions);
            Assert.That(embeddings[i].Vector.ToArray(), Is.EqualTo(expected.Vector.ToArray()));
            Assert.That((embeddings[i].Tokens, embeddings[i].UnknownTokens), Is.EqualTo((expected.Tokens, expected.UnknownTokens)));
        }
        Assert.That(embedder.Embedded, Is.EqualTo(inner.Asked.Count));
        return inner.Asked;
    }

    private List<string> Files() => [.. Directory.GetFiles(_home, "*.*", SearchOption.AllDirectories).Where(file => Path.GetExtension(file) is ".entries" or ".vectors").Order()];
}
