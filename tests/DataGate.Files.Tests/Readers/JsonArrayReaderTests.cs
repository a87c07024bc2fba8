using System.Text;
using DataGate.Documents;
using DataGate.Files.Readers;

namespace DataGate.Files.Tests.Readers;

public sealed class JsonArrayReaderTests
{
    private static readonly string[] Field = ["a"];

    [TestCase("[]")]
    [TestCase(" \n[ \r\n ]\n ")]
    public void An_empty_array_has_no_records_and_no_problems(string content)
    {
        var scan = Scan.Of("a.json", content, "a");
        Assert.That(scan.Rows, Is.Empty);
        Assert.That(scan.Problems, Is.Empty);
    }

    [Test]
    public void Elements_on_one_line_have_their_columns()
    {
        var scan = Scan.Of("a.json", """[{"a":1}, {"a":"]},"} ,{"a":3}]""", "a");
        Assert.That(scan.Problems, Is.Empty);
        Assert.That(scan.Rows.Select(r => $"{r.Location} {r.Values}"), Is.EqualTo(Texts("a.json(1,2) Number:1", "a.json(1,11) Text:]},", "a.json(1,24) Number:3")));
    }

    [Test]
    public void Elements_over_several_lines_have_the_place_of_their_brace()
    {
        var scan = Scan.Of("a.json", "\uFEFF[\r\n  {\r\n    \"a\": 1,\n    \"b\": [\n]\n  },\n\n{\"a\":2}\n,   {\"a\"\n:3}\n]\n", "a", "b");
        Assert.That(scan.Problems, Is.Empty);
        Assert.That(
            scan.Rows.Select(r => $"{r.Location} {r.Values}"),
            Is.EqualTo(Texts("a.json(2,3) Number:1 | Array:[\n]", "a.json(8,1) Number:2 | -", "a.json(9,5) Number:3 | -")));
    }

    [TestCase("5", "a number")]
    [TestCase("\"{},[]\\\"\\\\\"", "a string")]
    [TestCase("[{\"a\":9},[\"]\"]]", "an array")]
    [TestCase("true", "true")]
    [TestCase("null", "null")]
    public void An_element_that_is_no_object_is_reported_and_the_next_is_read(string element, string found)
    {
        var scan = Scan.Of("a.json", $"[{{\"a\":1}},\n  {element}\n, {{\"a\":2}}]", "a");
        Assert.That(scan.Values, Is.EqualTo("Number:1\nNumber:2"));
        Assert.That(scan.Kinds, Is.EqualTo("Malformed(2,3)"));
        Assert.That(scan.Problems[0].Detail, Does.EndWith("found " + found));
    }

    [TestCase("[{\"a\":1}]\n x", "Malformed(2,2)\nUnreadable(2,2)")]
    [TestCase("[{\"a\":1}][]", "Malformed(1,10)\nUnreadable(1,10)")]
    [TestCase("[{\"a\":1} {\"a\":2}]", "Malformed(1,10)\nUnreadable(1,10)")]
    [TestCase("[{\"a\":1},]", "Malformed(1,10)\nUnreadable(1,10)")]
    [TestCase("[{\"a\":1},\n nil]", "Malformed(2,2)\nUnreadable(2,2)")]
    [TestCase("[{\"a\":1},\n{\"a\":\n tru}]", "Unreadable(2,1)\nMalformed(3,5)")]
    [TestCase("[{\"a\":1},\n{\"a\":2", "Truncated(2,1)")]
    [TestCase("[{\"a\":1},\n[2,", "Malformed(2,1)\nTruncated(2,1)")]
    [TestCase("[{\"a\":1},\n", "Truncated(2,1)")]
    [TestCase("[{\"a\":1}\n", "Truncated(2,1)")]
    [TestCase("[{\"a\":1}", "Truncated(1,9)")]
    public void What_ends_the_reading_is_reported_and_what_is_before_it_is_read(string content, string problems)
    {
        var scan = Scan.Of("a.json", content, "a");
        Assert.That(scan.Values, Is.EqualTo("Number:1"));
        Assert.That(scan.Kinds, Is.EqualTo(problems));
    }

    [TestCase("", "nothing")]
    [TestCase(" \n", "nothing")]
    [TestCase("5", "a number")]
    [TestCase("true", "true")]
    [TestCase("<a>", "'<', which is not JSON")]
    public void A_file_that_is_neither_array_nor_objects_is_unreadable(string content, string found)
    {
        var problem = Scan.Of("a.json", content, "a").Problems.Single();
        Assert.That(problem.Kind, Is.EqualTo(ReadingProblemKind.Unreadable));
        Assert.That(problem.Detail, Does.Contain("found " + found + ";"));
    }

