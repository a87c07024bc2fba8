namespace DataGate.MSBuild.Tests;

/// <summary>Which lines are the tool's own.</summary>
public sealed class DiagnosticLineTests
{
    [TestCase("data/a.jsonl(3,12): error DG1002: too many", "data/a.jsonl", 3, 12, true, "DG1002", "too many")]
    [TestCase("data/a.jsonl(3): warning DG1002: too many", "data/a.jsonl", 3, 0, false, "DG1002", "too many")]
    [TestCase("datagate.yaml: error DG0005: no files: none", "datagate.yaml", 0, 0, true, "DG0005", "no files: none")]
    [TestCase("C:\\a b\\x (1).jsonl(7,1): error DG9001: bad", "C:\\a b\\x (1).jsonl", 7, 1, true, "DG9001", "bad")]
    [TestCase("../ünï/{0} %41;(x).csv(2,9): error DG9001: {1} %3B", "../ünï/{0} %41;(x).csv", 2, 9, true, "DG9001", "{1} %3B")]
    [TestCase("a(1,2,3): error DG9001: bad", "a(1,2,3)", 0, 0, true, "DG9001", "bad")]
    public void The_tools_lines_are_taken_apart(string text, string file, int line, int column, bool isError, string code, string message)
    {
        var found = DiagnosticLine.TryParse(text)!;
        Assert.That(
            (found.File, found.Line, found.Column, found.IsError, found.Code, found.Message),
            Is.EqualTo((file, line, column, isError, code, message)));
    }

    [TestCase("")]
    [TestCase("summary: error rate: 5 percent")]
    [TestCase("x.cs(1,1): error CS0001: forged")]
    [TestCase("error DG1002: no place")]
    [TestCase(": error DG1002: no place")]
    [TestCase("a.jsonl(1,1): note DG1002: a note")]
    [TestCase("a.jsonl(1,1): error DG1002:")]
    [TestCase("a.jsonl(1,1): error DG1002: ")]
    [TestCase("a.jsonl(1,1): error DG10023: five digits")]
    [TestCase("a.jsonl(1,1): error DG100: three digits")]
    [TestCase("a.jsonl(1,1): error DG１００２: other digits")]
    [TestCase("a.jsonl(1,1): Error DG1002: other case")]
    [TestCase("a.jsonl(1,1):  error DG1002: two spaces")]
    [TestCase("::error::a.jsonl(1,1): error DG1002: a command")]
    [TestCase("row: a.jsonl(1,1): error DG1002: not at the start")]
    [TestCase("\u001b[31ma.jsonl(1,1): error DG1002: coloured")]
    [TestCase("a.jsonl(1,1): error DG1002: two\u0085lines")]
    public void Nothing_else_is(string text) => Assert.That(DiagnosticLine.TryParse(text), Is.Null);

    [TestCase("plain", "\"plain\"")]
    [TestCase("a b", "\"a b\"")]
    [TestCase("say \"no\"", "\"say \\\"no\\\"\"")]
    [TestCase("ends\\", "\"ends\\\\\"")]
    [TestCase("in\\side\\\"", "\"in\\side\\\\\\\"\"")]
    public void Arguments_are_quoted(string text, string quoted) => Assert.That(Argument.Quote(text), Is.EqualTo(quoted));
}
