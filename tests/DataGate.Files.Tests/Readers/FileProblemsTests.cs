using System.Runtime.Versioning;
using System.Text;
using DataGate.Documents;
using DataGate.Files.Readers;

namespace DataGate.Files.Tests.Readers;

/// <summary>Files that can't be read at all say so, whatever their format.</summary>
public sealed class FileProblemsTests
{
    private static readonly string[] Field = ["a"];

    private static readonly (string Head, string Says)[] Heads =
    [
        ("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n", "Git LFS pointer"),
        ("\u00FF\u00FE{\0\"\0a\0", "UTF-16"),
        ("\u00FE\u00FF\0{\0\"", "UTF-16"),
        ("\u00FF\u00FE\0\0{\0\0\0", "UTF-32"),
        ("\0\0\u00FE\u00FF\0\0\0{", "UTF-32"),
        ("{\0\"\0a\0\"\0", "NUL bytes"),
        ("\0{\0\"", "NUL bytes"),
        ("\u001F\u008B\b\0\0", "doesn't end in .gz"),
        ("\u0028\u00B5\u002F\u00FD\u0001", "Zstandard"),
        ("PK\u0003\u0004xxxx", "Zip"),
        ("PAR1xxxx", "Parquet"),
    ];

    [TestCase("a.jsonl")]
    [TestCase("a.json")]
    public void A_file_that_is_no_utf8_text_says_what_it_is(string name)
    {
        foreach (var (head, says) in Heads)
        {
            var scan = Scan.Of(name, Encoding.Latin1.GetBytes(head + "\n{\"a\":1}\n"), "a");
            Assert.That(scan.Rows, Is.Empty, says);
            Assert.That(scan.Kinds, Is.EqualTo("Unreadable(0,0)"), says);
            Assert.That(scan.Problems[0].Detail, Does.Contain(says));
        }
    }

    [Test]
    public void A_git_lfs_pointer_says_the_command_that_helps() =>
        Assert.That(Scan.Of("a.jsonl", Heads[0].Head, "a").Problems[0].Detail, Does.Contain("'git lfs pull'"));

    [Test]
    public void A_file_of_many_chunks_that_is_no_text_says_so_once()
    {
        using var folder = new TempFolder();
        var file = folder.Write("a.jsonl", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":1}\n", 100)))]);
        var scan = Scan.Of([file], Field, chunkSize: 50);
        Assert.That(scan.Kinds, Is.EqualTo("Unreadable(0,0)"));
        Assert.That(scan.Rows, Is.Empty);
    }

    [TestCase("a.jsonl")]
    [TestCase("a.json")]
    [TestCase("a.jsonl.gz")]
    public void A_file_that_is_gone_does_not_exist(string name)
    {
        using var folder = new TempFolder();
        var scan = Scan.Of([new InputFile(Path.Combine(folder.Path, "gone"), name, 100)], Field);
        Assert.That(scan.Problems, Is.EqualTo(Enumerable.Repeat(new Problem(ReadingProblemKind.Unreadable, new Location(name, 0, 0), "the file does not exist"), 1)));
    }

    [Test]
    public void A_folder_is_not_a_file()
    {
        using var folder = new TempFolder();
        var scan = Scan.Of([new InputFile(folder.Path, "a.jsonl", 0)], Field);
        Assert.That(scan.Problems.Single().Detail, Does.Contain("folder"));
    }

    [Test]
    [UnsupportedOSPlatform("windows")]
    public void A_file_without_permission_is_denied()
    {
        if (Environment.IsPrivilegedProcess) Assert.Ignore("The superuser may read every file.");
        using var folder = new TempFolder();
        var file = folder.Write("a.jsonl", "{\"a\":1}\n"u8.ToArray());
        File.SetUnixFileMode(file.Path, UnixFileMode.None);
        Assert.That(Scan.Of([file], Field).Problems.Single().Detail, Is.EqualTo("permission denied"));
    }

    [TestCase(-1)]
    [TestCase(1)]
    public void A_file_that_changed_since_it_was_listed_is_not_read(int more)
    {
        using var folder = new TempFolder();
        var file = folder.Write("a.jsonl", "{\"a\":1}\n"u8.ToArray());
        var scan = Scan.Of([file with { Length = file.Length + more }], Field);
        Assert.That(scan.Rows, Is.Empty);
        Assert.That(scan.Problems.Single().Detail, Does.Contain("changed since it was listed"));
    }

    [Test]
    public void A_problem_of_one_file_leaves_the_others_alone()
    {
        using var folder = new TempFolder();
        var one = folder.Write("one.jsonl", "{\"a\":1}\n"u8.ToArray());
        var two = folder.Write("two.jsonl", "{\"a\":2}\n"u8.ToArray());
        var scan = Scan.Of([one, one with { Path = one.Path + ".gone", Display = "gone.jsonl" }, two], Field);
        Assert.That(scan.Values, Is.EqualTo("Number:1\nNumber:2"));
        Assert.That(scan.Problems.Single().Location, Is.EqualTo(new Location("gone.jsonl", 0, 0)));
    }

    [TestCase("a.docx", "auto", "no reader takes files named '*.docx'")]
    [TestCase("a", "auto", "no reader takes files named '*'")]
    [TestCase("a.jsonl", "morse", "no reader is called 'morse'")]
    public void A_file_of_an_unknown_format_is_unreadable(string name, string format, string says)
    {
        using var folder = new TempFolder();
        var scan = Scan.Of([folder.Write(name, "{\"a\":1}\n"u8.ToArray()) with { Format = format }], Field);
        Assert.That(scan.Kinds, Is.EqualTo("Unreadable(0,0)"));
        Assert.That(scan.Problems[0].Detail, Does.StartWith(says));
    }

    [TestCase("a.txt", "jsonl")]
    [TestCase("a.JSONL", "auto")]
    [TestCase("a.ndjson", "auto")]
    [TestCase("folder.gz/a.jsonl", "auto")]
    public void The_format_is_the_named_one_or_that_of_the_extension(string display, string format)
    {
        using var folder = new TempFolder();
        var file = folder.Write("content", "{\"a\":1}\n"u8.ToArray()) with { Display = display, Format = format };
        Assert.That(Scan.Of([file], Field).Values, Is.EqualTo("Number:1"));
    }

    [Test]
    public void Catalog_names_are_distinct_and_extensions_are_lower_case()
    {
        var extensions = ReaderCatalog.All.SelectMany(r => r.Extensions).ToList();
        Assert.That(ReaderCatalog.All.Select(r => r.Format), Is.Unique);
        Assert.That(extensions, Is.Unique);
        Assert.That(extensions, Is.All.StartsWith("."));
        Assert.That(extensions, Is.EqualTo(extensions.Select(e => e.ToLowerInvariant())));
    }
}
