using System.Globalization;
using System.Text;
using DataGate.Documents;

namespace DataGate.Files.Tests.Readers;

public sealed class JsonLinesReaderTests
{
    [TestCase("""{"text":"a","n":5}""", "text", "Text:a")]
    [TestCase("""{"text":"a","n":5}""", "n", "Number:5")]
    [TestCase("""{"n":-1.50e+3}""", "n", "Number:-1.50e+3")]
    [TestCase("""{"a":true,"b":null}""", "a", "True:true")]
    [TestCase("""{"a":false,"b":null}""", "a", "False:false")]
    [TestCase("""{"a":true,"b":null}""", "b", "Null:null")]
    [TestCase("""{"a":1}""", "b", "-")]
    [TestCase("""{"A":1}""", "a", "-")]
    [TestCase("""{"a": [1, {"b": "]"}] }""", "a", """Array:[1, {"b": "]"}]""")]
    [TestCase("""{"a": {"b": [] } }""", "a", """Object:{"b": [] }""")]
    [TestCase("""{"a":""}""", "a", "Text:")]
    [TestCase("""{"x":{"a":1},"a":2}""", "a", "Number:2")]
    [TestCase("""{"":7}""", "/", "Number:7")]
    public void Takes_the_value_of_a_field(string line, string field, string value) =>
        Assert.That(Scan.Of("a.jsonl", line, field).Values, Is.EqualTo(value));

    [TestCase("/a/b", "Number:1")]
    [TestCase("/a/c/0", "Text:x")]
    [TestCase("/a/c/2/d", "True:true")]
    [TestCase("/a/c/3", "-")]
    [TestCase("/a/c/00", "-")]
    [TestCase("/a/c/-", "-")]
    [TestCase("/a/b/x", "-")]
    [TestCase("/s~1l/t~0d", "Number:3")]
    [TestCase("/a/0", "Text:name")]
    [TestCase("/a/c", """Array:["x",null,{"d":true}]""")]
    public void Follows_json_pointers(string pointer, string value) =>
        Assert.That(
            Scan.Of("a.jsonl", """{"a":{"b":1,"c":["x",null,{"d":true}],"0":"name"},"s/l":{"t~d":3}}""", pointer).Values,
            Is.EqualTo(value));

    [Test]
    public void Takes_a_value_and_what_is_within_it_and_the_same_field_twice() =>
        Assert.That(
            Scan.Of("a.jsonl", """{"a":{"b":"\n"}}""", "a", "/a/b", "/a/b").Values,
            Is.EqualTo("""Object:{"b":"\n"} | """ + "Text:\n | Text:\n"));

