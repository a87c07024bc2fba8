using DataGate.TestSupport;

namespace DataGate.Tool.Tests;

/// <summary>A repository with a human dataset, and rows that pull requests may add to it.</summary>
internal static class ChangedSet
{
    private static readonly string[] s_openings = ["i want", "i need", "can you", "would you", "please", "how do i", "show me where to", "is there a way to", "help me", "tell me how to"];

    private static readonly string[] s_verbs = ["find", "cancel", "renew", "pay", "move", "check", "replace", "report", "order", "close", "open", "raise", "lower", "share", "print", "sign", "track", "send", "split", "freeze"];

    private static readonly string[] s_nouns =
    [
        "card", "bill", "phone", "ticket", "loan", "book", "flight", "room", "table", "car", "key", "pin", "rate", "score", "limit", "note", "song", "alarm", "list", "recipe",
        "tax form", "gas bill", "passport", "visa", "luggage", "insurance", "payment", "account", "statement", "balance", "transfer", "deposit", "password", "lease", "gift card",
    ];

    private static readonly string[] s_ends = ["", " today", " for my mother", " before friday", " in paris", " by mail", " once more", " without a fee", " on my phone", " at the desk", " as soon as you can", " since it was late"];

    /// <summary>Rows that hardly repeat each other; the same for the same seed.</summary>
    public static string[] Varied(int count, int seed, string source = "human")
    {
        var random = new Random(seed);
        string Any(string[] words) => words[random.Next(words.Length)];
        return [.. Enumerable.Range(0, count).Select(_ => Row($"{Any(s_openings)} {Any(s_verbs)} the {Any(s_nouns)} and {Any(s_verbs)} my {Any(s_nouns)}{Any(s_ends)}", source))];
    }

    /// <summary>Rows of 20 templates.</summary>
    public static string[] Templates(int count, string source = "model-a")
    {
        var random = new Random(5);
        return
        [
            .. Enumerable.Range(0, count).Select(i => Row(
                $"{s_openings[i % 10]} know {(i % 20 < 10 ? "how" : "where")} my {s_nouns[random.Next(10)]} can be found in the {s_nouns[10 + random.Next(10)]}", source)),
        ];
    }

    public static string Text(IEnumerable<string> rows) => string.Concat(rows.Select(row => row + "\n"));

    private static string Row(string text, string source) => $"{{\"text\": \"{text}\", \"source\": \"{source}\"}}";

    /// <summary>The dataset, committed, in two files.</summary>
    /// <param name="more">Lines of the dataset's policy, each with its indentation.</param>
    /// <param name="records">Its records.</param>
    public static GitFolder Committed(string more = "", int records = 2_000)
    {
        var rows = Varied(records, seed: 1);
        var folder = new GitFolder().Write("datagate.yaml", "version: 1\ndatasets:\n  intents:\n    files: [\"data/**/*.jsonl\"]\n    text: text\n" + more)
            .Write("data/a.jsonl", Text(rows[..(records / 2)])).Write("data/b.jsonl", Text(rows[(records / 2)..]));
        folder.Commit();
        return folder;
    }

    public static GitFolder Append(this GitFolder folder, string name, IEnumerable<string> rows)
    {
        File.AppendAllText(folder.At(name), Text(rows));
        return folder;
    }
}
