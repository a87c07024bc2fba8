using DataGate.Files.Cache;
using DataGate.Files.Memos;
using DataGate.Files.Paths;
using DataGate.Policies;
using DataGate.TestSupport;

namespace DataGate.Files.Tests.Memos;

/// <summary>When a check is kept, and for how long.</summary>
public sealed class CheckMemoTests
{
    private static readonly byte[] s_key = CheckMemo.Key("a check");
    private static readonly DateTimeOffset s_later = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private string _root = "";

    private string Work => Path.Combine(_root, "work");

    private string At(string name) => Path.Combine(Work, name);

    private CheckMemo Memo => Of(s_later);

    private CheckMemo Of(DateTimeOffset started) => new(Cache, RepositoryFence.Around(At("datagate.yaml"), allowOutside: false), Work, new KnownDigests(started), threads: 2);

    private CacheFolder Cache => CacheFolder.Open(name => name == CacheFolder.Variable ? Path.Combine(_root, "cache") : null, workTree: null).Folder!;

    private CheckInputs Inputs => new() { Files = [At("datagate.yaml"), At("absent")], Sets = [Set("*.jsonl")], Listed = [Set("list/*")] };

    private FileSet Set(string glob) => new([new FileGlob(glob, Excludes: false, default)], Work, default);

    [SetUp]
    public void Create()
    {
        _root = Directory.CreateTempSubdirectory("datagate-memo-").FullName;
        Directory.CreateDirectory(At("list"));
        File.WriteAllText(At("datagate.yaml"), "version: 1\n");
        File.WriteAllText(At("a.jsonl"), "{}\n");
        File.WriteAllText(At("list/file"), "");
    }

    [TearDown]
    public void Delete() => Directory.Delete(_root, recursive: true);

    [Test]
    public void What_is_kept_is_told_whatever_it_holds()
    {
        var check = new KeptCheck(3, ["é\u001b[0m\r\n\0", "", "😀漢"]);
        Assert.That(Memo.Begin(Inputs)!.Keep(s_key, check), Is.True);
        var found = Memo.Find(s_key)!;
        Assert.That((found.Exit, found.Texts.SequenceEqual(check.Texts)), Is.EqualTo((3, true)));
        Assert.That(Memo.Find(CheckMemo.Key("another")), Is.Null);
    }

    /// <summary>Before anything else is asked of the files.</summary>
    [Test]
    public void Whether_all_is_as_it_was_is_found_without_hashing_what_git_vouches_for()
    {
        if (!FileStamp.IsSure) Assert.Ignore("git isn't trusted here");
        using var repository = new GitFolder();
        repository.Write("datagate.yaml", "version: 1\n").Write("a.jsonl", "{}\n").Commit();
        var inputs = new CheckInputs { Files = [repository.At("datagate.yaml")], Sets = [new([new FileGlob("*.jsonl", Excludes: false, default)], repository.Path, default)], Listed = [] };
        CheckMemo Trusting(KnownDigests digests) => new(Cache, RepositoryFence.Around(repository.At("datagate.yaml"), allowOutside: false), repository.Path, digests, threads: 2);
        Assert.That(Trusting(new KnownDigests(s_later, trustGitFrom: 1)).Begin(inputs)!.Keep(s_key, new KeptCheck(0, ["told"])), Is.True);
        var again = new KnownDigests(s_later, trustGitFrom: 1);
        Assert.That(Trusting(again).Find(s_key)!.Texts, Is.EqualTo(new[] { "told" }));
        Assert.That(again.Id(repository.At("a.jsonl")), Is.EqualTo(repository.Git("rev-parse", "HEAD:a.jsonl").Trim()));
    }

    [Test]
    public void A_list_of_words_is_another_key_however_its_words_are_cut() =>
        Assert.That(new[] { CheckMemo.Key("ab", "c"), CheckMemo.Key("a", "bc"), CheckMemo.Key("abc"), CheckMemo.Key("ab", "c", "") }.Distinct(ImmutableBytes.Comparer).Count(), Is.EqualTo(4));

    private static IEnumerable<TestCaseData> Changes()
    {
        static TestCaseData Of(string name, Action<CheckMemoTests> change) => new TestCaseData(change) { TestName = name + " while it is read" };
        yield return Of("a file is written", test => File.WriteAllText(test.At("a.jsonl"), "[]\n"));
        yield return Of("a file is written and its time set back", test =>
        {
            var written = File.GetLastWriteTimeUtc(test.At("a.jsonl"));
            File.WriteAllText(test.At("a.jsonl"), "[]\n");
            File.SetLastWriteTimeUtc(test.At("a.jsonl"), written);
        });
        yield return Of("a file takes the place of another", test =>
        {
            File.WriteAllText(test.At("other"), "[]\n");
            File.SetLastWriteTimeUtc(test.At("other"), File.GetLastWriteTimeUtc(test.At("a.jsonl")));
            File.Move(test.At("other"), test.At("a.jsonl"), overwrite: true);
        });
        yield return Of("a file goes", test => File.Delete(test.At("a.jsonl")));
        yield return Of("a file comes", test => File.WriteAllText(test.At("b.jsonl"), ""));
        yield return Of("a file comes that was not there", test => File.WriteAllText(test.At("absent"), ""));
        yield return Of("a listed file comes", test => File.WriteAllText(test.At("list/new"), ""));
        yield return Of("the policy is written", test => File.WriteAllText(test.At("datagate.yaml"), "version: 1 \n"));
    }

