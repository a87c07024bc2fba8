using DataGate.Onnx.Models;
using static DataGate.Onnx.Tests.OnnxBytes;

namespace DataGate.Onnx.Tests;

/// <summary>Encoders of one's own: what they give, what they may ask for, and what is said of those that don't fit.</summary>
public sealed class ModelFolderTests
{
    private const float Within = 1e-6f;

    [Test]
    public void A_WordPiece_encoder_of_token_embeddings_gives_their_mean()
    {
        using var embedder = OwnModel.Open(OwnModel.Folder(("model.onnx", OwnModel.Tokens), ("vocab.txt", OwnModel.Vocabulary)));
        var embeddings = embedder.Embed(["Hello worlds!", "hello 猫", ""]);
        Assert.Multiple(() =>
        {
            Assert.That(embedder.Dimensions, Is.EqualTo(OwnModel.Components));
            Assert.That(embeddings[0].Vector.ToArray(), Is.EqualTo(OwnModel.Mean(2, 4, 5, 6, 7, 3)).Within(Within));
            Assert.That((embeddings[0].Tokens, embeddings[0].UnknownTokens), Is.EqualTo((4, 0)));
            Assert.That(embeddings[1].Vector.ToArray(), Is.EqualTo(OwnModel.Mean(2, 4, 1, 3)).Within(Within));
            Assert.That((embeddings[1].Tokens, embeddings[1].UnknownTokens), Is.EqualTo((2, 1)));
            Assert.That(embeddings[2].Vector.ToArray(), Is.EqualTo(OwnModel.Mean(2, 3)).Within(Within));
        });
    }

    [Test]
    public void A_Unigram_encoder_of_texts_is_taken_as_it_is()
    {
        using var embedder = OwnModel.Open(OwnModel.Folder(("model.onnx", OwnModel.Sentence), ("tokenizer.json", OwnModel.Unigram)));
        var embedding = embedder.Embed(["hello worlds ?"])[0];
        Assert.That(embedding.Vector.ToArray(), Is.EqualTo(OwnModel.Mean(2, 6, 7, 8, 3, 0, 1)).Within(Within));
        Assert.That((embedding.Tokens, embedding.UnknownTokens), Is.EqualTo((6, 1)));
    }

    /// <summary>To open a pipe waits for whoever writes to it.</summary>
    [TestCase("model.onnx")]
    [TestCase("vocab.txt")]
    [TestCase("datagate.json")]
    [Platform("Linux")]
    public void A_pipe_among_its_files_is_told_and_not_opened(string name)
    {
        var folder = OwnModel.Folder(("model.onnx", OwnModel.Tokens), ("vocab.txt", OwnModel.Vocabulary), ("datagate.json", "{}"));
        File.Delete(Path.Combine(folder, name));
        using (var make = System.Diagnostics.Process.Start("mkfifo", [Path.Combine(folder, name)])) make.WaitForExit();
        var read = Task.Run(() => Assert.Throws<EmbeddingException>(() => ModelFolder.Read(folder)));
        Assert.That(read.Wait(TimeSpan.FromSeconds(20)), Is.True, "it waits for the pipe");
        Assert.That(read.Result!.Message, Does.Contain(name).And.Contain("it is empty, or no file but a pipe, a socket or a device"));
    }

    [Test]
    public void Settings_name_prefix_pooling_and_length()
    {
        using var embedder = OwnModel.Open(OwnModel.Folder(
            ("model.onnx", OwnModel.Tokens), ("vocab.txt", OwnModel.Vocabulary), ("datagate.json", """{ "prefix": "query: ", "pooling": "first", "max-length": 4 }""")));
        // Of query : | hello ! the first token of each piece is [CLS].
        var embedding = embedder.Embed(["hello!"])[0];
        Assert.That(embedding.Vector.ToArray(), Is.EqualTo(OwnModel.Mean(2)).Within(Within));
        Assert.That(embedding.Tokens, Is.EqualTo(4));
    }

