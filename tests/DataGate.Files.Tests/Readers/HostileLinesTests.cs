using System.Diagnostics;
using System.Globalization;
using System.Text;
using DataGate.Files.Readers;

namespace DataGate.Files.Tests.Readers;

public sealed class HostileLinesTests
{
    private static readonly string[] Field = ["a"];

    [Test]
    public void Bytes_that_are_not_utf8_are_replaced_and_reported()
    {
        var scan = Scan.Of("a.jsonl", Encoding.Latin1.GetBytes("{\"a\":1}\n {\"a\":\"é\u00ff!\",\"b\":2}\n{\"a\":3}\n"), "a", "b");
        Assert.That(scan.Values, Is.EqualTo("Number:1 | -\nText:\uFFFD\uFFFD! | Number:2\nNumber:3 | -"));
        Assert.That(scan.Kinds, Is.EqualTo("InvalidUtf8(2,8)"));
        Assert.That(scan.Problems[0].Detail, Does.Contain("0xE9"));
    }

    [TestCase("{\"a\":1,\"b\":\"é\"}", 13)]
    [TestCase("{\"a\":1,\"bé\":0}", 10)]
    public void Bytes_that_are_not_utf8_are_found_where_nothing_is_asked_for(string line, int column)
    {
        var scan = Scan.Of("a.jsonl", Encoding.Latin1.GetBytes(line), "a");
        Assert.That(scan.Values, Is.EqualTo("Number:1"));
        Assert.That(scan.Kinds, Is.EqualTo($"InvalidUtf8(1,{column})"));
    }

    [Test]
    public void A_malformed_line_with_bytes_that_are_not_utf8_has_both_problems() =>
        Assert.That(
            Scan.Of("a.jsonl", Encoding.Latin1.GetBytes("{\"a\":\"é\",}\n\u00e9\n"), "a").Kinds,
            Is.EqualTo("InvalidUtf8(1,7)\nMalformed(1,10)\nMalformed(2,1)\nInvalidUtf8(2,1)"));

    [TestCase(@"\ud800", "\uFFFD")]
    [TestCase(@"\uDC00x", "\uFFFDx")]
    [TestCase(@"\ud83d\u0041", "\uFFFDA")]
    [TestCase(@"\ud83d\ud83d\ude00", "\uFFFD😀")]
    [TestCase(@"\ud83d\n", "\uFFFD\n")]
    public void Half_a_surrogate_pair_is_replaced_and_reported(string escaped, string value)
    {
        var scan = Scan.Of("a.jsonl", $"{{\"a\":\"x{escaped}\"}}\n", "a");
        Assert.That(scan.Values, Is.EqualTo("Text:x" + value));
        Assert.That(scan.Kinds, Is.EqualTo("InvalidUtf8(1,8)"));
        Assert.That(scan.Problems[0].Detail, Does.StartWith(escaped[..6]));
    }

    [TestCase("""{"a":1,"b":"\\\ud800"}""", 15)]
    [TestCase("""{"a":1,"b\udfff":""}""", 10)]
    [TestCase("""{"a":1,"b":["\ud83d\ude00",{"c":"\t\ud83d"}]}""", 36)]
    public void Half_a_surrogate_pair_is_found_where_nothing_is_asked_for(string line, int column)
    {
        var scan = Scan.Of("a.jsonl", line, "a");
        Assert.That(scan.Values, Is.EqualTo("Number:1"));
        Assert.That(scan.Kinds, Is.EqualTo($"InvalidUtf8(1,{column})"));
    }

    [Test]
    public void Escaped_backslashes_before_a_u_are_no_escape() =>
        Assert.That(Scan.Of("a.jsonl", """{"a":"\\ud800","b":"\\ud800"}""", "a").Problems, Is.Empty);

    [TestCase("""{"a":1,"a":2}""", "Number:2", 9, "a")]
    [TestCase("""{"a":1,"b":0,"\u0061":2}""", "Number:2", 15, "a")]
    [TestCase("""{"a":2,"b":{"x":1,"y":2,"x":3}}""", "Number:2", 26, "x")]
    [TestCase("""{"a":2,"b":[{"x":1},{"x":1,"y":{"x":1,"x":2}}]}""", "Number:2", 40, "x")]
    [TestCase("""{"":1,"a":2,"":3,"a":4}""", "Number:4", 14, "")]
    [TestCase("""{"a\u0000":1,"a":5,"a\u0000":2}""", "Number:5", 21, "a\0")]
    public void A_key_that_stands_twice_is_reported_once_and_the_last_value_counts(string line, string value, int column, string key)
    {
        var scan = Scan.Of("a.jsonl", line, "a");
        Assert.That(scan.Values, Is.EqualTo(value));
        Assert.That(scan.Kinds, Is.EqualTo($"DuplicateKey(1,{column})"));
        Assert.That(scan.Problems[0].Detail, Does.Contain($"'{key}'"));
    }

    [TestCase("""{"x":1,"y":{"x":1,"z":{"x":1}},"z":[{"x":1},{"x":2}]}""")]
    [TestCase("""{"x":1,"X":2,"x ":3,"":4," ":5}""")]
    public void The_same_key_in_two_objects_is_no_duplicate(string line) =>
        Assert.That(Scan.Of("a.jsonl", line + "\n" + line, "a").Problems, Is.Empty);

