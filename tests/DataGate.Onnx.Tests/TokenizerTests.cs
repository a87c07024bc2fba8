using System.Text.Json;
using DataGate.Onnx.Tokenizers;
using DataGate.Onnx.Tokenizers.Json;

namespace DataGate.Onnx.Tests;

/// <summary>WordPiece and Unigram against the examples of their authors' own tests.</summary>
public sealed class TokenizerTests
{
    private static readonly string[] s_pieces = ["[UNK]", "[CLS]", "[SEP]", "want", "##want", "##ed", "wa", "un", "runn", "##ing"];

    /// <summary>google-research/bert, <c>tokenization_test.py</c>.</summary>
    [TestCase("", new int[0])]
    [TestCase("unwanted running", new[] { 7, 4, 5, 8, 9 })]
    [TestCase("unwantedX running", new[] { 0, 8, 9 })]
    public void WordPiece(string text, int[] ids)
    {
        var vocabulary = s_pieces.Select((piece, id) => (piece, id)).ToDictionary(entry => entry.piece, entry => entry.id);
        var tokenizer = new WordPieceTokenizer(vocabulary, new BertText()) { Before = [], After = [] };
        Assert.That(tokenizer.Encode(text).Ids, Is.EqualTo(ids));
    }

    /// <summary>google-research/bert, <c>tokenization_test.py</c>.</summary>
    [TestCase("ah\u535A\u63A8zz", true, new[] { "ah", "\u535A", "\u63A8", "zz" })]
    [TestCase(" \tHeLLo!how  \n Are yoU?  ", true, new[] { "hello", "!", "how", "are", "you", "?" })]
    [TestCase("H\u00E9llo", true, new[] { "hello" })]
    [TestCase(" \tHeLLo!how  \n Are yoU?  ", false, new[] { "HeLLo", "!", "how", "Are", "yoU", "?" })]
    [TestCase("a$b^c`d~e", true, new[] { "a", "$", "b", "^", "c", "`", "d", "~", "e" })]
    [TestCase("a\u0000b\u200Bc\u0085d", true, new[] { "abc", "d" })]
    public void Words_of_BERT(string text, bool isLower, string[] words) =>
        Assert.That(new BertText { IsLower = isLower, StripsAccents = isLower }.Words(text), Is.EqualTo(words));

    /// <summary>huggingface/tokenizers, <c>models/unigram/model.rs</c>, <c>test_encode2</c>.</summary>
    [TestCase("abc", "abc")]
    [TestCase("AB", "?")]
    [TestCase("abcd", "ab cd")]
    [TestCase("abcc", "abc c")]
    [TestCase("xabcabaabcdd", "? abc ab a ab cd ?")]
    [TestCase("xyz東京", "?")]
    [TestCase("ABC", "ABC")]
    [TestCase("abABCcd", "ab ABC cd")]
    [TestCase("ababcdabcdcd", "ab abcdabcd cd")]
    [TestCase("abqrcd", "ab q r cd")]
    [TestCase("👩a", "? a")]
    [TestCase("", "")]
    public void Unigram(string text, string pieces)
    {
        (string Piece, double Score)[] vocabulary =
        [
            ("<unk>", 0), ("ab", 0), ("cd", -0.1), ("abc", -0.2), ("a", -0.3), ("b", -0.4), ("c", -0.5), ("ABC", -0.5), ("abcdabcd", 20), ("q", 20.5), ("r", 20.5), ("qr", -0.5),
        ];
        var tokenizer = new UnigramTokenizer(vocabulary, 0, same => same, addsSpace: false) { Before = [], After = [] };
        Assert.That(string.Join(' ', tokenizer.Encode(text).Ids.Select(id => id == 0 ? "?" : vocabulary[id].Piece)), Is.EqualTo(pieces));
    }