    /// <summary>Texts are read together only where none is moved by another; each has the bits that it has by itself in any case.</summary>
    [TestCase("any", true)]
    [TestCase("1", false)]
    [TestCase("mixing", false)]
    [TestCase("unknown words", false)]
    public void Texts_are_read_together_where_none_moves_another(string kind, bool isBatching)
    {
        var model = kind is "mixing" ? OwnModel.Mixing : OwnModel.AtOnce(kind is "1" ? "1" : "any");
        using var embedder = OwnModel.Open(OwnModel.Folder(("model.onnx", model), ("vocab.txt", kind is "unknown words" ? OwnModel.Vocabulary : OwnModel.English)));
        string[] texts = ["the fox", "quick dog", "hello", "over and", "the quick fox", "", "word", "dog and fox"];
        var together = embedder.Embed(texts);
        Assert.That(embedder.IsBatching, Is.EqualTo(isBatching));
        Assert.That(together.Select(embedding => embedding.Vector.ToArray()), Is.EqualTo(texts.Select(text => embedder.Embed([text])[0].Vector.ToArray())));
    }

    [Test]
    public void A_long_text_is_cut_at_the_length_that_the_files_name()
    {
        using var embedder = OwnModel.Open(OwnModel.Folder(
            ("model.onnx", OwnModel.Tokens), ("vocab.txt", OwnModel.Vocabulary), ("sentence_bert_config.json", """{ "max_seq_length": 4 }""")));
        var (first, second) = (OwnModel.Mean(2, 4, 5, 3), OwnModel.Mean(2, 7, 3));
        var sum = first.Zip(second).Select(pair => 2.0 * pair.First + pair.Second).ToArray();
        var length = Math.Sqrt(sum.Sum(x => x * x));
        // Three tokens in two pieces: the shorter one first.
        var text = embedder.Embed(["! hello world"])[0];
        Assert.That(text.Vector.ToArray(), Is.EqualTo(sum.Select(x => (float)(x / length))).Within(Within));
    }

    [Test]
    public void Data_in_a_file_beside_the_model_is_read()
    {
        var bytes = System.Runtime.InteropServices.MemoryMarshal.AsBytes(OwnModel.Table.AsSpan()).ToArray();
        using var embedder = OwnModel.Open(OwnModel.Folder(("model.onnx", OwnModel.Split("table.bin")), ("table.bin", bytes), ("vocab.txt", OwnModel.Vocabulary)));
        Assert.That(embedder.Embed(["hello"])[0].Vector.ToArray(), Is.EqualTo(OwnModel.Mean(2, 4, 3)).Within(Within));
    }

    [TestCase("../table.bin")]
    [TestCase("/etc/hostname")]
    [TestCase("folder/table.bin")]
    [TestCase("..")]
    [TestCase(".hidden")]
    [TestCase("*/_ORT_MEM_ADDR_/*")]
    [TestCase("table.bin\0.txt")]
    [TestCase("C:table.bin")]
    [TestCase("")]
    [TestCase(null)]
    public void Data_elsewhere_is_refused(string? location) =>
        Refused(OwnModel.Folder(("model.onnx", OwnModel.Split(location)), ("vocab.txt", OwnModel.Vocabulary)), "refused");

    [Test]
    public void Data_that_is_marked_only_by_its_place_is_refused_too() => Refused(
        OwnModel.Folder(("model.onnx", Model(Input("x", OfLongs, "n", "m"), Outside("table", [1], "../x", isMarked: false), Output("y", Float, "n"))), ("vocab.txt", OwnModel.Vocabulary)), "refused");

    [Test]
    public void Data_elsewhere_is_found_inside_of_inner_graphs()
    {
        var inner = Node("If", ["c"], "y", attributes: Graph("then_branch", Node("If", ["c"], "z", attributes: Graph("else_branch", Outside("t", [1], "../x")))));
        Refused(OwnModel.Folder(("model.onnx", Model(inner)), ("vocab.txt", OwnModel.Vocabulary)), "refused");
    }

