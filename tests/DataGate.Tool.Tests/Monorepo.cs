using System.Globalization;
using DataGate.TestSupport;

namespace DataGate.Tool.Tests;

/// <summary>A repository of several projects, each with a policy that extends a shared base.</summary>
internal static class Monorepo
{
    public const string Base = """
        version: 1
        defaults: { min-records: 20 }
        datasets:
          intents:
            text: text
            origin: { field: source, human: [human], synthetic: ["*"] }
            diversity: { exact-duplicates: { max: 5% } }
            synthetic: { ratio: { max: 70% } }

        """;

    /// <summary>What a project's policy says for itself.</summary>
    public static string Project(string more = "") => "version: 1\nextends: ../../base.yaml\ndatasets:\n  intents:\n    files: [\"data/*.jsonl\"]\n    owner: team\n" + more;

    /// <summary>Three projects, all of which hold; committed.</summary>
    /// <param name="root">The root's own policy; null: there is none.</param>
    public static GitFolder Committed(string? root = null)
    {
        var folder = new GitFolder().Write("base.yaml", Base);
        if (root is not null) folder.Write("datagate.yaml", root);
        folder.Write("projects/ads/datagate.yaml", Project()).Write("projects/ads/data/a.jsonl", Rows("ads", human: 60, synthetic: 40))
            .Write("projects/chat/datagate.yaml", Project("    synthetic: { ratio: { max: 30% } }\n")).Write("projects/chat/data/a.jsonl", Rows("chat", human: 80, synthetic: 20))
            .Write("projects/search/datagate.yaml", Project()).Write("projects/search/data/a.jsonl", Rows("search", human: 40, synthetic: 60));
        folder.Commit();
        return folder;
    }

    /// <summary>Rows of five words each, all different.</summary>
    public static string Rows(string topic, int human, int synthetic, string generator = "model-a") => string.Concat(
        Enumerable.Range(0, human + synthetic).Select(i => string.Create(
            CultureInfo.InvariantCulture, $"{{\"text\": \"{topic} row number {i} here\", \"source\": \"{(i < human ? "human" : generator)}\"}}\n")));

    public static ToolRun Run(GitFolder folder, params string[] args) => Tool.Run(folder.Path, args);
}
