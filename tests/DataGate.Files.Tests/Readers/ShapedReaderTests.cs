using DataGate.Documents;

namespace DataGate.Files.Tests.Readers;

/// <summary>Conversations and instructions.</summary>
public sealed class ShapedReaderTests
{
    private static Scan Read(string format, string content, params string[] fields)
    {
        using var folder = new TempFolder();
        return Scan.Of([folder.Write("a.jsonl", System.Text.Encoding.UTF8.GetBytes(content)) with { Format = format }], fields);
    }

    [TestCase("""{"messages":[{"role":"system","content":"be kind"},{"role":"user","content":"hi"},{"role":"assistant","content":"hello"},{"role":"user","content":"bye"},{"role":"assistant","content":"see you"}]}""",
        "Text:be kind | Text:hi\nbye | Text:hello\nsee you | Text:be kind\nhi\nhello\nbye\nsee you")]
    [TestCase("""{"conversations":[{"from":"human","value":"hi"},{"from":"gpt","value":"hello"}]}""", "- | Text:hi | Text:hello | Text:hi\nhello")]
    [TestCase("""{"prompt":"hi","completion":"hello"}""", "- | Text:hi | Text:hello | Text:hi\nhello")]
    [TestCase("""{"prompt":"hi","response":"hello"}""", "- | Text:hi | Text:hello | Text:hi\nhello")]
    [TestCase("""{"prompt":"hi","chosen":"hello","rejected":"no"}""", "- | Text:hi | Text:hello | Text:hi\nhello")]
    [TestCase("""{"prompt":"hi"}""", "- | Text:hi | - | Text:hi")]
    [TestCase("""{"messages":[{"role":"user","content":[{"type":"text","text":"look"},{"type":"image_url"},{"type":"text","text":"here"}]}]}""", "- | Text:look\nhere | - | Text:look\nhere")]
    [TestCase("""{"messages":[{"role":"user","content":"sum"},{"role":"assistant","content":null,"tool_calls":[]},{"role":"tool","content":"4"},{"role":"assistant","content":"it is 4"}]}""", "- | Text:sum | Text:it is 4 | Text:sum\n4\nit is 4")]
    [TestCase("""{"messages":null,"conversations":[{"from":"human","value":"注文 🎉"}]}""", "- | Text:注文 🎉 | - | Text:注文 🎉")]
    public void Conversations_say_who_says_what(string record, string said)
    {
        var scan = Read("chat", record, "system", "prompt", "response", "text");
        Assert.That((scan.Values, scan.Kinds), Is.EqualTo((said, "")));
    }

    [TestCase("""{"text":"hi"}""", "there are no 'messages'")]
    [TestCase("""{"messages":"hi"}""", "'messages' is no list of turns")]
    [TestCase("""{"messages":[]}""", "it has no turns")]
    [TestCase("""{"messages":["hi"]}""", "'messages' is no list of turns")]
    [TestCase("""{"messages":[{"content":"hi"}]}""", "'messages' is no list of turns")]
    [TestCase("""{"messages":[{"role":"user"}]}""", "'messages' is no list of turns")]
    [TestCase("""{"conversations":{}}""", "'conversations' is no list of turns")]
    public void What_is_no_conversation_is_told_and_left_out(string record, string why)
    {
        var scan = Read("chat", """{"prompt":"a"}""" + "\n" + record + "\n" + """{"prompt":"b"}""" + "\n", "text");
        Assert.Multiple(() =>
        {
            Assert.That((scan.Values, scan.Kinds), Is.EqualTo(("Text:a\nText:b", "Malformed(2,1)")));
            Assert.That(scan.Problems[0].Detail, Does.StartWith(why));
        });
    }

    [Test]
    public void A_name_that_is_no_text_is_told()
    {
        var scan = Read("chat", """{"messages":[{"role":"user","content":"hi","\uD800":1}]}""" + "\n" + """{"prompt":"b"}""" + "\n", "text");
        Assert.Multiple(() =>
        {
            Assert.That(scan.Values, Is.EqualTo("Text:b"));
            Assert.That(scan.Problems.Select(problem => problem.Kind), Is.EquivalentTo([ReadingProblemKind.InvalidUtf8, ReadingProblemKind.Malformed]));
        });
    }

    [TestCase("""{"instruction":"sum up","input":"a long text","output":"short"}""", "Text:sum up\na long text | Text:short | Text:sum up\na long text\nshort")]
    [TestCase("""{"instruction":"sum up","input":"","output":"short"}""", "Text:sum up | Text:short | Text:sum up\nshort")]
    [TestCase("""{"instruction":"sum up"}""", "Text:sum up | - | Text:sum up")]
    public void Instructions_have_an_input_or_none(string record, string said) =>
        Assert.That(Read("alpaca", record, "prompt", "response", "text").Values, Is.EqualTo(said));

    [Test]
    public void Other_fields_stay_what_they_are_and_arrays_are_read_as_lines_are()
    {
        using var folder = new TempFolder();
        var file = folder.Write("a.json", """
            [{"instruction":"a","output":"b","source":"model-a","n":1},
             {"instruction":"c","output":"d","source":"human","n":null}]
            """u8.ToArray()) with { Format = "alpaca" };
        var scan = Scan.Of([file], ["source", "/n", "instruction", "text"]);
        Assert.Multiple(() =>
        {
            Assert.That(scan.Values, Is.EqualTo("Text:model-a | Number:1 | Text:a | Text:a\nb\nText:human | Null:null | Text:c | Text:c\nd"));
            Assert.That(scan.Rows.Select(row => row.Location.Line), Is.EqualTo([1, 2]));
        });
    }

    [Test]
    public void Faults_of_the_json_are_told_as_they_are() =>
        Assert.That(Read("alpaca", """{"instruction":"a","instruction":"b"}""" + "\n{\n", "text").Problems.Select(problem => problem.Kind), Is.EquivalentTo([ReadingProblemKind.DuplicateKey, ReadingProblemKind.Malformed]));
}