    [Test]
    public void Operators_of_a_models_own_are_refused() =>
        Refused(OwnModel.Folder(("model.onnx", Model(Node("Evil", ["x"], "y", domain: "my.domain"))), ("vocab.txt", OwnModel.Vocabulary)), "my.domain");

    [Test]
    public void Operators_that_the_model_defines_by_others_are_not()
    {
        var function = Bytes(25, Join(Utf8(1, "Twice"), Utf8(4, "a"), Utf8(5, "b"), Bytes(7, Join(Utf8(1, "a"), Utf8(1, "a"), Utf8(2, "b"), Utf8(4, "Add"))), Bytes(9, Join(Utf8(1, ""), Number(2, 17))), Utf8(10, "my.domain")));
        var facts = Examining.OnnxExaminer.Examine(Model([function], [Node("Twice", ["x"], "y", domain: "my.domain")]));
        Assert.That(Examining.ModelRefusal.Of(facts), Is.Null);
    }

    [Test]
    public void What_was_compiled_for_a_device_is_refused() =>
        Refused(OwnModel.Folder(("model.onnx", Model(Node("EPContext", ["x"], "y", domain: "com.microsoft"))), ("vocab.txt", OwnModel.Vocabulary)), "compiled");

    [Test]
    public void Graphs_nested_without_end_are_refused()
    {
        var graph = Node("Identity", ["a"], "b");
        for (var i = 0; i < 40; i++) graph = Node("If", ["c"], "y", attributes: Graph("then_branch", graph));
        Refused(OwnModel.Folder(("model.onnx", Model(graph)), ("vocab.txt", OwnModel.Vocabulary)), "nested");
    }

    [Test]
    public void A_model_cut_off_anywhere_is_told_in_words()
    {
        var model = OwnModel.Split("table.bin");
        for (var length = 0; length < model.Length; length++)
        {
            var folder = OwnModel.Folder(("model.onnx", model[..length]), ("vocab.txt", OwnModel.Vocabulary));
            Assert.That(() => ModelFolder.Read(folder), Throws.TypeOf<EmbeddingException>(), $"{length} bytes");
        }
    }

    [Test]
    public void Files_that_lack_are_named()
    {
        Refused(Path.Combine(Scratch.Folder, "nowhere"), "there is no folder");
        Refused(OwnModel.Folder(), "there is no model.onnx");
        Refused(OwnModel.Folder(("model.onnx", OwnModel.Tokens)), "none of tokenizer.json, vocab.json with merges.txt, vocab.txt and tokenizer.model");
        Refused(OwnModel.Folder(("model.onnx", OwnModel.Split("table.bin")), ("vocab.txt", OwnModel.Vocabulary)), "'table.bin', which is not in");
    }

    [Test]
    public void A_file_that_is_too_large_is_not_read()
    {
        var folder = OwnModel.Folder(("model.onnx", OwnModel.Tokens), ("vocab.txt", ""));
        Grow("vocab.txt", FolderFiles.MaxTextBytes + 1);
        Refused(folder, "too large");
        Grow("model.onnx", FolderFiles.MaxBytes + 1);
        Refused(folder, "too large");

        void Grow(string name, long length)
        {
            using var file = File.OpenWrite(Path.Combine(folder, name));
            file.SetLength(length);
        }
    }

    [Test]
    [Platform(Exclude = "Win")]
    public void A_link_out_of_the_folder_is_refused()
    {
        var elsewhere = OwnModel.Folder(("model.onnx", OwnModel.Tokens));
        var folder = OwnModel.Folder(("vocab.txt", OwnModel.Vocabulary));
        File.CreateSymbolicLink(Path.Combine(folder, "model.onnx"), Path.Combine(elsewhere, "model.onnx"));
        Refused(folder, "link");
    }