    [TestCaseSource(nameof(Changes))]
    public void It_is_not_kept_when(Action<CheckMemoTests> change)
    {
        var recording = Memo.Begin(Inputs)!;
        change(this);
        Assert.That(recording.Keep(s_key, new KeptCheck(0, ["said of what was"])), Is.False);
        Assert.That(Memo.Find(s_key), Is.Null);
    }

    [Test]
    public void A_file_that_changed_and_changed_back_while_it_was_read_is_no_longer_the_same()
    {
        if (!OperatingSystem.IsLinux()) Assert.Ignore("only Linux tells");
        var recording = Memo.Begin(Inputs)!;
        var (text, written) = (File.ReadAllText(At("a.jsonl")), File.GetLastWriteTimeUtc(At("a.jsonl")));
        File.WriteAllText(At("a.jsonl"), "[]\n");
        File.WriteAllText(At("a.jsonl"), text);
        File.SetLastWriteTimeUtc(At("a.jsonl"), written);
        Assert.That(recording.Keep(s_key, new KeptCheck(0, [])), Is.False);
    }

    [Test]
    public void What_was_written_just_before_is_not_kept()
    {
        var written = new DateTimeOffset(File.GetLastWriteTimeUtc(At("a.jsonl")));
        Assert.Multiple(() =>
        {
            Assert.That(Of(written.AddSeconds(1.9)).Begin(Inputs), Is.Null);
            Assert.That(Of(written.AddSeconds(-3600)).Begin(Inputs), Is.Null, "as after a clock that was set back");
            Assert.That(Of(written.AddSeconds(60)).Begin(Inputs), Is.Not.Null);
        });
    }

    [Test]
    public void Without_a_repository_a_revision_is_no_state() =>
        Assert.That(Memo.Begin(Inputs with { Revisions = [new NamedRevision(_root, "HEAD")] }), Is.Null);

    [Test]
    public void The_entries_written_longest_ago_go_first_and_no_more_stay_than_fit()
    {
        var store = new MemoStore(Cache, maxBytes: 1000);
        byte[][] keys = [.. Enumerable.Range(0, 8).Select(i => CheckMemo.Key($"{i}"))];
        foreach (var key in keys)
        {
            Assert.That(store.Add(key, new byte[200]), Is.True);
            File.SetLastWriteTimeUtc(Directory.GetFiles(_root, Convert.ToHexStringLower(key), SearchOption.AllDirectories).Single(), new DateTime(2026, 1, 1 + Array.IndexOf(keys, key), 0, 0, 0, DateTimeKind.Utc));
        }
        Assert.That(keys.Select(key => store.Find(key) is not null), Is.EqualTo(new[] { false, false, false, false, true, true, true, true }));
        Assert.That(store.Add(keys[0], new byte[MemoStore.MaxEntry + 1]), Is.False, "too large");
    }

    [Test]
    public void What_is_found_lies_in_the_memory_given_and_beside_it_where_it_does_not_fit()
    {
        var store = new MemoStore(Cache, maxBytes: 1 << 20);
        byte[][] keys = [.. Enumerable.Range(0, 3).Select(i => CheckMemo.Key($"{i}"))];
        for (var i = 0; i < keys.Length; i++) store.Add(keys[i], [.. Enumerable.Repeat((byte)(i + 1), 100 * (i + 1))]);
        var memory = new byte[1_000];
        var at = 7;
        var found = new List<ReadOnlyMemory<byte>?>();
        foreach (var key in keys)
        {
            var length = (int)store.Length(key);
            // Of the last one less than it takes, as where it was written anew since.
            ArraySegment<byte> place = new(memory, at, key == keys[^1] ? length - 1 : length);
            at += place.Count;
            found.Add(store.Find(key, ref place));
            Assert.That(place.Array, key == keys[^1] ? Is.Not.SameAs(memory) : Is.SameAs(memory));
        }
        Assert.That(found.Select(content => content!.Value.ToArray()), Is.EqualTo(Enumerable.Range(1, 3).Select(i => Enumerable.Repeat((byte)i, 100 * i))));
        Assert.That(memory.Take(7).Concat(memory.Skip((int)(7 + store.Length(keys[0]) + store.Length(keys[1])))), Is.All.Zero);
    }

    [Test]
    public void Many_writers_and_readers_at_once_see_whole_entries_or_none()
    {
        var store = new MemoStore(Cache, maxBytes: 4000);
        byte[][] keys = [.. Enumerable.Range(0, 10).Select(i => CheckMemo.Key($"{i}"))];
        Parallel.For(0, 400, round =>
        {
            var number = round % keys.Length;
            if (round % 3 == 0) store.Add(keys[number], [.. Enumerable.Repeat((byte)number, 500)]);
            else if (store.Find(keys[number]) is { } content) Assert.That(content, Is.EqualTo(Enumerable.Repeat((byte)number, 500)));
        });
        Assert.That(Directory.GetFiles(Cache.Path, "*.tmp", SearchOption.AllDirectories), Is.Empty);
    }

    private static class ImmutableBytes
    {
        public static IEqualityComparer<byte[]> Comparer { get; } = EqualityComparer<byte[]>.Create((a, b) => a!.AsSpan().SequenceEqual(b), bytes => bytes[0]);
    }
}
