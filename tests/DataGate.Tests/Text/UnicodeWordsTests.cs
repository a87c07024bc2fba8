using System.Globalization;
using System.Text;
using DataGate.Text;

namespace DataGate.Tests.Text;

public class UnicodeWordsTests
{
    private const ulong Seed = 42;

    [TestCase("", "")]
    [TestCase(" \t\r\n", "")]
    [TestCase("-- ... !? (+) § → \u0301", "")]
    [TestCase("The QUICK (“brown”) fox can’t jump 32.3 feet, right?", "the|quick|brown|fox|can’t|jump|32.3|feet|right")]
    [TestCase("don't x_y _ __ _a 1,000;5 a,b a:b 1:2 a.b.", "don't|x_y|_a|1,000;5|a|b|a:b|1|2|a.b")]
    [TestCase("e-mail e.g. www.Example.com 50% $5", "e|mail|e.g|www.example.com|50|5")]
    [TestCase("ÀÉ Straße ΣΑΣ Ⱥ ǅ ẞ", "àé|straße|σασ|ⱥ|ǆ|ß", Description = "simple lower case, also where it is longer")]
    [TestCase("cafe\u0301 \u0301x", "cafe\u0301|x")]
    [TestCase("漢字かな交じり文。", "漢|字|か|な|交|じ|り|文")]
    [TestCase("コンピューター", "コ|ン|ピ|ュー|ター")]
    [TestCase("ｶﾞｷﾞｰ カ゛タ ーカ", "ｶﾞ|ｷﾞｰ|カ゛|タ|ー|カ")]
    [TestCase("カ゠タ", "カ|タ", Description = "the double hyphen is Katakana to UAX #29, but no letter")]
    [TestCase("x_カタ_ _カ", "x_|カ|タ_|カ", Description = "a connector stays on what is before it")]
    [TestCase("한국어 텍스트", "한국어|텍스트")]
    [TestCase("ภาษาไทย", "ภ|า|ษ|า|ไ|ท|ย")]
    [TestCase("กี่", "กี่")]
    [TestCase("مرحبا، بالعالم ٣٫١٤", "مرحبا|بالعالم|٣٫١٤")]
    [TestCase("שלום צה״ל ג'", "שלום|צה״ל|ג'")]
    [TestCase("नमस्ते दुनिया", "नमस्ते|दुनिया")]
    [TestCase("hi👋🏽 👩‍👩‍👧‍👦❤️", "hi|👋🏽|👩‍👩‍👧‍👦|❤️")]
    [TestCase("🇩🇪🇫🇷🇩", "🇩🇪|🇫🇷", Description = "half a flag is a symbol")]
    [TestCase("1️⃣ ½ ⅷ Ⅷ", "1️⃣|½|ⅷ|ⅷ")]
    [TestCase("a\u00ADb a\u200Bb", "a\u00ADb|a|b")]
    public void Words(string text, string expected) =>
        Assert.That(string.Join('|', Tokens(new UnicodeWords(Seed), text)), Is.EqualTo(expected));

    [Test]
    public void Tokens_point_at_the_text_and_hash_its_lower_case()
    {
        var text = "x Ärger, KÄSE"u8;
        var tokens = new TokenBuffer();
        new UnicodeWords(Seed).Split(text, tokens);
        Assert.That(string.Join(' ', tokens.Starts.ToArray()), Is.EqualTo("0 2 10"));
        Assert.That(string.Join(' ', tokens.Lengths.ToArray()), Is.EqualTo("1 6 5"));
        Assert.That(tokens.Hashes.ToArray(), Is.EqualTo(new[] { Hash64.Of("x"u8, Seed), Hash64.Of("ärger"u8, Seed), Hash64.Of("käse"u8, Seed) }));
    }

    [TestCase(15)]
    [TestCase(16)]
    [TestCase(17)]
    [TestCase(40)]
    [TestCase(5000)]
    public void Long_words_hash_as_short_ones_do(int length)
    {
        var upper = string.Concat(Enumerable.Range(0, length).Select(i => (char)('A' + (i % 26))));
        var tokens = new TokenBuffer();
        foreach (var text in new[] { upper, "é " + upper + " and more than sixteen bytes" })
        {
            var utf8 = Encoding.UTF8.GetBytes(text);
            new UnicodeWords(Seed).Split(utf8, tokens);
            var expected = Hash64.Of(Encoding.UTF8.GetBytes(upper.ToLowerInvariant()), Seed);
            Assert.That(tokens.Hashes.ToArray(), Has.One.EqualTo(expected), text);
        }
    }

