using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using DataGate.Onnx.Tokenizers;
using DataGate.Onnx.Tokenizers.Bytes;
using DataGate.Onnx.Tokenizers.Json;

namespace DataGate.Onnx.Tests;

/// <summary>Byte pairs: words as the published patterns cut them, merges as a plain search finds them, and every text given back whole.</summary>
public sealed class ByteBpeTests
{
    private const string Gpt2 = @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";
    private const string Triples = @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";
    private const string Digits = @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";
    private static readonly string[] s_parts =
        ["a", "Zoë", "hello", "'s", "'LL", "'", "’s", " ", "  ", "\t", "\n", "\r\n", "\u00A0", "1", "23", "4567", "½", "Ⅷ", "!", "...", "#", "日本", "مرحبا", "e\u0301", "_", "\u2028", "don't", "<|endoftext|>"];

    /// <summary>Merges in their order over the letters a to e, two digits and the space, which <c>Ġ</c> stands for.</summary>
    private static readonly (string Left, string Right)[] s_merges =
        [("a", "b"), ("b", "c"), ("ab", "c"), ("Ġ", "a"), ("c", "d"), ("d", "e"), ("cd", "e"), ("abc", "de"), ("a", "a"), ("aa", "aa"), ("Ġa", "bc"), ("ab", "ab"), ("1", "2")];

    /// <summary>The example of Hugging Face's documentation of GPT-2's tokenizer.</summary>
    [Test]
    public void The_published_example_is_cut_as_published() =>
        Assert.That(Words("Hello, how are  you?", WordSplits.Gpt2), Is.EqualTo((string[])["Hello", ",", " how", " are", " ", " you", "?"]));

