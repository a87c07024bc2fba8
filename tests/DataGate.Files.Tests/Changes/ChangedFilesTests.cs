using System.Text;
using DataGate.Files.Changes;
using DataGate.Files.Readers;
using DataGate.Scanning;
using DataGate.TestSupport;
using Content = DataGate.Files.Changes.ChangedFiles.Content;

namespace DataGate.Files.Tests.Changes;

/// <summary>Files cancel by content wherever they stand, one by one.</summary>
public sealed class ChangedFilesTests
{
    private static Content File(string path, string? id, FileOrigin origin = FileOrigin.None) => new(path, id, origin);

    private static (int[] Before, int[] Now) Changed(Content[] before, Content[] now)
    {
        var (gone, changed) = ChangedFiles.Of(before, now);
        return ([.. gone], [.. changed]);
    }

    [Test]
    public void What_stands_elsewhere_is_no_change() =>
        Assert.That(Changed([File("a", "1"), File("b", "2")], [File("x/b", "2"), File("y", "1")]), Is.EqualTo((Array.Empty<int>(), Array.Empty<int>())));

    [Test]
    public void Copies_count_one_by_one_and_the_file_at_its_old_place_is_the_old_one()
    {
        Assert.That(Changed([File("b", "1")], [File("a", "1"), File("b", "1"), File("c", "1")]), Is.EqualTo((Array.Empty<int>(), new[] { 0, 2 })));
        Assert.That(Changed([File("a", "1"), File("b", "1")], [File("b", "1")]), Is.EqualTo((new[] { 0 }, Array.Empty<int>())));
    }

    [Test]
    public void Another_content_another_role_and_an_unknown_content_are_changes() =>
        Assert.That(
            Changed([File("a", "1"), File("b", "2", FileOrigin.Human), File("c", null)], [File("a", "3"), File("b", "2"), File("c", null)]),
            Is.EqualTo((new[] { 0, 1, 2 }, new[] { 0, 1, 2 })));

    [TestCase("sha1")]
    [TestCase("sha256")]
    public void Ids_are_those_of_git(string format)
    {
        using var folder = new GitFolder("--object-format=" + format);
        string[] texts = ["", "a", "{\"text\": \"größe\"}\n", new string('x', 1_000_000)];
        for (var i = 0; i < texts.Length; i++) folder.Write($"{i}", texts[i]);
        var files = texts.Select((text, i) => new InputFile(folder.At($"{i}"), $"{i}", Encoding.UTF8.GetByteCount(text))).Append(new InputFile(folder.At("none"), "none", 0)).ToList();
        var ids = ContentIds.Of(files, format == "sha256", threads: 3);
        Assert.That(ids[..^1], Is.EqualTo(texts.Select((_, i) => folder.Git("hash-object", $"{i}").Trim())));
        Assert.That(ids[^1], Is.Null);
    }
}
