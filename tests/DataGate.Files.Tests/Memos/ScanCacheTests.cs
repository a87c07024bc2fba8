using DataGate.Documents;
using DataGate.Files.Cache;
using DataGate.Files.Datasets;
using DataGate.Files.Memos;
using DataGate.Files.Git;
using DataGate.Files.Parts;
using DataGate.Files.PolicyFile;
using DataGate.TestSupport;
using DataGate.Verdicts;

namespace DataGate.Files.Tests.Memos;

/// <summary>What is kept of a scan is what the files hold that it is kept for.</summary>
public sealed class ScanCacheTests
{
    private static readonly DateTimeOffset s_later = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private string _root = "";

    private string Work => Path.Combine(_root, "work");

    private CacheFolder Cache => CacheFolder.Open(name => name == CacheFolder.Variable ? Path.Combine(_root, "cache") : null, workTree: null).Folder!;

    [SetUp]
    public void Create()
    {
        _root = Directory.CreateTempSubdirectory("datagate-scans-").FullName;
        Directory.CreateDirectory(Work);
        File.WriteAllText(Path.Combine(Work, "datagate.yaml"), "version: 1\ndatasets:\n  d: { files: [\"*.jsonl\"], text: text, diversity: { distinct-2: 0%, exact-duplicates: 100% } }\n");
        for (var i = 0; i < 9; i++) Write(i, "one");
    }

    [TearDown]
    public void Delete() => Directory.Delete(_root, recursive: true);

    [Test]
    public void A_file_that_changes_between_its_hash_and_its_reading_is_not_kept()
    {
        var due = Read(null);
        Assert.That(Read(Scans(), reading: () => Write(3, "two")), Is.Not.EqualTo(due), "what was read is what stood there");
        Write(3, "one");
        Assert.That(Read(Scans()), Is.EqualTo(due));
        Assert.That(Entries, Is.GreaterThan(5));
    }

    /// <summary>All pieces are known, so that the set itself is not read; what a change added is.</summary>
    [TestCase(true)]
    [TestCase(false)]
    public void A_changed_file_that_is_another_by_the_time_it_is_compared_is_told(bool isLonger)
    {
        if (!FileStamp.IsSure) Assert.Ignore("nothing is kept here");
        using var repository = new GitFolder();
        var policy = repository.Write("datagate.yaml", File.ReadAllText(Path.Combine(Work, "datagate.yaml"))).At("datagate.yaml");
        for (var i = 0; i < 9; i++) Row(i, "one");
        repository.Commit();
        Row(3, "new");
        var since = new Since(GitRepository.Open(repository.Path), GitRepository.Open(repository.Path).Resolve("HEAD"));
        var result = PolicyReader.Read(policy, new PolicyReaderOptions { BaseDirectory = repository.Path });
        var plan = new DatasetPlan(result.Policy!, result.Policy!.Datasets[0], isChange: true);
        DatasetPart Read(Action reading) => new DatasetSource(plan, new SourceOptions
        {
            BaseDirectory = repository.Path, Fence = result.Fence, Threads = 2, Scans = Scans(), Since = since, Started = (_, _) => reading(),
        }).Read();
        Assert.That(Read(() => { }).Change!.Refused, Is.Empty);
        Assert.That(Read(() => { }).Change!.Change.Added.Whole.Slice(SliceName.All).Tally.Records, Is.EqualTo(30));
        var told = Read(() => Row(3, isLonger ? "another" : "old")).Change!;
        Assert.That(told.Refused.Select(refused => refused.Path), Is.EqualTo(new[] { "3.jsonl" }));
        Assert.That(told.Refused[0].Why, Does.Contain("changed"));

        void Row(int file, string word) => repository.Write($"{file}.jsonl", string.Concat(Enumerable.Range(0, 30).Select(i => $"{{\"text\": \"{word} {file} and {i % 7}\"}}\n")));
    }

    [Test]
    public void What_was_written_just_before_is_not_kept()
    {
        if (!FileStamp.IsSure) Assert.Ignore("nothing is kept here");
        var written = new DateTimeOffset(File.GetLastWriteTimeUtc(Path.Combine(Work, "0.jsonl")));
        Read(Scans(written.AddSeconds(1)));
        Assert.That(Entries, Is.Zero);
        Read(Scans());
        Assert.That(Entries, Is.GreaterThan(5));
    }

    [Test]
    public void The_entries_that_were_of_use_longest_ago_go_first()
    {
        if (!FileStamp.IsSure) Assert.Ignore("nothing is kept here");
        Read(Scans());
        var size = Directory.GetFiles(Folder).Sum(file => new FileInfo(file).Length);
        var old = Directory.GetFiles(Folder).Order(StringComparer.Ordinal).First();
        File.SetLastWriteTimeUtc(old, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Write(4, "three");
        Read(Scans(maxBytes: size));
        Assert.Multiple(() =>
        {
            Assert.That(Directory.GetFiles(Folder).Sum(file => new FileInfo(file).Length), Is.LessThanOrEqualTo(size));
            Assert.That(File.Exists(old) && File.GetLastWriteTimeUtc(old).Year == 2020, Is.False);
        });
    }

    private string Folder => Path.Combine(_root, "cache", "scans-1");

    private int Entries => Directory.Exists(Folder) ? Directory.GetFiles(Folder).Length : 0;

    private void Write(int file, string word) =>
        File.WriteAllText(Path.Combine(Work, $"{file}.jsonl"), string.Concat(Enumerable.Range(0, 30).Select(i => $"{{\"text\": \"{word} {file} and {i % 7}\"}}\n")));

    private ScanCache Scans(DateTimeOffset? started = null, long maxBytes = 1 << 30) => new(Cache, "the policy", new KnownDigests(started ?? s_later), minBytes: 0, maxBytes);

    /// <summary>All that is gathered, as a part would be saved.</summary>
    private string Read(ScanCache? scans, Action? reading = null)
    {
        var result = PolicyReader.Read(Path.Combine(Work, "datagate.yaml"), new PolicyReaderOptions { BaseDirectory = Work });
        var plan = new DatasetPlan(result.Policy!, result.Policy!.Datasets[0]);
        var part = new DatasetSource(plan, new SourceOptions { BaseDirectory = Work, Fence = result.Fence, Threads = 2, Scans = scans, Started = (_, _) => reading?.Invoke() }).Read();
        var file = Path.Combine(_root, "part");
        PartFile.Save(file, new PartIdentity("version", "policy", new PartNumber(1, 1)), [part]);
        return Convert.ToHexString(File.ReadAllBytes(file));
    }
}