    [Test]
    public void The_seed_changes_every_hash() =>
        Assert.That(Hashes(new UnicodeWords(1), "a bc def"), Has.None.AnyOf(Hashes(new UnicodeWords(2), "a bc def")));

    /// <summary>The path for ASCII and the full rules are one and the same.</summary>
    [Test]
    public void The_fast_path_equals_the_full_rules() => SomeText.Check(text =>
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        TokenBuffer fast = new(), full = new();
        var words = new UnicodeWords(Seed);
        words.Split(utf8, fast);
        for (var at = 0; at < utf8.Length;) at = words.Full(utf8, at, full);
        return fast.Hashes.SequenceEqual(full.Hashes) && fast.Starts.SequenceEqual(full.Starts) && fast.Lengths.SequenceEqual(full.Lengths);
    });

    [Test]
    public void Tokens_hash_what_Display_shows() => SomeText.Check(text =>
    {
        var words = new UnicodeWords(Seed);
        return Tokens(words, text).Select(shown => Hash64.Of(Encoding.UTF8.GetBytes(shown), Seed)).SequenceEqual(Hashes(words, text));
    });

    [Test]
    public void Bytes_that_are_no_UTF8_are_stepped_over()
    {
        var words = new UnicodeWords(Seed);
        var tokens = new TokenBuffer();
        var random = new Random(1);
        var bytes = new byte[64];
        for (var i = 0; i < 20_000; i++)
        {
            random.NextBytes(bytes);
            Assert.DoesNotThrow(() => words.Split(bytes, tokens));
        }
    }

    [Test]
    [SetCulture("tr-TR")]
    public void Culture_never_matters()
    {
        Assert.That(CultureInfo.CurrentCulture.Name, Is.EqualTo("tr-TR"));
        Assert.That(string.Join(' ', Tokens(new UnicodeWords(Seed), "I IÉ İ ı")), Is.EqualTo("i ié İ ı"));
    }

    [Test]
    public void A_second_text_of_the_same_size_allocates_nothing()
    {
        var utf8 = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("Some words — naïve ones, カタカナ 👩‍👩‍👧 and A.B.C.D. ", 50)));
        var words = new UnicodeWords(Seed);
        var tokens = new TokenBuffer();
        Assert.That(Allocated, Is.Zero.After(10_000, 20)); // the runtime's own code allocates until it is compiled for good

        long Allocated()
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            words.Split(utf8, tokens);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    /// <summary>A quadratic splitter takes minutes for these; ours some milliseconds each.</summary>
    [TestCase("\u0301")]
    [TestCase("a.")]
    [TestCase("1,")]
    [TestCase("a’")]
    [TestCase("é.")]
    [TestCase("a.\u0301")]
    [TestCase(" \u0301")]
    [TestCase(" ")]
    [TestCase("_")]
    [TestCase("\u200D")]
    [TestCase("\U0001F1E6")]
    [TestCase("カ")]
    [TestCase("א\"")]
    [CancelAfter(20_000)]
    public void Hostile_text_costs_no_more_than_its_length(string piece, CancellationToken cancelled)
    {
        var utf8 = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(piece, 1_000_000)));
        var tokens = new TokenBuffer();
        new UnicodeWords(Seed).Split(utf8, tokens);
        Assert.That(cancelled.IsCancellationRequested, Is.False);
    }

    internal static string[] Tokens(WordSplitter words, string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        var tokens = new TokenBuffer();
        words.Split(utf8, tokens);
        return [.. Enumerable.Range(0, tokens.Count).Select(i => words.Display(utf8.AsSpan(tokens.Starts[i], tokens.Lengths[i])))];
    }

    internal static ulong[] Hashes(WordSplitter words, string text)
    {
        var tokens = new TokenBuffer();
        words.Split(Encoding.UTF8.GetBytes(text), tokens);
        return tokens.Hashes.ToArray();
    }
}