    /// <summary>Against the patterns themselves, by an engine that may look ahead.</summary>
    [TestCase(Gpt2)]
    [TestCase(Triples)]
    [TestCase(Digits)]
    public void Words_are_those_of_the_pattern(string pattern)
    {
        var how = pattern switch { Gpt2 => WordSplits.Gpt2, Triples => WordSplits.Triples, _ => WordSplits.Digits };
        var regex = new System.Text.RegularExpressions.Regex(pattern, System.Text.RegularExpressions.RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10));
        var random = new Random(7);
        for (var i = 0; i < 5000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => s_parts[random.Next(s_parts.Length)]));
            Assert.That(Words(text, how), Is.EqualTo(regex.Matches(text).Select(match => match.Value)), text);
        }
    }

    [Test]
    public void Characters_beyond_16_bits_are_letters_where_they_are() =>
        Assert.That(Words("𐐀𐐁 😀😀 𝟙𝟚", WordSplits.Gpt2), Is.EqualTo((string[])["𐐀𐐁", " 😀😀", " 𝟙𝟚"]));

    [Test]
    public void Merges_are_those_that_a_plain_search_finds()
    {
        var (tokenizer, names) = Own();
        var random = new Random(3);
        for (var i = 0; i < 2000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 24)).Select(_ => "abcde a"[random.Next(7)]));
            var expected = Words(text, WordSplits.Gpt2).SelectMany(word => Naive(word.Replace(' ', 'Ġ')));
            Assert.That(tokenizer.Encode(text).Ids.Select(id => names[id]), Is.EqualTo(expected), text);
        }
    }

    [Test]
    public void Every_text_comes_back_whole()
    {
        var (tokenizer, names) = Own();
        var bytes = Enumerable.Range(0, 256).ToDictionary(value => ByteAlphabet.Characters[value], value => (byte)value);
        var random = new Random(5);
        foreach (var text in s_parts.Concat(OwnSentences.All).Concat(Enumerable.Range(0, 500).Select(_ => string.Concat(Enumerable.Range(0, 20).Select(_ => new Rune(Any()).ToString())))))
        {
            var tokens = tokenizer.Encode(text);
            Assert.That(Encoding.UTF8.GetString([.. tokens.Ids.SelectMany(id => names[id]).Select(letter => bytes[letter])]), Is.EqualTo(text));
            Assert.That(tokens.Unknown(0, tokens.Ids.Count), Is.Zero);
        }
        int Any()
        {
            var value = random.Next(random.Next(4) switch { 0 => 0x80, 1 => 0x800, 2 => 0xD800, _ => 0x110000 });
            return value is >= 0xD800 and < 0xE000 ? 0xFFFD : value;
        }
    }

    /// <summary>With a plain search, which is quadratic, it would take hours.</summary>
    [Test, CancelAfter(60_000)]
    public void A_word_of_a_megabyte_is_merged_too()
    {
        var (tokenizer, names) = Own();
        var tokens = tokenizer.Encode(new string('a', 1 << 20));
        Assert.That(tokens.Ids.Select(id => names[id]).Distinct(), Is.EqualTo((string[])["aaaa"]));
        Assert.That(tokens.Ids, Has.Count.EqualTo(1 << 18));
    }

    [Test]
    public void Merges_may_be_texts_or_pairs()
    {
        var (texts, _) = Own();
        var (pairs, _) = Own(json => json["model"]!["merges"] = new JsonArray([.. s_merges.Select(merge => (JsonNode)new JsonArray(merge.Left, merge.Right))]));
        Assert.That(pairs.Encode(" abcde abab").Ids, Is.EqualTo(texts.Encode(" abcde abab").Ids).And.Not.Empty);
    }

    [TestCase("")]
    [TestCase("#version: 0.2\r\n")]
    public void The_files_of_gpt2_say_the_same_as_tokenizer_json(string version)
    {
        var (tokenizer, names) = Own();
        var classic = Classic(names, version, configuration: null);
        Assert.That((classic.Before.Count, classic.After.Count), Is.EqualTo((0, 0)));
        foreach (var text in s_parts.Concat(OwnSentences.All).Append(" abcde abab 12")) Assert.That(classic.Encode(text).Ids, Is.EqualTo(tokenizer.Encode(text).Ids), text);
    }

    [TestCase("<s>,</s>", null, "<s>", "</s>")]
    [TestCase("<s>,</s>", """{ "tokenizer_class": "RobertaTokenizer" }""", "<s>", "</s>")]
    [TestCase("<s>,</s>", """{ "tokenizer_class": "GPT2Tokenizer", "add_bos_token": true, "bos_token": { "content": "</s>" } }""", "</s>", "")]
    [TestCase("<s>,</s>", """{ "tokenizer_class": "GPT2Tokenizer", "bos_token": "</s>" }""", "", "")]
    [TestCase("<|endoftext|>", """{ "tokenizer_class": "GPT2Tokenizer", "add_bos_token": true }""", "<|endoftext|>", "")]
    public void Their_configuration_says_what_stands_around_a_text(string more, string? configuration, string before, string after)
    {
        var (_, names) = Own();
        var all = names.Select(pair => KeyValuePair.Create(pair.Key, pair.Value)).Concat(more.Split(',').Select((piece, i) => KeyValuePair.Create(5000 + i, piece))).ToDictionary(pair => pair.Key, pair => pair.Value);
        var classic = Classic(all, "", configuration);
        Assert.That((string.Concat(classic.Before.Select(id => all[id])), string.Concat(classic.After.Select(id => all[id]))), Is.EqualTo((before, after)));
    }

    [Test]
    public void A_space_may_be_put_before_the_text_there_too()
    {
        var (_, names) = Own();
        Assert.That(Classic(names, "", """{ "add_prefix_space": true }""").Encode("abc").Ids, Is.EqualTo(Classic(names, "", null).Encode(" abc").Ids));
    }

    [TestCase("</w>", "", null, "marked with </w>")]
    [TestCase("x", "", """{ "tokenizer_class": "CLIPTokenizer" }""", "it is a CLIPTokenizer")]
    [TestCase("x", "", """{ "tokenizer_class": "RobertaTokenizer" }""", "no <s>")]
    [TestCase("x", "abc\n", null, "'abc' is no merge")]
    [TestCase("x", "a zz\n", null, "its merges name 'zz'")]
    public void What_those_files_hold_and_is_not_known_is_refused(string piece, string merges, string? configuration, string told)
    {
        var (_, names) = Own();
        names = new(names) { [5000] = "n" + piece };
        Assert.That(() => Classic(names, merges, configuration), Throws.TypeOf<EmbeddingException>().With.Message.Contains(told));
    }

    [Test]
    public void One_of_the_files_alone_is_no_tokenizer()
    {
        var folder = OwnModel.Folder([("vocab.json", "{}")]);
        using var files = new Models.FolderFiles(folder);
        Assert.That(() => TokenizerFolder.Read(files, null), Throws.TypeOf<EmbeddingException>().With.Message.Contains("none of tokenizer.json, vocab.json with merges.txt, vocab.txt"));
    }

    /// <summary>The same vocabulary as GPT-2's own files would have it.</summary>
    private static ITokenizer Classic(Dictionary<int, string> names, string first, string? configuration)
    {
        var vocabulary = new JsonObject(names.Select(pair => KeyValuePair.Create(pair.Value, (JsonNode?)JsonValue.Create(pair.Key)))).ToJsonString();
        var merges = first + string.Concat(s_merges.Select(merge => $"{merge.Left} {merge.Right}\n"));
        (string, object)[] of = [("vocab.json", vocabulary), ("merges.txt", merges)];
        using var files = new Models.FolderFiles(OwnModel.Folder(configuration is null ? of : [.. of, ("tokenizer_config.json", configuration)]));
        return TokenizerFolder.Read(files, null);
    }

    [Test]
    public void A_word_may_be_taken_whole_before_its_merges()
    {
        // No merge leads to "ea".
        var (merged, names) = Own(json => json["model"]!["vocab"]!["ea"] = 999);
        var (whole, _) = Own(json =>
        {
            json["model"]!["vocab"]!["ea"] = 999;
            json["model"]!["ignore_merges"] = true;
        });
        Assert.That(merged.Encode("ea").Ids.Select(id => names[id]), Is.EqualTo((string[])["e", "a"]));
        Assert.That(whole.Encode("ea").Ids, Is.EqualTo((int[])[999]));
    }

    [Test]
    public void Added_pieces_are_cut_out_first_and_those_for_control_are_text()
    {
        var (tokenizer, names) = Own(json => json["added_tokens"] = JsonNode.Parse("""
            [{ "id": 500, "content": "  ", "special": false }, { "id": 501, "content": "    ", "special": false }, { "id": 502, "content": "<|endoftext|>", "special": true }]
            """));
        Assert.That(tokenizer.Encode("a      a").Ids.Select(id => names.GetValueOrDefault(id, $"{id}")), Is.EqualTo((string[])["a", "501", "500", "a"]));
        Assert.That(tokenizer.Encode("<|endoftext|>").Ids, Has.Count.GreaterThan(1).And.None.EqualTo(502));
    }

    [Test]
    public void A_space_may_stand_before_the_text()
    {
        var (tokenizer, names) = Own(json => json["pre_tokenizer"]!["add_prefix_space"] = true);
        Assert.That(Names("a"), Is.EqualTo((string[])["Ġa"]));
        Assert.That(Names(" a"), Is.EqualTo((string[])["Ġa"]));
        Assert.That(Names(""), Is.Empty);
        IEnumerable<string> Names(string text) => tokenizer.Encode(text).Ids.Select(id => names[id]);
    }

    [Test]
    public void Digits_may_stand_alone_and_a_text_be_normalised()
    {
        var (tokenizer, names) = Own(json =>
        {
            json["pre_tokenizer"] = JsonNode.Parse("""{ "type": "Sequence", "pretokenizers": [{ "type": "Digits", "individual_digits": true }, { "type": "ByteLevel", "add_prefix_space": false }] }""");
            json["normalizer"] = JsonNode.Parse("""{ "type": "NFC" }""");
        });
        Assert.That(tokenizer.Encode("ab 12").Ids.Select(id => names[id]), Is.EqualTo((string[])["ab", "Ġ", "1", "2"]));
        Assert.That(tokenizer.Encode("e\u0301").Ids, Is.EqualTo(tokenizer.Encode("\u00E9").Ids));
    }

    [Test]
    public void Control_tokens_of_several_processors_stand_around_the_text()
    {
        var (tokenizer, _) = Own(json => json["post_processor"] = JsonNode.Parse("""
            { "type": "Sequence", "processors": [{ "type": "ByteLevel", "trim_offsets": true }, { "type": "TemplateProcessing",
              "single": [{ "SpecialToken": { "id": "<s>" } }, { "Sequence": { "id": "A" } }], "special_tokens": { "<s>": { "ids": [7] } } }] }
            """));
        Assert.That((tokenizer.Before, tokenizer.After), Is.EqualTo(((IReadOnlyList<int>)[7], (IReadOnlyList<int>)[])));
    }

    [TestCase("""{ "type": "Metaspace" }""", "Metaspace")]
    [TestCase("""{ "type": "Sequence", "pretokenizers": [{ "type": "Split", "pattern": { "Regex": "x+" }, "behavior": "Isolated" }, { "type": "ByteLevel", "use_regex": false }] }""", "x+")]
    [TestCase("""{ "type": "Sequence", "pretokenizers": [{ "type": "Split", "pattern": { "Regex": "x+" }, "behavior": "MergedWithNext" }, { "type": "ByteLevel", "use_regex": false }] }""", "MergedWithNext")]
    [TestCase("""{ "type": "Digits", "individual_digits": true }""", "characters")]
    public void Words_that_are_split_otherwise_are_refused_by_name(string splitter, string told) =>
        Assert.That(() => Own(json => json["pre_tokenizer"] = JsonNode.Parse(splitter)), Throws.TypeOf<InvalidDataException>().With.Message.Contains(told));

    [Test]
    public void Vocabularies_that_do_not_hold_together_are_refused()
    {
        Refused(json => json["model"]!["vocab"]!.AsObject().Remove("q"), "byte 113");
        Refused(json => json["model"]!["merges"]!.AsArray().Add("zz top"), "zz");
        Refused(json => json["model"]!["merges"]!.AsArray().Add("whole"), "no merge");
        Refused(json => json["model"]!["byte_fallback"] = true, "fall back");
        static void Refused(Action<JsonObject> change, string told) => Assert.That(() => Own(change), Throws.TypeOf<InvalidDataException>().With.Message.Contains(told));
    }

    [Test]
    public void An_encoder_of_byte_pairs_is_read_as_own_model()
    {
        using var embedder = OwnModel.Open(OwnModel.Folder(("model.onnx", OwnModel.Wide(256 + s_merges.Length)), ("tokenizer.json", Json().ToJsonString())));
        var (tokenizer, _) = Own();
        var embedding = embedder.Embed(["abc cde"])[0];
        Assert.That((embedding.Tokens, embedding.UnknownTokens), Is.EqualTo((tokenizer.Encode("abc cde").Ids.Count, 0)));
    }

    private static List<string> Words(string text, WordSplits how)
    {
        var words = new List<string>();
        for (var start = 0; start < text.Length;)
        {
            var end = WordSplitter.End(text, start, how);
            words.Add(text[start..end]);
            start = end;
        }
        return words;
    }

    /// <summary>Looks through all pairs for the earliest merge, makes it, and begins again.</summary>
    private static List<string> Naive(string word)
    {
        var pieces = word.Select(letter => letter.ToString()).ToList();
        while (true)
        {
            var (best, at) = (int.MaxValue, -1);
            for (var i = 0; i + 1 < pieces.Count; i++)
                if (Array.IndexOf(s_merges, (pieces[i], pieces[i + 1])) is var rank and >= 0 && rank < best) (best, at) = (rank, i);
            if (at < 0) return pieces;
            pieces[at] += pieces[at + 1];
            pieces.RemoveAt(at + 1);
        }
    }

    private static JsonObject Json()
    {
        var vocabulary = new JsonObject();
        foreach (var letter in ByteAlphabet.Characters) vocabulary[letter.ToString()] = vocabulary.Count;
        foreach (var (left, right) in s_merges) vocabulary[left + right] = vocabulary.Count;
        return new JsonObject
        {
            ["pre_tokenizer"] = new JsonObject { ["type"] = "ByteLevel", ["add_prefix_space"] = false },
            ["model"] = new JsonObject { ["type"] = "BPE", ["vocab"] = vocabulary, ["merges"] = new JsonArray([.. s_merges.Select(merge => (JsonNode)$"{merge.Left} {merge.Right}")]) },
        };
    }

    private static (ITokenizer Tokenizer, Dictionary<int, string> Names) Own(Action<JsonObject>? change = null)
    {
        var json = Json();
        var names = json["model"]!["vocab"]!.AsObject().ToDictionary(entry => entry.Value!.GetValue<int>(), entry => entry.Key);
        change?.Invoke(json);
        using var document = JsonDocument.Parse(json.ToJsonString());
        return (TokenizerJson.Read(document.RootElement), names);
    }
}
