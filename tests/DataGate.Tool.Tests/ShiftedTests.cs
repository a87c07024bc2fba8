namespace DataGate.Tool.Tests;

/// <summary>More diverse than the reference, and shifted: from data to the report.</summary>
public sealed class ShiftedTests
{
    /// <summary>Whichever side of the diversity is bounded by the reference, far above the reference is far above it.</summary>
    [TestCase("distinct-2: { min: 0.9 x reference }")]
    [TestCase("distinct-2: { min: 0.01, max: 1.1 x reference }")]
    [TestCase("self-bleu-2: { min: 0.9 x reference, max: 0.99 }")]
    [TestCase("self-bleu-2: { max: 1.1 x reference }")]
    public void More_diverse_and_far_away_is_a_finding_whichever_bound_is_relative(string diversity)
    {
        var text = Check(diversity, "token-js: { max: null + 0.02 }");
        if (diversity.Contains(',', StringComparison.Ordinal)) Assert.That(text, Does.Contain("More diverse than allowed isn't better"));
        Assert.That(text, Does.Contain($"DG1090: The data is more diverse than its reference ({diversity.Split(':')[0]}) and has moved away from it (token-js)"));
    }

    [Test]
    public void Lost_words_alone_are_no_shift()
    {
        var text = Check("distinct-2: { min: 0.9 x reference }", "rare-retention: { min: 90% }");
        Assert.That(text, Does.Contain("rare-retention").And.Contain("error").And.Not.Contain("DG1090"));
    }

    private static string Check(string diversity, string divergence)
    {
        using var folder = new Folder();
        folder.Write("reference.jsonl", string.Concat(Enumerable.Range(0, 120).Select(i => $"{{\"text\": \"where is my {(char)('a' + (i % 12))}{i / 40} or my {(char)('a' + (i / 12))}\"}}\n")))
            .Write("data.jsonl", string.Concat(Enumerable.Range(0, 120).Select(i => $"{{\"text\": \"item{i} of lot{i} is at shelf{i}\"}}\n")))
            .Write("datagate.yaml", $$"""
                version: 1
                datasets:
                  d:
                    files: [data.jsonl]
                    text: text
                    reference: { files: [reference.jsonl] }
                    diversity: { {{diversity}} }
                    divergence: { {{divergence}} }

                """);
        var run = Tool.Run(folder.Path, "check");
        Assert.That(run.Exit, Is.EqualTo(1), run.Out + run.Error);
        return run.Out;
    }
}