    [Test]
    public void Nothing_of_the_value_before_a_duplicate_is_left() =>
        Assert.That(
            Scan.Of("a.jsonl", """{"m":{"x":1,"y":2},"m":{"x":3}}""" + "\n" + """{"m":{"x":1},"m":5}""", "/m/x", "/m/y", "m").Values,
            Is.EqualTo("""Number:3 | - | Object:{"x":3}""" + "\n- | - | Number:5"));

    [Test]
    public void Many_keys_cost_time_in_proportion()
    {
        var line = Keys(500_000, "z");
        var watch = Stopwatch.StartNew();
        Assert.That(Scan.Of("a.jsonl", line, "a").Problems, Is.Empty);
        // Half a second; comparing each with each would take minutes.
        Assert.That(watch.Elapsed.TotalSeconds, Is.LessThan(20));
    }

    [Test]
    public void A_duplicate_among_many_keys_is_found()
    {
        var scan = Scan.Of("a.jsonl", Keys(100_000, last: "k\\u0037"), "k99999");
        Assert.That(scan.Problems.Single().Detail, Does.Contain("'k7'"));
        Assert.That(scan.Values, Is.EqualTo("Number:1"));
    }

    [TestCase(128, "")]
    [TestCase(129, "TooDeep(2,642)")]
    [TestCase(5000, "TooDeep(2,642)")]
    [TestCase(500_000, "TooDeep(2,642)")]
    public void Deep_nesting_is_reported_and_the_next_line_is_read(int depth, string problems)
    {
        var objects = new StringBuilder();
        for (var i = 1; i < depth; i++) objects.Append("{\"a\":");
        var deep = $"{{\"a\":1}}\n {objects}{{}}{new string('}', depth - 1)}\n{{\"a\":2}}\n";
        var scan = Scan.Of("a.jsonl", deep, "a");
        Assert.That(scan.Kinds, Is.EqualTo(problems));
        Assert.That(scan.Rows.Where(r => r.Location.Line != 2).Select(r => r.Values), Is.EqualTo(Enumerable.Range(1, 2).Select(i => $"Number:{i}")));
    }

    [Test]
    public void Arrays_nest_too() =>
        Assert.That(Scan.Of("a.jsonl", $"{{\"a\":{new string('[', 5000)}\n", "a").Kinds, Is.EqualTo("TooDeep(1,133)"));

    [TestCase(ScanPlan.ChunkSize)]
    [TestCase(64L)]
    [TestCase(1000L)]
    public void A_line_that_is_too_long_is_reported_and_the_next_is_read(long chunkSize)
    {
        using var folder = new TempFolder();
        string Line(int length) => "{\"a\":\"" + new string('x', length - 8) + "\"}";
        var content = string.Join('\n', Line(300), Line(301), "{\"a\":1}", Line(3_000_000), "", Line(9), Line(400));
        var options = new ScanOptions { Threads = 1, Limits = new ReadingLimits { RecordLength = 300 } };
        var scan = Scan.Of([folder.Write("a.jsonl", Encoding.UTF8.GetBytes(content))], Field, chunkSize, options);
        Assert.That(scan.Rows.Select(r => r.Location.Line), Is.EqualTo(Lines(1, 3, 6)));
        Assert.That(scan.Kinds, Is.EqualTo("LineTooLong(2,1)\nLineTooLong(4,1)\nLineTooLong(7,1)"));
    }

    [Test]
    public void A_line_at_the_default_limit_is_read_and_one_beyond_it_is_not()
    {
        string Line(int length) => "{\"a\":\"" + new string('x', length - 8) + "\"}\n";
        var scan = Scan.Of("a.jsonl", Line(16 << 20) + Line((16 << 20) + 1) + "{\"a\":1}\n", "b");
        Assert.That(scan.Rows.Select(r => r.Location.Line), Is.EqualTo(Lines(1, 3)));
        Assert.That(scan.Kinds, Is.EqualTo("LineTooLong(2,1)"));
    }

    [Test]
    public void Random_bytes_never_throw()
    {
        const string Alphabet = "{}[]\":,\\u0aelnrtdD8 \t\n\r1-+.e\0\u00e9\u00ff";
        var random = new Random(7);
        for (var i = 0; i < 400; i++)
        {
            var content = "{\"a\":" + string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => Alphabet[random.Next(Alphabet.Length)]));
            foreach (var name in (string[])["a.jsonl", "a.json"])
            {
                var scan = Scan.Of(name, Encoding.Latin1.GetBytes(content), "a");
                Assert.That(scan.Rows.Count + scan.Problems.Count, Is.GreaterThan(0), content);
            }
        }
    }

    private static long[] Lines(params long[] lines) => lines;

    private static string Keys(int count, string last)
    {
        var line = new StringBuilder("{");
        for (var i = 0; i < count; i++) line.Append(CultureInfo.InvariantCulture, $"\"k{i}\":1,");
        return line.Append(CultureInfo.InvariantCulture, $"\"{last}\":2}}\n").ToString();
    }
}
