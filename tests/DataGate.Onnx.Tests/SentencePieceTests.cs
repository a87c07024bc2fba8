using System.Globalization;
using System.Text.Json;
using DataGate.Onnx.Tokenizers;
using DataGate.Onnx.Tokenizers.SentencePiece;
using static DataGate.Onnx.Tests.OnnxBytes;

namespace DataGate.Onnx.Tests;

/// <summary>SentencePiece files against the numbers that SentencePiece's own encoder gives, and what is refused of them.</summary>
public sealed class SentencePieceTests
{
    private const string Plain = """{ "offset": 0, "before": [], "after": [2] }""";
    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "Pieces");

    private static IEnumerable<TestCaseData> Encoded() => File.ReadLines(Path.Combine(s_folder, "encoded.tsv")).Select(line => line.Split('\t'))
        .Select(parts => new TestCaseData(parts[1], parts[0].Split(' ').Select(id => int.Parse(id, CultureInfo.InvariantCulture)).ToArray()).SetArgDisplayNames(parts[1]));

    [TestCaseSource(nameof(Encoded))]
    public void Numbers_are_those_of_spm_encode(string text, int[] ids) => Assert.That(Read(Real(), Plain).Encode(text).Ids, Is.EqualTo(ids));

    [Test]
    public void Settings_move_the_numbers_and_name_the_signs()
    {
        var tokenizer = Read(Real(), """{ "offset": 1, "unknown": 3, "before": [0], "after": [2] }""");
        Assert.Multiple(() =>
        {
            Assert.That((tokenizer.Before, tokenizer.After), Is.EqualTo((new[] { 0 }, new[] { 2 })));
            Assert.That(tokenizer.Encode("where is my order").Ids, Is.EqualTo(new[] { 41, 27, 42, 29 }));
            Assert.That(tokenizer.Encode("x").Ids, Is.EqualTo(new[] { 51, 3 }));
            Assert.That(tokenizer.Encode("x").Unknown(0, 2), Is.EqualTo(1));
            Assert.That(tokenizer.Encode("").Ids, Is.Empty);
            Assert.That(tokenizer.Encode("   ").Ids, Is.Empty);
        });
    }

    [Test]
    public void A_folder_with_such_a_file_is_an_encoder()
    {
        var model = Models.ModelFolder.Read(OwnModel.Folder(
            ("model.onnx", OwnModel.Tokens), ("spiece.model", Real()), ("datagate.json", $$"""{ "max-length": 9, "sentencepiece": {{Plain}} }""")));
        Assert.That((model.MaxTokens, model.Tokenizer.Encode("where is my order").Ids), Is.EqualTo((9, new[] { 40, 26, 41, 28 })));
    }

    [TestCase(null, "is to say how the model numbers its pieces")]
    [TestCase("3", "is no object")]
    [TestCase("""{ "ofset": 1 }""", "has no key 'ofset'")]
    [TestCase("""{ "offset": -1 }""", "offset -1: it is a whole number from 0 to 1000")]
    [TestCase("""{ "unknown": 100 }""", "unknown 100")]
    [TestCase("""{ "after": 2 }""", "after 2: it is a list")]
    [TestCase("""{ "after": [100] }""", "the model has pieces 0 to 99")]
    [TestCase("""{ "before": ["<s>"] }""", "before <s>")]
    public void Settings_that_lack_or_are_wrong_are_told(string? settings, string told)
    {
        var own = settings is null ? "{}" : $$"""{ "sentencepiece": {{settings}} }""";
        var folder = OwnModel.Folder(("model.onnx", OwnModel.Tokens), ("tokenizer.model", Real()), ("datagate.json", own));
        Assert.That(() => Models.ModelFolder.Read(folder), Throws.TypeOf<EmbeddingException>().With.Message.Contains(told));
    }

    private static IEnumerable<TestCaseData> Refused()
    {
        byte[] unknown = Piece("<unk>", 0, 2), word = Piece("▁a", -1, 1);
        yield return new TestCaseData(Array.Empty<byte>(), "no pieces");
        yield return new TestCaseData(word, "no piece for the unknown");
        yield return new TestCaseData(Join(unknown, word, Bytes(2, Number(3, 2))), "its type is bpe");
        yield return new TestCaseData(Join(unknown, word, Bytes(2, Number(3, 9))), "its type is unknown");
        yield return new TestCaseData(Join(unknown, word, Bytes(2, Number(24, 1))), "at their end");
        yield return new TestCaseData(Join(unknown, word, Bytes(2, Number(35, 1))), "falls back to bytes");
        yield return new TestCaseData(Join(unknown, word, Piece("<0x00>", 0, 6)), "falls back to bytes");
        yield return new TestCaseData(Join(unknown, word, Bytes(3, Number(5, 0))), "leaves spaces");
        yield return new TestCaseData(Join(unknown, word, Piece("▁of▁the", -1, 1)), "reaches over words");
        yield return new TestCaseData(Join(unknown, word, Piece("x", -1, 7)), "no known kind");
        yield return new TestCaseData(Join(unknown, word, Piece("x", float.NaN, 1)), "no known kind");
        yield return new TestCaseData("no protobuf"u8.ToArray(), "protobuf");
    }

    [TestCaseSource(nameof(Refused))]
    public void What_is_not_known_is_refused(byte[] file, string told) =>
        Assert.That(() => Read(file, Plain), Throws.TypeOf<InvalidDataException>().With.Message.Contains(told));

    [Test]
    public void A_file_cut_off_anywhere_or_changed_does_no_harm()
    {
        var real = Real();
        var random = new Random(1);
        for (var length = 0; length < real.Length; length += 7) Harmless(real[..length]);
        for (var round = 0; round < 500; round++)
        {
            var changed = real.ToArray();
            changed[random.Next(changed.Length)] = (byte)random.Next(256);
            Harmless(changed);
        }

        static void Harmless(byte[] file)
        {
            try
            {
                Read(file, Plain).Encode("where is my order? 我 👩 zz");
            }
            catch (InvalidDataException)
            {
                // It was told.
            }
        }
    }

    private static byte[] Real() => File.ReadAllBytes(Path.Combine(s_folder, "pieces.model"));

    private static byte[] Piece(string text, float score, int kind) =>
        Bytes(1, Join([Utf8(1, text), [2 << 3 | 5, .. BitConverter.GetBytes(score)], Number(3, kind)]));

    private static ITokenizer Read(byte[] file, string settings)
    {
        using var json = JsonDocument.Parse(settings);
        return SentencePieceModel.Read(file, json.RootElement.Clone());
    }
}
