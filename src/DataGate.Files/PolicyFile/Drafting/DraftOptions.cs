using System.Collections.Immutable;
using DataGate.Metrics.Samples;
using DataGate.Text;

namespace DataGate.Files.PolicyFile.Drafting;

/// <summary>What a drafted policy's bounds are measured from.</summary>
public enum DraftAnchor
{
    /// <summary>Reference files, or an older revision: bounds are relative to them.</summary>
    Files,

    /// <summary>The human records of the dataset: bounds are relative to them.</summary>
    HumanSlice,

    /// <summary>The data itself: bounds are what it measures now, at its own size.</summary>
    Itself,
}

/// <summary>What a drafted policy is about.</summary>
public sealed record DraftOptions
{
    /// <summary>The dataset's name.</summary>
    public required string Name { get; init; }

    /// <summary>Globs of its files, relative to the policy.</summary>
    public required ImmutableArray<string> Files { get; init; }

    /// <summary>Splits of the files, by name, each with its globs, relative to the policy. Default: none.</summary>
    public ImmutableArray<(string Name, ImmutableArray<string> Globs)> FileSplits { get; init; } = [];

    public required string Text { get; init; }

    public string? Label { get; init; }

    /// <summary>What the bounds are measured from. Default: reference files.</summary>
    public DraftAnchor Anchor { get; init; }

    /// <summary>Globs of the reference, relative to the policy; empty without reference files.</summary>
    public ImmutableArray<string> Reference { get; init; } = [];

    /// <summary>The revision whose files are the reference; null: it is not one.</summary>
    public string? Revision { get; init; }

    /// <summary>The origin field; null: no origin rule.</summary>
    public string? Origin { get; init; }

    /// <summary>Values of it that mean human.</summary>
    public ImmutableArray<string> Human { get; init; } = ["human"];

    /// <summary>How text is split into words. Default: unicode, which needs no saying.</summary>
    public Words Words { get; init; } = Words.Unicode;

    /// <summary>The folder of the embedding model, relative to the policy; null: the built-in one, which needs no saying.</summary>
    public string? Model { get; init; }

    /// <summary>Measures that no bound could be made for, which is said in their place.</summary>
    public ImmutableArray<Uncalibrated> LeftOut { get; init; } = [];

    /// <summary>The false-alarm rate that the bounds were made for.</summary>
    public required double FalseAlarm { get; init; }

    /// <summary>Random splits that the bounds come from.</summary>
    public required int Splits { get; init; }

    /// <summary>Records of the data.</summary>
    public required long DataRecords { get; init; }

    /// <summary>Records of the reference; without one, of the data.</summary>
    public required long ReferenceRecords { get; init; }
}
