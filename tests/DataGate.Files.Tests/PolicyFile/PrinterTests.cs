using System.Text.Json;
using System.Text.RegularExpressions;
using DataGate.Files.PolicyFile;

namespace DataGate.Files.Tests.PolicyFile;

internal sealed class PrinterTests
{
    [Test]
    public void Each_line_tells_where_it_came_from()
    {
        using var folder = new PolicyFolder()
            .With("base.yaml", "version: 1\ndatasets:\n  d: { files: [a, \"!b\"], text: \"x\\ny\" }")
            .With("datagate.yaml", "extends: base.yaml\ndatasets:\n  d:\n    diversity: {}\n    label: 'it''s'");
        Assert.That(PolicyPrinter.ToYaml(folder.Read().Resolved!), Is.EqualTo("""
            version: 1  # base.yaml(1)
            datasets:  # datagate.yaml(2)
              d:  # datagate.yaml(3)
                files:  # base.yaml(3)
                  - a  # base.yaml(3)
                  - "!b"  # base.yaml(3)
                text: "x\U0000000Ay"  # base.yaml(3)
                diversity: {}  # datagate.yaml(4)
                label: "it's"  # datagate.yaml(5)

            """));
    }

    /// <summary>The expression says what is meant; the printer has none.</summary>
    [Test]
    public void What_needs_no_quotes_is_what_an_expression_says()
    {
        var due = new Regex(@"^(?:[A-Za-z0-9_~]|\.[0-9]|[+-][.0-9])[A-Za-z0-9_./@%+~*−×-]*(?: [A-Za-z0-9_./@%+~*−×-]+)*\z", RegexOptions.NonBacktracking);
        var random = new Random(17);
        const string Characters = "aZ09_~.+-/@%*−× \n\t:#'\"é";
        var simple = 0;
        for (var i = 0; i < 200_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => Characters[random.Next(i % 2 == 0 ? 16 : Characters.Length)]));
            if (due.IsMatch(text)) simple++;
            if (PolicyPrinter.IsSimple(text) != due.IsMatch(text)) Assert.Fail($"'{text}'");
        }
        Assert.That(simple, Is.InRange(20_000, 180_000));
    }

    [Test]
    public void What_is_printed_reads_as_the_same_policy()
    {
        using var folder = new PolicyFolder().With("datagate.base.yaml", FullExample.Base).With("datagate.yaml", FullExample.Text);
        var first = folder.Read().Resolved!;
        var again = folder.With("printed.yaml", PolicyPrinter.ToYaml(first)).Read("printed.yaml").Resolved!;
        Assert.That(first.Find("datasets"), Is.Not.Null);
        Assert.That(Tree(again), Is.EqualTo(Tree(first)));
    }

    /// <summary>Quotes are told where they make a text of what would be a number, a truth value or nothing.</summary>
    internal static string Tree(PolicyNode node) => node switch
    {
        ScalarNode scalar => $"{(JsonOfPolicy.Of(scalar)?.GetValueKind() is JsonValueKind.String ? "=" : "")}{scalar.Text}",
        SequenceNode list => $"[{string.Join(", ", list.Items.Select(Tree))}]",
        MappingNode map => $"{{{string.Join(", ", map.Entries.Select(e => $"{e.Key.Text}: {Tree(e.Value)}"))}}}",
        _ => throw new InvalidOperationException(),
    };
}
