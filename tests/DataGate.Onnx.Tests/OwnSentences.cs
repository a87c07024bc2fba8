using System.Text.Json;
using DataGate.TestSupport;

namespace DataGate.Onnx.Tests;

/// <summary>Sentences of our own: short and long, empty, of other scripts, with what tokenizers trip over.</summary>
internal static class OwnSentences
{
    public static string[] All { get; } =
    [
        "",
        "Hello, world!",
        "How do I reset my password?",
        "The meeting is at 10:30; bring the report :) and a pen.",
        "Größe, naïve café, ﬁne ½ ①",
        "日本語のテキスト",
        "مرحبا بالعالم",
        "Привет, как дела?",
        "👩‍👩‍👧 families and 🇫🇷 flags",
        "see http://example.com/a?b=c&d=e for more",
        "x",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "Return the order, please: the lamp arrived broken, the box was open, and nobody answers the phone number on the invoice.",
        "def f(x):\n    return x ** 2  # squares",
        "“Quoted”, ‘quoted’ and — dashed… text”5",
    ];

    /// <summary>Some of them with the original's tokens and the first components of its embeddings.</summary>
    public static IEnumerable<(string Text, int[] Tokens, double[] Head)> OfTheOriginal()
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Repository.Root, "tests", "DataGate.Onnx.Tests", "own-sentences.json")));
        return [.. file.RootElement.EnumerateArray().Select(row => (
            row.GetProperty("text").GetString()!, row.GetProperty("tokens").Deserialize<int[]>()!, row.GetProperty("head").Deserialize<double[]>()!))];
    }
}
