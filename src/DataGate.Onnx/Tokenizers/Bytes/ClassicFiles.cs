using System.Text;
using System.Text.Json;
using DataGate.Onnx.Models;
using DataGate.Onnx.Tokenizers.Json;

namespace DataGate.Onnx.Tokenizers.Bytes;

/// <summary>
/// Byte pairs as GPT-2 and RoBERTa were published, before <c>tokenizer.json</c>: <c>vocab.json</c> has the pieces with their ids, <c>merges.txt</c> a merge on each line, and
/// <c>tokenizer_config.json</c>, where there is one, says whose they are.
/// </summary>
internal static class ClassicFiles
{
    /// <summary>The pieces.</summary>
    public const string VocabularyFile = "vocab.json";

    /// <summary>The merges, the first one first; a line with the format's version may stand before them.</summary>
    public const string MergesFile = "merges.txt";

    private const string WordEnd = "</w>";

    /// <summary>Both files; null: the folder lacks one.</summary>
    public static (byte[] Vocabulary, byte[] Merges)? Find(FolderFiles files) =>
        files.Read(VocabularyFile, FolderFiles.MaxTextBytes) is { } vocabulary && files.Read(MergesFile, FolderFiles.MaxTextBytes) is { } merges ? (vocabulary, merges) : null;

    /// <summary>The tokenizer.</summary>
    /// <param name="vocabulary">The bytes of <c>vocab.json</c>.</param>
    /// <param name="merges">The bytes of <c>merges.txt</c>.</param>
    /// <param name="configuration">What <c>tokenizer_config.json</c> holds; null: there is none.</param>
    /// <exception cref="InvalidDataException">It is of a kind that isn't known here.</exception>
    public static ByteBpeTokenizer Read(byte[] vocabulary, byte[] merges, JsonElement? configuration)
    {
        using var document = JsonDocument.Parse(vocabulary);
        var ids = document.RootElement.EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.GetInt32(), StringComparer.Ordinal);
        if (ids.Keys.Any(piece => piece.EndsWith(WordEnd, StringComparison.Ordinal))) throw new InvalidDataException($"its pieces are marked with {WordEnd}; byte pairs over bytes alone are known here");
        var (before, after) = Around(ids, configuration);
        var settings = new ByteBpeSettings { Splits = WordSplits.Gpt2, AddsSpace = configuration is { } map && TokenizerJson.Flag(map, "add_prefix_space", false) };
        return new ByteBpeTokenizer(ids, [.. Lines(merges).Select(Merge)], settings) { Before = before, After = after };
    }

    /// <summary>What stands around every text: RoBERTa's marks, GPT-2's first one where its configuration asks for it.</summary>
    private static (int[] Before, int[] After) Around(Dictionary<string, int> ids, JsonElement? configuration)
    {
        var kind = configuration is { } map ? TokenizerJson.Text(map, "tokenizer_class", "") : "";
        var isMarked = ids.ContainsKey("<s>") && ids.ContainsKey("</s>");
        return kind switch
        {
            "RobertaTokenizer" or "RobertaTokenizerFast" => ([Id("<s>")], [Id("</s>")]),
            "" => isMarked ? ([Id("<s>")], [Id("</s>")]) : ([], []),
            "GPT2Tokenizer" or "GPT2TokenizerFast" => (TokenizerJson.Flag(configuration!.Value, "add_bos_token", false) ? [Id(Start(configuration.Value))] : [], []),
            _ => throw new InvalidDataException($"it is a {kind}; GPT2Tokenizer and RobertaTokenizer are known here, others by tokenizer.json"),
        };
        int Id(string piece) => ids.TryGetValue(piece, out var id) ? id : throw new InvalidDataException($"its vocabulary has no {piece}");
    }

    /// <summary>The token that texts start with: its text, or a map that holds it.</summary>
    private static string Start(JsonElement configuration) =>
        TokenizerJson.Part(configuration, "bos_token") is { } token ? TokenizerJson.Text(token, "content", "") : TokenizerJson.Text(configuration, "bos_token", "<|endoftext|>");

    private static IEnumerable<string> Lines(byte[] content)
    {
        var lines = Encoding.UTF8.GetString(content).TrimStart('\uFEFF').Split('\n').Select(line => line.TrimEnd('\r')).Where(line => line.Length > 0);
        return lines.Where((line, number) => number > 0 || !line.StartsWith("#version", StringComparison.Ordinal));
    }

    private static (string Left, string Right) Merge(string line)
    {
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        return space > 0 && space < line.Length - 1 ? (line[..space], line[(space + 1)..]) : throw new InvalidDataException($"'{line}' is no merge");
    }
}