    [TestCase("""a\"b\\c\/d\b\f\n\r\t""", "a\"b\\c/d\b\f\n\r\t")]
    [TestCase("""\u0041\u00e9\u4E2D\uD83D\uDE00!""", "Aé中😀!")]
    [TestCase("""\\u0041\\""", @"\u0041\")]
    [TestCase("""é中😀""", "é中😀")]
    public void Unescapes_strings(string escaped, string value) =>
        Assert.That(Scan.Of("a.jsonl", $$"""{"t":"{{escaped}}"}""", "t").Values, Is.EqualTo("Text:" + value));

    [Test]
    public void Matches_names_by_what_their_escapes_stand_for()
    {
        var scan = Scan.Of("a.jsonl", """{"t\u0065xt":"a"}""" + "\n" + """{"caf\u00e9":"b"}""" + "\n" + """{"café":"c"}""", "text", "café");
        Assert.That(scan.Values, Is.EqualTo("Text:a | -\n- | Text:b\n- | Text:c"));
    }

    [Test]
    public void Skips_blank_lines_and_takes_crlf_and_a_last_line_without_end()
    {
        var scan = Scan.Of("a.jsonl", "\n{\"a\":1}\r\n  \t\r\n\r\n  {\"a\":2}  \n{\"a\":3}", "a");
        Assert.That(scan.Problems, Is.Empty);
        Assert.That(scan.Rows, Is.EqualTo(new[]
        {
            new Row(new Location("a.jsonl", 2, 1), "Number:1"),
            new Row(new Location("a.jsonl", 5, 3), "Number:2"),
            new Row(new Location("a.jsonl", 6, 1), "Number:3"),
        }));
    }

    [TestCase("")]
    [TestCase("\n\n")]
    [TestCase("\uFEFF")]
    public void An_empty_file_has_no_records_and_no_problems(string content)
    {
        var scan = Scan.Of("a.jsonl", content, "a");
        Assert.That(scan.Rows, Is.Empty);
        Assert.That(scan.Problems, Is.Empty);
    }

    [Test]
    public void A_byte_order_mark_is_no_part_of_the_first_line()
    {
        var scan = Scan.Of("a.jsonl", "\uFEFF{\"a\":1}\n{\"a\":2}\n", "a");
        Assert.That(scan.Problems, Is.Empty);
        Assert.That(scan.Rows.Select(r => r.Location), Is.EqualTo(Enumerable.Range(1, 2).Select(line => new Location("a.jsonl", line, 1))));
    }

    [TestCase("5", "a number")]
    [TestCase("-5.2", "a number")]
    [TestCase("\"x\"", "a string")]
    [TestCase("[1]", "an array")]
    [TestCase("true", "true")]
    [TestCase("false", "false")]
    [TestCase("null", "null")]
    [TestCase("nullable", "'n', which is not JSON")]
    [TestCase("<html>", "'<', which is not JSON")]
    [TestCase("}", "'}', which is not JSON")]
    [TestCase("\u0001", "0x01, which is not JSON")]
    public void A_line_that_is_no_object_is_reported_and_the_next_is_read(string line, string found)
    {
        var scan = Scan.Of("a.jsonl", $"{{\"a\":1}}\n {line}\n{{\"a\":2}}\n", "a");
        Assert.That(scan.Values, Is.EqualTo("Number:1\nNumber:2"));
        Assert.That(scan.Kinds, Is.EqualTo("Malformed(2,2)"));
        Assert.That(scan.Problems[0].Detail, Is.EqualTo("expected an object, found " + found));
    }

    [Test]
    public void An_array_on_the_first_line_brings_a_hint() =>
        Assert.That(Scan.Of("a.jsonl", "[\n", "a").Problems[0].Detail, Does.Contain("format is json"));

    [TestCase("""{"a":1,}""", 8, "trailing comma")]
    [TestCase("""{"a":1 /* c */}""", 8, "'/' is invalid")]
    [TestCase("""{'a':1}""", 2, "''' is an invalid start")]
    [TestCase("""{"a" 1}""", 6, "':'")]
    [TestCase("""{"a":01}""", 7, "leading zero")]
    [TestCase("""{"a":"\x"}""", 8, "escapable")]
    [TestCase("""{"a":NaN}""", 6, "'N' is an invalid start")]
    [TestCase("""{"a":1}{"a":2}""", 8, "'{' stands behind the object's end")]
    [TestCase("""{"a":1} x""", 9, "'x' stands behind the object's end")]
    [TestCase("{\"a\":\"x\ty\"}", 8, "0x09")]
    [TestCase("{\"a\":\"\0\"}", 7, "0x00")]
    [TestCase("""{"a":[1,2""", 10, "the line ends within the object")]
    public void A_malformed_line_is_reported_at_its_fault_and_the_next_is_read(string line, int column, string detail)
    {
        var scan = Scan.Of("a.jsonl", $"{line}\n{{\"a\":2}}\n", "a");
        Assert.That(scan.Values, Is.EqualTo("Number:2"));
        Assert.That(scan.Kinds, Is.EqualTo($"Malformed(1,{column})"));
        Assert.That(scan.Problems[0].Detail, Does.Contain(detail).And.Not.Contain("LineNumber"));
    }

    [Test]
    public void A_malformed_value_that_is_not_asked_for_spoils_the_record_too() =>
        Assert.That(Scan.Of("a.jsonl", "{\"a\":1,\"b\":[tru]}\n", "a").Rows, Is.Empty);

    [Test]
    public void A_fault_far_right_on_a_late_line_keeps_its_line()
    {
        var content = new StringBuilder();
        for (var i = 1; i < 3000; i++) content.Append("{\"a\":1}\n");
        content.Append(CultureInfo.InvariantCulture, $"{{\"a\":\"{new string('x', 5000)}\",}}\n");
        var problem = Scan.Of("a.jsonl", content.ToString(), "a").Problems.Single();
        Assert.That(problem.Line, Is.EqualTo(3000));
        Assert.That(problem.Column, Is.EqualTo(2047), "the largest that the place holds there");
        Assert.That(problem.Detail, Does.EndWith("At byte 5009 of its line."));
    }

    [TestCase("""{"a":1,"b":"x""")]
    [TestCase("""{"a":1,"b":tru""")]
    [TestCase("""{"a":1""")]
    [TestCase("{")]
    public void A_last_line_that_is_cut_off_is_truncated(string line)
    {
        var scan = Scan.Of("a.jsonl", "{\"a\":1}\n " + line, "a");
        Assert.That(scan.Values, Is.EqualTo("Number:1"));
        Assert.That(scan.Kinds, Is.EqualTo("Truncated(2,2)"));
    }

    [Test]
    public void A_character_that_the_end_cuts_off_is_only_truncated()
    {
        var bytes = Encoding.UTF8.GetBytes("{\"a\":\"é")[..^1];
        Assert.That(Scan.Of("a.jsonl", bytes, "a").Kinds, Is.EqualTo("Truncated(1,1)"));
    }

    [Test]
    public void A_last_line_with_a_fault_before_its_end_is_malformed() =>
        Assert.That(Scan.Of("a.jsonl", "{\"a\":1,}", "a").Kinds, Is.EqualTo("Malformed(1,8)"));

    [Test]
    public void Details_stay_short()
    {
        var detail = Scan.Of("a.jsonl", $"{{\"a\":t{new string('ü', 5000)}}}\n", "a").Problems.Single().Detail;
        Assert.That(detail, Has.Length.LessThanOrEqualTo(200));
        Assert.That(detail, Does.Contain("…").And.EndWith("of its line."));
    }
}
