using System.Text;
using System.Text.Json;
using DataGate.Text;

namespace DataGate.Tests.Text;

public class TreebankWordsTests
{
    private sealed record Golden(string Text, string[] Tokens);

    /// <summary>Tokens of nltk 3.8, <c>TreebankWordTokenizer().tokenize(text)</c>, kept in treebank.json.</summary>
    [Test]
    public void Tokens_equal_those_of_nltk()
    {
        var golden = JsonSerializer.Deserialize<Golden[]>(File.ReadAllBytes(TextFiles.PathOf("treebank.json")), JsonSerializerOptions.Web)!;
        Assert.That(golden, Has.Length.GreaterThan(60));
        Assert.Multiple(() =>
        {
            foreach (var (text, tokens) in golden)
            {
                var written = UnicodeWordsTests.Tokens(new TreebankWords(3), text);
                var converted = written.Zip(tokens, (ours, theirs) => IsQuote(ours) && IsQuote(theirs) ? theirs : ours);
                Assert.That(converted, Is.EqualTo(tokens), text);
                Assert.That(written, Has.Length.EqualTo(tokens.Length), text);
                Assert.That(
                    UnicodeWordsTests.Hashes(new TreebankWords(3), text),
                    Is.EqualTo(tokens.Select(token => Hash64.Of(Encoding.UTF8.GetBytes(token), 3))), text);
            }
        });
    }

    [Test]
    public void Quotes_hash_as_converted_and_point_at_what_is_written()
    {
        var tokens = new TokenBuffer();
        new TreebankWords(3).Split("\"É\" ''"u8, tokens);
        Assert.That(string.Join(' ', tokens.Starts.ToArray()), Is.EqualTo("0 1 3 5"));
        Assert.That(string.Join(' ', tokens.Lengths.ToArray()), Is.EqualTo("1 2 1 2"));
        Assert.That(tokens.Hashes.ToArray(), Is.EqualTo(new[]
        {
            Hash64.Of("``"u8, 3), Hash64.Of("É"u8, 3), Hash64.Of("''"u8, 3), Hash64.Of("``"u8, 3),
        }));
    }

    [Test]
    public void Tokens_are_the_text_but_for_white_space() => SomeText.Check(text =>
    {
        var spaces = new WhitespaceWords(3);
        return string.Equals(
            string.Concat(UnicodeWordsTests.Tokens(new TreebankWords(3), text)),
            string.Concat(UnicodeWordsTests.Tokens(spaces, text)), StringComparison.Ordinal);
    });

    [TestCase(".")]
    [TestCase(". ")]
    [TestCase(".)")]
    [TestCase("'")]
    [TestCase(" '")]
    [TestCase("\"")]
    [TestCase("(\"")]
    [TestCase("-")]
    [TestCase("c")]
    [TestCase("'t")]
    [TestCase("\u3000")]
    [CancelAfter(20_000)]
    public void Hostile_text_costs_no_more_than_its_length(string piece, CancellationToken cancelled)
    {
        var utf8 = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(piece, 500_000)));
        new TreebankWords(3).Split(utf8, new TokenBuffer());
        Assert.That(cancelled.IsCancellationRequested, Is.False);
    }

    private static bool IsQuote(string token) => token is "\"" or "``" or "''";
}
