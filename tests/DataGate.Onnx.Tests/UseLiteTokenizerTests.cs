using System.Globalization;
using DataGate.Onnx.Preparation;
using DataGate.Onnx.Tokenizers;

namespace DataGate.Onnx.Tests;

/// <summary>Tokens of the built-in model's tokenizer, against those of the implementation that it was published with.</summary>
public sealed class UseLiteTokenizerTests
{
    [Test]
    public void Every_golden_text_has_the_original_tokens()
    {
        var tokenizer = UseLite.Tokenizer();
        var texts = UseLite.Golden<string[]>("sentences.json").Concat(UseLite.Golden<string[]>("lines.json")).ToArray();
        var golden = UseLite.Golden<int[][]>("tokens.json");
        Assert.That(golden, Has.Length.EqualTo(texts.Length));
        Assert.Multiple(() =>
        {
            for (var i = 0; i < texts.Length; i++) Assert.That(tokenizer.Encode(CleanText.WellFormed(texts[i])).Ids, Is.EqualTo(golden[i]), texts[i]);
        });
    }

    /// <summary>Pieces 6 and on can be found; the path is by hand.</summary>
    [TestCase("ab", new[] { 7, 9 }, Description = "▁a + b = -3 beats ▁ab = -4")]
    [TestCase("a", new[] { 7 })]
    [TestCase("", new int[0])]
    [TestCase("<s>", new[] { 6, 0 }, Description = "the first six are never found")]
    [TestCase("zzaz", new[] { 6, 0, 11, 0 }, Description = "neighbouring unknowns are one")]
    [TestCase("c", new[] { 6, 12 }, Description = "of equal pieces the last counts")]
    [TestCase("\uFF41", new[] { 7 }, Description = "NFKC makes a wide a an a")]
    public void Small_vocabulary(string text, int[] ids)
    {
        var tokenizer = Of(
            """[["?",0],["<s>",0],["</s>",0],["x",0],["y",0],["z",0],["▁",-2],["▁a",-1],["▁ab",-4],["b",-2],["c",-9],["a",-3],["c",-1]]""");
        Assert.That(tokenizer.Encode(text).Ids, Is.EqualTo(ids));
    }

    [Test]
    public void A_score_that_is_null_counts_as_nothing_and_gives_way_to_any_other() =>
        Assert.That(Of("""[["?",0],["",0],["",0],["",0],["",0],["",0],["▁:",null],["▁",-1],[":",-1]]""").Encode(":").Ids, Is.EqualTo(new[] { 7, 8 }));

    [Test]
    public void A_tie_goes_to_the_piece_that_starts_later() =>
        Assert.That(Of("""[["?",0],["",0],["",0],["",0],["",0],["",0],["▁ab",-3],["▁a",-1],["b",-2]]""").Encode("ab").Ids, Is.EqualTo(new[] { 7, 8 }));

    [TestCase("{}")]
    [TestCase("[[1, 2]]")]
    [TestCase("""[["a"]]""")]
    [TestCase("[")]
    public void What_is_no_vocabulary_is_refused(string json) => Assert.That(() => Of(json), Throws.InstanceOf<System.Text.Json.JsonException>());

    [Test]
    [SetCulture("tr-TR")]
    public void Culture_changes_nothing() =>
        Assert.That(UseLite.Tokenizer().Encode("I AM İSTANBUL").Ids, Is.EqualTo(InInvariant("I AM İSTANBUL")));

    private static IReadOnlyList<int> InInvariant(string text)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        return UseLite.Tokenizer().Encode(text).Ids;
    }

    private static UseLiteTokenizer Of(string json) => UseLiteTokenizer.Read(System.Text.Encoding.UTF8.GetBytes(json));
}
