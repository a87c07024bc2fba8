using System.Collections.Immutable;
using DataGate.Metrics.Embeddings;
using DataGate.Metrics.Judging;
using DataGate.Metrics.Language;
using DataGate.Policies;
using DataGate.Scanning;
using DataGate.Verdicts.History;

namespace DataGate.Verdicts;

/// <summary>A file that was read.</summary>
/// <param name="Identity">The same for the same file, whatever name leads to it.</param>
/// <param name="Display">As the person who runs the check would name it.</param>
public sealed record Source(string Identity, string Display);

/// <summary>All that judging a dataset takes.</summary>
/// <param name="Plan">What was to be gathered.</param>
/// <param name="Data">What was.</param>
/// <param name="Reference">The same of the reference; null: there are no reference files.</param>
/// <param name="Unmatched">Globs of the policy that match no file.</param>
public sealed record DatasetInput(DatasetPlan Plan, ScanOutcome Data, ScanOutcome? Reference, ImmutableArray<FileGlob> Unmatched)
{
    /// <summary>What a change did to the data; null: no change is judged.</summary>
    public Change? Change { get; init; }

    /// <summary>The baseline that numbers are compared with; null: no budget asks for it.</summary>
    public CommittedBaseline? Baseline { get; init; }

    /// <summary>What is to be told of the files of its splits. Default: it has none.</summary>
    public SplitFiles Splits { get; init; } = SplitFiles.None;

    /// <summary>Files of it that stand in its reference too. Default: none.</summary>
    public SharedFiles Shared { get; init; } = SharedFiles.None;

    /// <summary>When the reference's files were last committed; null: nobody asked.</summary>
    public LastCommit? ReferenceCommit { get; init; }

    /// <summary>Paths that a glob could have matched and that were not read, each with why (a clause).</summary>
    public ImmutableArray<(string Path, string Why)> Refused { get; init; } = [];

    /// <summary>Series of its files, and of its reference's, that don't add up. Default: none.</summary>
    public ImmutableArray<ShardFault> ShardFaults { get; init; } = [];

    /// <summary>The files that were read; only unions ask for them. Default: not told.</summary>
    public ImmutableArray<Source> Sources { get; init; } = [];

    /// <summary>The language model that judges; null: see <see cref="NoJudge"/>.</summary>
    public IJudge? Judge { get; init; }

    /// <summary>Embeds the texts of a check; shared by its datasets. Default: none, there is no model.</summary>
    public TextEmbeddings Embeddings { get; init; } = TextEmbeddings.None("there is no embedding model");

    /// <summary>Has the policy's language model score the texts of a check; shared by its datasets. Null: it names none.</summary>
    public TextPerplexities? Perplexities { get; init; }

    /// <summary>Why there is no judge: a clause.</summary>
    public string NoJudge { get; init; } = "the policy names no judge";
}