    [Test]
    public void Objects_one_a_line_are_read_as_json_lines()
    {
        var scan = Scan.Of("a.json", "\n  {\"a\":1}\n{\"a\":\n{\"a\":3}\n", "a");
        Assert.That(scan.Rows.Select(r => r.Location.ToString()), Is.EqualTo(Texts("a.json(2,3)", "a.json(4,1)")));
        Assert.That(scan.Kinds, Is.EqualTo("Malformed(3,6)"), "the next line is read all the same");
    }

    [TestCase("{\"a\":1}{\"a\":2}\n{\"a\":3}")]
    [TestCase("{\n\"a\":1}\n{\"a\":\n2}{\"a\":3}\n\n")]
    [TestCase("{\"a\":1} {\"a\":2} {\"a\":3}")]
    public void Objects_one_behind_the_other_are_read(string content)
    {
        var scan = Scan.Of("a.json", content, "a");
        Assert.That(scan.Problems, Is.Empty);
        Assert.That(scan.Values, Is.EqualTo("Number:1\nNumber:2\nNumber:3"));
    }

    [TestCase("{\"a\":1}{\"a\":", "Truncated(1,8)")]
    [TestCase("{\"a\":1}5{\"a\":2}", "Malformed(1,8)")]
    [TestCase("{\"a\":1},{\"a\":2}", "Malformed(1,8)\nUnreadable(1,8)")]
    [TestCase("{\"a\":1} 7", "Malformed(1,9)")]
    public void What_stands_between_objects_is_reported(string content, string problems)
    {
        var scan = Scan.Of("a.json", content, "a");
        Assert.That(scan.Values, Does.StartWith("Number:1"));
        Assert.That(scan.Kinds, Is.EqualTo(problems));
    }

    [Test]
    public void One_object_over_several_lines_is_one_record() =>
        Assert.That(Scan.Of("a.json", "{\n  \"data\": [{\"a\": 1}],\n  \"a\": 5\n}\n", "a").Values, Is.EqualTo("Number:5"));

    [Test]
    public void Dirty_elements_have_their_problems_at_their_places()
    {
        var content = Encoding.Latin1.GetBytes("[\n{\"a\":\"\u00e9\"},\n{\"b\":\n\"\\ud800\",\n  \"b\":1}\n]");
        var scan = Scan.Of("a.json", content, "a", "b");
        Assert.That(scan.Values, Is.EqualTo("Text:\uFFFD | -\n- | Number:1"));
        Assert.That(scan.Kinds, Is.EqualTo("InvalidUtf8(2,7)\nInvalidUtf8(4,2)\nDuplicateKey(5,4)"));
    }

    [Test]
    public void Deep_elements_are_reported_and_the_next_is_read()
    {
        var scan = Scan.Of("a.json", $"[{{\"a\":{new string('[', 5000)}\"]\"{new string(']', 5000)}}},\n{{\"a\":2}}]", "a");
        Assert.That(scan.Values, Is.EqualTo("Number:2"));
        Assert.That(scan.Kinds, Is.EqualTo("TooDeep(1,134)"));
    }

    [Test]
    public void Long_elements_are_reported_and_the_next_is_read()
    {
        using var folder = new TempFolder();
        string Element(int length) => "{\"a\":\"" + new string('x', length - 10) + "\\\"\"}";
        var content = $"[{Element(300)},{Element(301)},\n{Element(2_000_000)},\"{new string('\\', 4000)}\",\n{{\"a\":1}}]";
        var options = new ScanOptions { Threads = 1, Limits = new ReadingLimits { RecordLength = 300 } };
        var scan = Scan.Of([folder.Write("a.json", Encoding.UTF8.GetBytes(content))], Field, options: options);
        Assert.That(scan.Rows.Select(r => r.Location.ToString()), Is.EqualTo(Texts("a.json(1,2)", "a.json(3,1)")));
        Assert.That(scan.Kinds, Is.EqualTo("LineTooLong(1,303)\nLineTooLong(2,1)\nMalformed(2,2000002)"));
    }

    [Test]
    public void Elements_that_cross_the_buffer_are_read_whole()
    {
        // Lengths that put a buffer's end at every part of an element.
        var content = new StringBuilder("[");
        var expected = new List<string>();
        for (var i = 0; content.Length < 3_000_000; i++)
        {
            var text = new string('y', (i * 7919) % 5003);
            if (i > 0) content.Append(i % 3 == 0 ? ",\n" : " , ");
            content.Append("{ \"b\" : [ 1 ] , \"a\" : \"").Append(text).Append("\\n\" }");
            expected.Add($"Text:{text}\n");
        }
        var scan = Scan.Of("a.json", content.Append(']').ToString(), "a");
        Assert.That(scan.Problems, Is.Empty);
        Assert.That(scan.Rows.Select(r => r.Values).SequenceEqual(expected), Is.True);
    }

    private static string[] Texts(params string[] texts) => texts;
}