    [TestCase("""{ "max-length": 1 }""", "max-length")]
    [TestCase("""{ "max-length": "2" }""", "max-length")]
    [TestCase("""{ "pooling": "max" }""", "pooling")]
    [TestCase("""{ "prefix": 3 }""", "prefix")]
    [TestCase("""{ "maxlength": 3 }""", "maxlength")]
    [TestCase("[]", "datagate.json")]
    [TestCase("{", "datagate.json")]
    public void Wrong_settings_are_told(string settings, string told) =>
        Refused(OwnModel.Folder(("model.onnx", OwnModel.Tokens), ("vocab.txt", OwnModel.Vocabulary), ("datagate.json", settings)), told);

    [Test]
    public void Every_file_is_part_of_the_identity()
    {
        var plain = Hash(("vocab.txt", OwnModel.Vocabulary));
        Assert.Multiple(() =>
        {
            Assert.That(Hash(("vocab.txt", OwnModel.Vocabulary)), Is.EqualTo(plain));
            Assert.That(Hash(("vocab.txt", OwnModel.Vocabulary + "more\n")), Is.Not.EqualTo(plain));
            Assert.That(Hash(("vocab.txt", OwnModel.Vocabulary), ("datagate.json", "{}")), Is.Not.EqualTo(plain));
        });

        static string Hash(params (string, object)[] files) => ModelFolder.Read(OwnModel.Folder([("model.onnx", OwnModel.Tokens), .. files])).Sha256;
    }

    [Test]
    public void A_model_that_is_no_encoder_of_texts_is_told_by_its_ports()
    {
        OwnModel.Open(OwnModel.Folder(("model.onnx", OwnModel.Tokens), ("vocab.txt", OwnModel.Vocabulary))).Dispose();
        Assert.Multiple(() =>
        {
            Opening(Model(Input("pixels", Float, "n", "3"), Node("Identity", ["pixels"], "y"), Output("y", Float, "n", "3")), "pixels: float [any, 3]");
            Opening(Model(Input("ids", OfLongs, "n", "m"), Node("Identity", ["ids"], "y"), Output("y", OfLongs, "n", "m")), "its outputs are y: int64");
            Opening(
                Model(Input("ids", OfLongs, "n", "m"), Floats("t", [11, 1], [.. Enumerable.Range(1, 11)]), Node("Gather", ["t", "ids"], "z"), Node("Squeeze", ["z", "axes"], "y"), Longs("axes", 2), Output("y", Float, "n", "m")),
                "components for one text");
            Opening(
                Model(Input("ids", OfLongs, "n", "m"), Input("noise", OfLongs, "n", "m"), Node("Cast", ["ids"], "y", attributes: Integer("to", 1)), Output("y", Float, "n", "m")), "noise: int64");
            Opening(Model(Input("ids", OfLongs, "n", "m"), Node("NoSuchOperator", ["ids"], "y"), Output("y", Float, "n", "3")), "can't load");
        });

        static void Opening(byte[] model, string told)
        {
            var folder = OwnModel.Folder(("model.onnx", model), ("vocab.txt", OwnModel.Vocabulary));
            Assert.That(() => OwnModel.Open(folder), Throws.TypeOf<EmbeddingException>().With.Message.Contains(told).And.Property("Code").EqualTo("DG0060"));
        }
    }

    [Test]
    public void A_vector_without_direction_is_told()
    {
        var folder = OwnModel.Folder(
            ("model.onnx", Model(Input("ids", OfLongs, "n", "m"), Floats("table", [11, 2], new float[22]), Node("Gather", ["table", "ids"], "y"), Output("y", Float, "n", "m", "2"))), ("vocab.txt", OwnModel.Vocabulary));
        if (!Sessions.SessionFactory.HasRuntime) Assert.Ignore("needs ONNX Runtime");
        Assert.That(() => OwnModel.Open(folder), Throws.TypeOf<EmbeddingException>().With.Message.Contains("length 0"));
    }

    private static void Refused(string folder, string told) =>
        Assert.That(() => ModelFolder.Read(folder), Throws.TypeOf<EmbeddingException>().With.Message.Contains(told).And.Property("Code").EqualTo("DG0060"));
}
