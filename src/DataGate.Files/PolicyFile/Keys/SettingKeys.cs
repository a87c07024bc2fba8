using System.Collections.Immutable;
using DataGate.Policies;
using DataGate.Text;

namespace DataGate.Files.PolicyFile.Keys;

/// <summary>Settings that may stand under <c>defaults</c>, on a dataset, or on one budget: the nearest counts.</summary>
internal static class SettingKeys
{
    public static readonly Key<Severity> Severity = new("severity", ChoiceScalars.Severity, "What a violation is worth. Default: error.");

    public static readonly Key<Severity> NotJudged = new(
        "not-judged", ChoiceScalars.Severity, "What a budget written here is worth when it can't be judged. Default: error.");

    public static readonly Key<int> MinRecords = new(
        "min-records", NumberScalars.Whole(0), "With fewer records sampled measures aren't judged; counted ones always are. Default: 100.");

    public static readonly Key<string> Owner = new(
        "owner", TextScalars.Text("who answers for the numbers"), "Who answers for the numbers; stands in every finding. Default: nobody.");

    public static readonly Key<double> FalseAlarm = new(
        "false-alarm", NumberScalars.Share, "The chance that a check of data like the reference turns red, all relative budgets together. Default: 1%.");

    public static readonly Key<int> Sample = new(
        "sample", NumberScalars.Records, "Records for pair-heavy measures and for evidence: a number, or all. Default: 20000.");

    public static readonly Key<int> EmbedSample = new(
        "embed-sample", NumberScalars.Records, "Records that models read, to embed or to score them: a number, or all. Default: 4000.");

    public static readonly Key<ulong> Seed = new("seed", NumberScalars.Seed, "Of every hash and every draw. Default: 20250101.");

    public static readonly Key<Words> Words = new("words", ChoiceScalars.Words, "How text is split into words. Default: unicode.");

    public static readonly Key<long> Memory = new(
        "memory", NumberScalars.Size, "What the sketches may take together; beyond it exact counts become bounded-error ones. Default: 1GB.");

    /// <summary>Where the whole policy's settings stand.</summary>
    public static readonly MapShape Defaults = new(
        "defaults", "the defaults", Severity, NotJudged, FalseAlarm, MinRecords, Sample, EmbedSample, Seed, Words, Memory, Owner);

    /// <summary>The same on a dataset or on one budget.</summary>
    public static ImmutableArray<PolicyKey> Overrides { get; } =
    [
        Owner, Severity, NotJudged, MinRecords,
        .. ((PolicyKey[])[FalseAlarm, Sample, EmbedSample, Seed, Words, Memory]).Select(k => Availability.Later(k.Name, k.Shape, "The default's own meaning, here alone.")),
    ];
}
