using DataGate.Files.Judging;

namespace DataGate.Files.PolicyFile.Keys;

/// <summary>The language model that judges.</summary>
internal static class JudgeKeys
{
    public static readonly Key<string> Endpoint = new(
        "endpoint",
        new ScalarShape<string>(
            "an https address such as https://host/v1", () => SchemaParts.Text("^https?://"),
            node => JudgeAccess.Misfit(node.Text) is { } misfit ? Parsed<string>.Wrong(misfit) : node.Text),
        "An OpenAI-compatible endpoint, https; http for this machine alone.") { Required = true };

    public static readonly Key<string> Model = new("model", TextScalars.Text("a model's name"), "The model that judges.") { Required = true };

    public static readonly Key<int> Sample = new("sample", NumberScalars.Whole(10), "Records that it is asked about at most, for each measure and slice. Default: 200.");

    public static readonly PolicyKey Judge = new(
        "judge",
        new ChoiceShape(ChoiceScalars.Off, new MapShape("judge", "'judge'", Endpoint, Model, Sample)),
        "A language model that judges; only used when the command line allows its host. Default: off.");
}