    [Test]
    public void A_tokenizer_file_of_WordPiece_has_its_special_tokens()
    {
        var tokenizer = Read("""
            { "normalizer": { "type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true, "strip_accents": null, "lowercase": true },
              "pre_tokenizer": { "type": "BertPreTokenizer" },
              "post_processor": { "type": "TemplateProcessing", "single": [{ "SpecialToken": { "id": "[CLS]" } }, { "Sequence": { "id": "A" } }, { "SpecialToken": { "id": "[SEP]" } }],
                "special_tokens": { "[CLS]": { "ids": [1] }, "[SEP]": { "ids": [2] } } },
              "model": { "type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##", "vocab": { "[UNK]": 0, "[CLS]": 1, "[SEP]": 2, "naive": 3, "##s": 4 } } }
            """);
        Assert.That((tokenizer.Before, tokenizer.Encode("Naïves [SEP]").Ids, tokenizer.After), Is.EqualTo((new[] { 1 }, new[] { 3, 4, 0, 0, 0 }, new[] { 2 })));
    }

    [TestCase("""{ "model": { "type": "WordLevel" } }""", "WordLevel")]
    [TestCase("""{ "model": { "type": "Unigram", "unk_id": 0, "vocab": [["a", 0]] }, "normalizer": { "type": "Odd" } }""", "Odd")]
    [TestCase("""{ "model": { "type": "Unigram", "unk_id": 0, "vocab": [["a", 0]] }, "pre_tokenizer": { "type": "ByteLevel" } }""", "ByteLevel")]
    [TestCase("""{ "model": { "type": "Unigram", "unk_id": 0, "vocab": [["a", 0]] }, "post_processor": { "type": "Odd" } }""", "Odd")]
    [TestCase("""{ "model": { "type": "Unigram", "unk_id": null, "vocab": [["a", 0]] } }""", "doesn't fit")]
    [TestCase("""{ "model": { "type": "Unigram", "unk_id": 0, "vocab": [] } }""", "doesn't fit")]
    [TestCase("""{ "model": { "type": "WordPiece", "vocab": { "a": 0, "a": 1 } } }""", "doesn't fit")]
    [TestCase("{}", "doesn't fit")]
    [TestCase("[]", "doesn't fit")]
    [TestCase("x", "doesn't fit")]
    public void What_is_not_known_is_refused_by_name(string json, string told)
    {
        var folder = OwnModel.Folder(("model.onnx", OwnModel.Tokens), ("tokenizer.json", json));
        Assert.That(() => Models.ModelFolder.Read(folder), Throws.TypeOf<EmbeddingException>().With.Message.Contains(told));
    }

    /// <summary>A double array made by hand: "A" gives "a", and "AB", the longer, "xy". Units: offset in bits 10 up, a leaf's mark in bit 8, the label in the lowest byte.</summary>
    [Test]
    public void The_map_of_characters_takes_the_longest_entry()
    {
        var units = new uint[1024];
        units[0] = 256 << 10;
        units[256 ^ 'A'] = ((256 ^ 'A') ^ 512) << 10 | 1 << 8 | 'A';
        units[512] = 0x8000_0000;
        units[512 ^ 'B'] = ((512 ^ 'B') ^ 768) << 10 | 1 << 8 | 'B';
        units[768] = 0x8000_0000 | 2;
        var bytes = new List<byte>(BitConverter.GetBytes((uint)units.Length * sizeof(uint)));
        foreach (var unit in units) bytes.AddRange(BitConverter.GetBytes(unit));
        bytes.AddRange("a\0xy\0"u8.ToArray());
        var map = new CharacterMap([.. bytes]);
        Assert.That(map.Apply("ABC A é BA"), Is.EqualTo("xyC a é Ba"));
    }

    [Test]
    public void A_broken_map_of_characters_does_no_harm()
    {
        var random = new Random(1);
        for (var i = 0; i < 200; i++)
        {
            var bytes = new byte[4 + 64];
            random.NextBytes(bytes);
            BitConverter.GetBytes(32u).CopyTo(bytes, 0);
            Assert.That(() => new CharacterMap(bytes).Apply("some text, é and 日本"), Throws.Nothing);
        }
        Assert.That(() => new CharacterMap([1, 2]), Throws.TypeOf<InvalidDataException>());
        Assert.That(() => new CharacterMap([9, 0, 0, 0, 1]), Throws.TypeOf<InvalidDataException>());
    }

    private static ITokenizer Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return TokenizerJson.Read(document.RootElement);
    }
}
