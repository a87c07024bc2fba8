using System.Globalization;
using DataGate.TestSupport;

namespace DataGate.Tool.Tests;

/// <summary>A check that reads only what changed since an earlier one says what one that reads everything says, to the byte.</summary>
public sealed class KnownScanTests
{
    private static readonly DateTime s_started = new(2200, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private static string Entries(string home) => Path.Combine(home, "cache", "scans-1");

    private static string Check(string folder, string home, params string[] args) => CheckBy(Path.Combine(home, "cache"), folder, home, args);

    private static string CheckBy(string cache, string folder, string home, params string[] args)
    {
        File.Delete(Path.Combine(home, "report.json"));
        var run = Tool.Run(folder, new Dictionary<string, string>(StringComparer.Ordinal) { ["DATAGATE_CACHE"] = cache }, ["check", "--format", "html", "--report", $"json={home}/report.json", .. args]);
        return $"{run.Exit}\0{run.Out}\0{run.Error}\0{File.ReadAllText(Path.Combine(home, "report.json"))}";
    }

    private static void Change(string folder, Random random, int round)
    {
        var files = Directory.GetFiles(Path.Combine(folder, "data")).Order(StringComparer.Ordinal).ToArray();
        var file = files[random.Next(files.Length)];
        string[] lines = [.. File.ReadAllLines(file).DefaultIfEmpty("{\"text\": \"an empty file\"}")];
        switch (round % 6)
        {
            case 0:
                File.AppendAllLines(file, [lines[random.Next(lines.Length)].Replace("\"text\": \"", $"\"text\": \"new {round} ", StringComparison.Ordinal)]);
                break;
            case 1:
                File.WriteAllLines(file, lines.Where(_ => random.Next(5) > 0));
                break;
            case 2:
                File.Move(file, Path.Combine(folder, "data", string.Create(CultureInfo.InvariantCulture, $"{random.Next(100)}-moved.jsonl")), overwrite: true);
                break;
            case 3:
                File.Delete(file);
                break;
            case 4:
                File.WriteAllLines(Path.Combine(folder, "data", string.Create(CultureInfo.InvariantCulture, $"0{round}.jsonl")), lines.Reverse().Append("{not json"));
                break;
            default:
                File.WriteAllText(file, "");
                break;
        }
    }

    /// <summary>One reads the texts of a dataset's reference, the other the sources of the same files.</summary>
    [Test]
    public void A_reference_is_no_dataset_of_its_name()
    {
        using var folder = RealSet.Small(0);
        using var home = new Folder();
        File.WriteAllText(Path.Combine(folder.Path, "one.jsonl"), "{\"text\": \"one\", \"source\": \"two\"}\n");
        File.WriteAllText(Path.Combine(folder.Path, "datagate.yaml"), """
            version: 1
            datasets:
              a: { files: [one.jsonl], text: text, diversity: { distinct-1: 0% }, reference: { files: ["data/*.jsonl"] } }
              "a (reference)": { files: ["data/*.jsonl"], text: source, diversity: { distinct-1: 1% } }

            """);
        var fresh = Check(folder.Path, home.Path, "--no-cache");
        Assert.That(Check(folder.Path, home.Path), Is.EqualTo(fresh));
        Assert.That(Check(folder.Path, home.Path), Is.EqualTo(fresh));
    }

    [Test]
    public void Whatever_changes_in_a_set_beyond_what_is_counted_exactly()
    {
        using var folder = RealSet.Large(0.2);
        using var home = new Folder();
        var random = new Random(11);
        for (var round = 0; round < 7; round++)
        {
            Assert.That(Check(folder.Path, home.Path), Is.EqualTo(Check(folder.Path, home.Path, "--no-cache")), $"round {round}");
            Change(folder.Path, random, round);
        }
    }

    [TestCase(0.0)]
    [TestCase(0.1)]
    [TestCase(0.5)]
    [TestCase(0.95)]
    public void Whatever_changes(double duplicates)
    {
        using var folder = RealSet.Small(duplicates);
        using var home = new Folder();
        var random = new Random(20261121);
        for (var round = 0; round < 14; round++)
        {
            Assert.That(Check(folder.Path, home.Path), Is.EqualTo(Check(folder.Path, home.Path, "--no-cache")), $"round {round}");
            Change(folder.Path, random, round);
        }
        Assert.That(Directory.GetFiles(Entries(home.Path)).Count(entry => File.GetLastWriteTimeUtc(entry) == s_started), Is.GreaterThan(8), "groups that were not read again");
    }

    [Test]
    public void With_a_change_that_is_judged_on_its_own()
    {
        using var made = RealSet.Small(0.3);
        using var repository = new GitFolder();
        using var home = new Folder();
        foreach (var file in Directory.GetFiles(made.Path, "*", SearchOption.AllDirectories)) repository.Write(Path.GetRelativePath(made.Path, file), File.ReadAllText(file));
        repository.Commit();
        var random = new Random(7);
        for (var round = 0; round < 8; round++)
        {
            Change(repository.Path, random, round);
            Assert.That(Check(repository.Path, home.Path, "--since", "HEAD"), Is.EqualTo(Check(repository.Path, home.Path, "--since", "HEAD", "--no-cache")), $"round {round}");
        }
    }

    /// <summary>What a check without a change keeps is of use to one of a change, whose tables are smaller: with 100 MB they are half as large, with 64 MB as large.</summary>
    [TestCase("64MB")]
    [TestCase("100MB")]
    public void With_and_without_a_change_in_turn(string memory)
    {
        using var made = RealSet.Large(0.2);
        using var repository = new GitFolder();
        using var home = new Folder();
        foreach (var file in Directory.GetFiles(made.Path, "*", SearchOption.AllDirectories)) repository.Write(Path.GetRelativePath(made.Path, file), File.ReadAllText(file));
        repository.Write("datagate.yaml", File.ReadAllText(repository.At("datagate.yaml")).Replace("64MB", memory, StringComparison.Ordinal)).Commit();
        var random = new Random(8);
        for (var round = 0; round < 8; round++)
        {
            string[] since = random.Next(2) == 0 || round == 0 ? [] : ["--since", "HEAD"];
            Assert.That(Check(repository.Path, home.Path, since), Is.EqualTo(Check(repository.Path, home.Path, [.. since, "--no-cache"])), $"round {round}");
            if (round == 5) repository.Commit();
            Change(repository.Path, random, round);
        }
    }

    /// <summary>Tables of a check of a change hold less than a check without one needs: what that one kept stays as it is.</summary>
    [Test]
    public void A_check_of_a_change_reads_what_one_without_kept_and_never_writes_it()
    {
        using var made = RealSet.Large(0.2);
        using var repository = new GitFolder();
        using var home = new Folder();
        foreach (var file in Directory.GetFiles(made.Path, "*", SearchOption.AllDirectories)) repository.Write(Path.GetRelativePath(made.Path, file), File.ReadAllText(file));
        repository.Write("datagate.yaml", File.ReadAllText(repository.At("datagate.yaml")).Replace("64MB", "100MB", StringComparison.Ordinal)).Commit();
        var due = Check(repository.Path, home.Path);
        var kept = Directory.GetFiles(Entries(home.Path)).Where(entry => new FileInfo(entry).Length > 10_000).ToDictionary(entry => entry, File.ReadAllBytes, StringComparer.Ordinal);
        Assert.That(kept, Has.Count.GreaterThan(30));
        var broken = kept.Keys.Order(StringComparer.Ordinal).First();
        // Nothing is changed; one entry is broken; most of the set is gone, so that all is read anew; and again.
        Check(repository.Path, home.Path, "--since", "HEAD");
        File.WriteAllBytes(broken, kept[broken][..^9]);
        Check(repository.Path, home.Path, "--since", "HEAD", "--today", "2026-01-01");
        File.WriteAllBytes(broken, kept[broken]);
        foreach (var file in Directory.GetFiles(repository.At("data")).Order(StringComparer.Ordinal).Skip(2)) File.Delete(file);
        for (var round = 0; round < 3; round++)
        {
            Assert.That(Check(repository.Path, home.Path, "--since", "HEAD"), Is.EqualTo(Check(repository.Path, home.Path, "--since", "HEAD", "--no-cache")), $"round {round}");
            Directory.Delete(Path.Combine(home.Path, "cache", "checks-1"), recursive: true);
        }
        repository.Git("checkout", "-q", "--", "data");
        Assert.That(kept.Count(entry => !File.ReadAllBytes(entry.Key).AsSpan().SequenceEqual(entry.Value)), Is.LessThan(2), "how files are cut is one entry, and theirs");
        Assert.That(Check(repository.Path, home.Path), Is.EqualTo(due));
    }

    [Test]
    public void Files_that_change_again_and_again_beside_others_that_stay()
    {
        using var folder = RealSet.Large(0.2);
        using var home = new Folder();
        Check(folder.Path, home.Path);
        var files = Directory.GetFiles(Path.Combine(folder.Path, "data")).Order(StringComparer.Ordinal).ToArray();
        var kept = new List<int>();
        for (var round = 0; round < 6; round++)
        {
            foreach (var file in files[3..5]) File.AppendAllLines(file, [File.ReadLines(file).First().Replace("\"text\": \"", $"\"text\": \"round {round} ", StringComparison.Ordinal)]);
            if (round == 3) File.Delete(files[9]);
            Assert.That(Check(folder.Path, home.Path), Is.EqualTo(Check(folder.Path, home.Path, "--no-cache")), $"round {round}");
            kept.Add(Directory.GetFiles(Entries(home.Path)).Length);
        }
        int[] more = [.. kept.Zip(kept.Skip(1), (before, after) => after - before)];
        Assert.Multiple(() =>
        {
            Assert.That(more[0], Is.GreaterThan(2 + 1), "the second time what stayed is summed up: all of it, and of the blocks that a piece is in");
            Assert.That(more[2], Is.GreaterThan(2 + 1), "where a file went it is noted what would have been of use");
            Assert.That(more[3], Is.GreaterThan(2 + 1), "and the next time that is summed up");
            Assert.That((more[1], more[4]), Is.EqualTo((2, 2)), "two pieces each time, and nothing else");
        });
    }

    /// <summary>What a file is, is seen at its start, also behind a byte order mark: none of its pieces is read.</summary>
    [Test]
    public void A_file_that_is_no_text_behind_a_byte_order_mark()
    {
        using var folder = RealSet.Large(0.2);
        using var home = new Folder();
        var file = Directory.GetFiles(Path.Combine(folder.Path, "data")).Order(StringComparer.Ordinal).First();
        File.WriteAllBytes(file, [0xEF, 0xBB, 0xBF, 0xFF, 0xFE, .. File.ReadAllBytes(file)]);
        var fresh = Check(folder.Path, home.Path, "--no-cache");
        Assert.That(fresh, Does.Contain("UTF-16"));
        for (var round = 0; round < 2; round++) Assert.That(Check(folder.Path, home.Path), Is.EqualTo(fresh));
    }

    /// <summary>One file, edited at its start, in its midst and at its end: its other pieces are not read again.</summary>
    [TestCase(false)]
    [TestCase(true)]
    public void A_single_file_that_is_edited_throughout(bool isChange)
    {
        using var made = RealSet.Large(0.2);
        using var repository = new GitFolder();
        using var home = new Folder();
        var lines = Directory.GetFiles(Path.Combine(made.Path, "data")).Order(StringComparer.Ordinal).SelectMany(File.ReadAllLines).ToList();
        void Write() => repository.Write("data/all.jsonl", string.Concat(lines.Select(line => line + "\n")));
        repository.Write("datagate.yaml", File.ReadAllText(Path.Combine(made.Path, "datagate.yaml"))).Write("reference.jsonl", File.ReadAllText(Path.Combine(made.Path, "reference.jsonl")));
        Write();
        repository.Commit();
        string[] since = isChange ? ["--since", "HEAD"] : [];
        Check(repository.Path, home.Path, since);
        var all = Directory.GetFiles(Entries(home.Path)).Length;
        var random = new Random(6);
        for (var round = 0; round < 5; round++)
        {
            foreach (var at in (int[])[0, lines.Count / 2, lines.Count]) lines.Insert(at, lines[random.Next(lines.Count)].Replace("\"text\": \"", $"\"text\": \"round {round} ", StringComparison.Ordinal));
            lines.RemoveRange(random.Next(lines.Count - 20), 20);
            // Rows that change places, with the pieces that they are in.
            if (round == 3) lines = [.. lines[9_000..], .. lines[..9_000]];
            Write();
            var before = Directory.GetFiles(Entries(home.Path)).ToHashSet(StringComparer.Ordinal);
            Assert.That(Check(repository.Path, home.Path, since), Is.EqualTo(Check(repository.Path, home.Path, [.. since, "--no-cache"])), $"round {round}");
            Assert.That(Directory.GetFiles(Entries(home.Path)).Count(entry => !before.Contains(entry)), Is.InRange(1, all / 4), $"round {round}: few pieces of {all} are new");
        }
    }

    [Test]
    public void Entries_that_are_broken_or_swapped_are_none()
    {
        using var folder = RealSet.Small(0.3);
        using var home = new Folder();
        Check(folder.Path, home.Path);
        // The second time the sum of what stayed is kept as well.
        Change(folder.Path, new Random(2), round: 0);
        var due = Check(folder.Path, home.Path, "--no-cache");
        Check(folder.Path, home.Path);
        Directory.Delete(Path.Combine(home.Path, "cache", "checks-1"), recursive: true);
        Check(folder.Path, home.Path);
        var entries = Directory.GetFiles(Entries(home.Path)).Order(StringComparer.Ordinal).ToArray();
        Assert.That(entries, Has.Length.GreaterThan(6));
        var random = new Random(1);
        for (var round = 0; round < 6; round++)
        {
            foreach (var entry in entries)
            {
                var bytes = File.ReadAllBytes(entry);
                if (random.Next(3) == 0) File.WriteAllBytes(entry, bytes[..random.Next(bytes.Length)]);
                else if (random.Next(2) == 0) bytes[random.Next(bytes.Length)] ^= 1;
                else bytes = File.ReadAllBytes(entries[random.Next(entries.Length)]);
                File.WriteAllBytes(entry, bytes);
            }
            Directory.Delete(Path.Combine(home.Path, "cache", "checks-1"), recursive: true);
            Assert.That(Check(folder.Path, home.Path), Is.EqualTo(due), $"round {round}");
        }
    }

    [TestCase("text: text", "text: intent")]
    [TestCase("sample: 500", "sample: 50")]
    [TestCase("\"model-*\"", "\"model-1\"")]
    [TestCase("matches: 'card'", "matches: 'the'")]
    [TestCase("by: intent", "by: source")]
    public void Another_policy_gathers_anew(string from, string to)
    {
        using var folder = RealSet.Small(0.3);
        using var home = new Folder();
        var first = Check(folder.Path, home.Path);
        var kept = Directory.GetFiles(Entries(home.Path));
        var policy = Path.Combine(folder.Path, "datagate.yaml");
        File.WriteAllText(policy, Replaced(File.ReadAllText(policy), from, to));
        var second = Check(folder.Path, home.Path);
        Assert.Multiple(() =>
        {
            Assert.That(second, Is.EqualTo(Check(folder.Path, home.Path, "--no-cache")));
            Assert.That(second, Is.Not.EqualTo(first), "what was gathered under the one would be wrong under the other");
            // Sums of what is together by its keys may be one more or less.
            Assert.That(Directory.GetFiles(Entries(home.Path)), Has.Length.GreaterThan(1.9 * kept.Length).And.SupersetOf(kept));
        });
    }

    [Test]
    public void Other_memory_gathers_anew()
    {
        using var folder = RealSet.Large(0.2);
        using var home = new Folder();
        var first = Check(folder.Path, home.Path);
        var kept = Directory.GetFiles(Entries(home.Path)).Length;
        var second = Check(folder.Path, home.Path, "--memory", "256MB");
        Assert.Multiple(() =>
        {
            Assert.That(second, Is.EqualTo(Check(folder.Path, home.Path, "--memory", "256MB", "--no-cache")));
            Assert.That(second, Is.Not.EqualTo(first), "what was gathered under the one would be wrong under the other");
            Assert.That(Directory.GetFiles(Entries(home.Path)), Has.Length.EqualTo(2 * kept));
        });
    }

    [TestCase(0.0)]
    [TestCase(0.6)]
    public void A_row_changed_in_every_file(double duplicates)
    {
        using var folder = RealSet.Small(duplicates);
        using var home = new Folder();
        Check(folder.Path, home.Path);
        foreach (var file in Directory.GetFiles(Path.Combine(folder.Path, "data")))
        {
            var lines = File.ReadAllLines(file);
            lines[lines.Length / 2] = lines[lines.Length / 2].Replace("\"text\": \"", "\"text\": \"edited ", StringComparison.Ordinal);
            File.WriteAllLines(file, lines);
        }
        Assert.That(Check(folder.Path, home.Path), Is.EqualTo(Check(folder.Path, home.Path, "--no-cache")));
    }

    [Test]
    public void What_is_left_of_a_set_is_kept_anew_where_what_was_kept_is_too_little()
    {
        using var folder = RealSet.Large(0.2);
        using var home = new Folder();
        Check(folder.Path, home.Path);
        foreach (var file in Directory.GetFiles(Path.Combine(folder.Path, "data")).Order(StringComparer.Ordinal).Skip(2)) File.Delete(file);
        var due = Check(folder.Path, home.Path, "--no-cache");
        for (var round = 0; round < 3; round++)
        {
            Directory.Delete(Path.Combine(home.Path, "cache", "checks-1"), recursive: true);
            Assert.That(Check(folder.Path, home.Path), Is.EqualTo(due), $"round {round}");
        }
    }

    [Test]
    public void What_was_kept_anew_is_of_use_to_the_next_check()
    {
        using var folder = RealSet.Large(0.2);
        using var home = new Folder();
        var old = new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        int Written()
        {
            foreach (var entry in Directory.GetFiles(Entries(home.Path))) File.SetLastWriteTimeUtc(entry, old);
            Directory.Delete(Path.Combine(home.Path, "cache", "checks-1"), recursive: true);
            Check(folder.Path, home.Path);
            return Directory.GetFiles(Entries(home.Path)).Count(entry => File.GetLastWriteTimeUtc(entry) is var written && written > old && written < s_started && new FileInfo(entry).Length > 1_000);
        }
        Check(folder.Path, home.Path);
        foreach (var file in Directory.GetFiles(Path.Combine(folder.Path, "data")).Order(StringComparer.Ordinal).Take(5)) File.Delete(file);
        Assert.That(Written(), Is.GreaterThan(14), "a quarter of the set went: all is read");
        Assert.That(Written(), Is.Zero);
    }

    [Test]
    public void Two_checks_at_once_share_one_cache()
    {
        using var folder = RealSet.Small(0.3);
        using var home = new Folder();
        var homes = Enumerable.Range(0, 2).Select(i => Path.Combine(home.Path, $"{i}")).ToArray();
        foreach (var own in homes) Directory.CreateDirectory(own);
        var cache = Path.Combine(home.Path, "cache");
        var random = new Random(5);
        for (var round = 0; round < 6; round++)
        {
            var said = new string[2];
            Parallel.For(0, 2, i => said[i] = CheckBy(cache, folder.Path, homes[i]));
            Assert.That(said, Is.All.EqualTo(CheckBy(cache, folder.Path, homes[0], "--no-cache")), $"round {round}");
            Change(folder.Path, random, round);
        }
    }

    private static string Replaced(string text, string from, string to)
    {
        var changed = text.Replace(from, to, StringComparison.Ordinal);
        Assert.That(changed, Is.Not.EqualTo(text));
        return changed;
    }
}
