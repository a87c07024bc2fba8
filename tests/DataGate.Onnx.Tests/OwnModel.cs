using static DataGate.Onnx.Tests.OnnxBytes;

namespace DataGate.Onnx.Tests;

/// <summary>Models of our own, made byte by byte: unlike the built-in one in inputs, outputs, types and tokenizer.</summary>
internal static class OwnModel
{
    public const int Pieces = 11;
    public const int Components = 3;
    private static readonly int[] s_shape = [Pieces, Components];

    /// <summary>Ids of a vocabulary of pieces: [PAD] [UNK] [CLS] [SEP] hello world ##s ! query : 我.</summary>
    public const string Vocabulary = "[PAD]\n[UNK]\n[CLS]\n[SEP]\nhello\nworld\n##s\n!\nquery\n:\n我\n";

    public const string Unigram = """
        { "normalizer": { "type": "NFKC" }, "pre_tokenizer": { "type": "Metaspace", "replacement": "▁", "add_prefix_space": true },
          "post_processor": { "type": "TemplateProcessing", "single": [{ "Sequence": { "id": "A" } }, { "SpecialToken": { "id": "</s>" } }], "special_tokens": { "</s>": { "ids": [1] } } },
          "model": { "type": "Unigram", "unk_id": 0, "vocab": [["<unk>", 0], ["</s>", 0], ["▁hello", -1], ["▁", -2], ["hel", -3], ["lo", -3], ["▁wor", -2], ["ld", -2], ["s", -4], ["o", -5], ["l", -5]] } }
        """;

    /// <summary>The table of the pieces' vectors.</summary>
    public static float[] Table { get; } = [.. Enumerable.Range(0, Pieces * Components).Select(i => MathF.Sin(i * i + 1))];

    /// <summary>Token embeddings [batch, tokens, 3] of three 64-bit inputs, as BERT's are.</summary>
    public static byte[] Tokens { get; } = Model(
        Input("input_ids", OfLongs, "batch", "tokens"), Input("attention_mask", OfLongs, "batch", "tokens"), Input("token_type_ids", OfLongs, "batch", "tokens"),
        Floats("table", s_shape, Table), Node("Gather", ["table", "input_ids"], "last_hidden_state"), Output("last_hidden_state", Float, "batch", "tokens", "3"));

    /// <summary>One embedding a text [batch, 3], the sum over its tokens, of one 32-bit input, with names that say nothing.</summary>
    public static byte[] Sentence { get; } = Model(
        Input("x", OfInts, "n", "m"), Floats("table", s_shape, Table), Longs("axes", 1), Node("Gather", ["table", "x"], "rows"),
        Node("ReduceSum", ["rows", "axes"], "y", attributes: Integer("keepdims", 0)), Output("y", Float, "n", "3"));

    /// <summary>Eleven pieces too, words of plain English among them.</summary>
    public const string English = "[PAD]\n[UNK]\n[CLS]\n[SEP]\nthe\nquick\nfox\nover\ndog\nand\nword\n";

    /// <summary>Token embeddings of at most so many texts at once; "any": of any number.</summary>
    public static byte[] AtOnce(string texts) => Model(
        Input("input_ids", OfLongs, texts, "tokens"), Floats("table", s_shape, Table), Node("Gather", ["table", "input_ids"], "last_hidden_state"),
        Output("last_hidden_state", Float, texts, "tokens", "3"));

    /// <summary>Token embeddings to which the mean over all texts that are read at once is added.</summary>
    public static byte[] Mixing { get; } = Model(
        Input("input_ids", OfLongs, "batch", "tokens"), Floats("table", s_shape, Table), Node("Gather", ["table", "input_ids"], "rows"), Node("ReduceMean", ["rows"], "all"),
        Node("Add", ["rows", "all"], "last_hidden_state"), Output("last_hidden_state", Float, "batch", "tokens", "3"));

    /// <summary>Token embeddings for a vocabulary of so many pieces.</summary>
    public static byte[] Wide(int pieces) => Model(
        Input("input_ids", OfLongs, "batch", "tokens"), Floats("table", [pieces, Components], [.. Enumerable.Range(0, pieces * Components).Select(i => MathF.Sin(i * i + 1))]),
        Node("Gather", ["table", "input_ids"], "last_hidden_state"), Output("last_hidden_state", Float, "batch", "tokens", "3"));

    /// <summary>The same as <see cref="Tokens"/>, with its table in a file.</summary>
    public static byte[] Split(string? location) => Model(
        Input("input_ids", OfLongs, "batch", "tokens"), Outside("table", s_shape, location), Node("Gather", ["table", "input_ids"], "last_hidden_state"),
        Output("last_hidden_state", Float, "batch", "tokens", "3"));

    /// <summary>A folder with files, each text or bytes.</summary>
    public static string Folder(params (string Name, object Content)[] files)
    {
        var folder = Scratch.NewFolder();
        foreach (var (name, content) in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, name))!);
            if (content is byte[] bytes) File.WriteAllBytes(Path.Combine(folder, name), bytes);
            else File.WriteAllText(Path.Combine(folder, name), (string)content);
        }
        return folder;
    }

    /// <summary>Opens the model of a folder; the test is skipped where ONNX Runtime could not be fetched.</summary>
    public static SentenceEmbedder Open(string folder)
    {
        var opened = Embedders.Open(new EmbedderSettings { ModelFolder = folder, Device = new(Devices.DeviceKind.Cpu) });
        if (opened.Embedder is null) Assert.Ignore(opened.Reason!);
        return (SentenceEmbedder)opened.Embedder!;
    }

    /// <summary>The mean of rows of the table, at length 1.</summary>
    public static float[] Mean(params int[] ids)
    {
        var sum = new double[Components];
        foreach (var id in ids)
            for (var i = 0; i < Components; i++) sum[i] += Table[id * Components + i];
        var length = Math.Sqrt(sum.Sum(x => x * x));
        return [.. sum.Select(x => (float)(x / length))];
    }
}
