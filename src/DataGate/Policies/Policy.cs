using System.Collections.Immutable;
using DataGate.Documents;
using DataGate.Text;

namespace DataGate.Policies;

/// <summary>A validated policy: everything in it can be carried out.</summary>
public sealed record Policy
{
    /// <summary>The policy file, as the person who runs the check would name it.</summary>
    public required string File { get; init; }

    public required ImmutableArray<DatasetPolicy> Datasets { get; init; }

    /// <summary>Full paths of the policies that are checked with this one, each by its own rules; in order.</summary>
    public ImmutableArray<string> Policies { get; init; } = [];

    /// <summary>The globs that name <see cref="Policies"/>; null: there are none.</summary>
    public FileSet? PolicyFiles { get; init; }

    /// <summary>Budgets over several datasets, of this policy and of <see cref="Policies"/>.</summary>
    public ImmutableArray<UnionPolicy> Unions { get; init; } = [];

    /// <summary>How text is split into words. Default: unicode.</summary>
    public Words Words { get; init; } = Words.Unicode;

    /// <summary>Of every hash and every draw. Default: 20250101.</summary>
    public ulong Seed { get; init; } = 20250101;

    /// <summary>Bytes that the sketches may take together; fixes how many entries are counted exactly. Default: 1 GB.</summary>
    public long Memory { get; init; } = 1L << 30;

    /// <summary>The chance that a check of data like its reference turns red, all relative budgets together. Default: 1%.</summary>
    public double FalseAlarm { get; init; } = 0.01;

    /// <summary>Records kept for pair-heavy measures and for evidence; <see cref="int.MaxValue"/> means all. Default: 20,000.</summary>
    public int Sample { get; init; } = 20_000;

    /// <summary>Default: the built-in model, on the device that is there.</summary>
    public EmbeddingPolicy Embedding { get; init; } = EmbeddingPolicy.Default;

    /// <summary>The model that perplexities are taken by; null: one of the reference's own words.</summary>
    public LanguageModelPolicy? LanguageModel { get; init; }

    /// <summary>Different texts of a set that a model reads at most, to embed or to score them; <see cref="int.MaxValue"/> means all. Default: 4,000.</summary>
    public int EmbedSample { get; init; } = 4_000;

    /// <summary>The language model that judges; null: none.</summary>
    public JudgePolicy? Judge { get; init; }
}

/// <summary>A named set of files and what must hold of it.</summary>
public sealed record DatasetPolicy
{
    public required string Name { get; init; }

    public required PolicyPlace Place { get; init; }

    public required FileSet Files { get; init; }

    /// <summary>Whether a glob that matches nothing and a set without records are fine. Default: false.</summary>
    public bool AllowEmpty { get; init; }

    /// <summary>Reader to use; <c>auto</c> chooses by file name. Default: auto.</summary>
    public string Format { get; init; } = "auto";

    public required TextTemplate Text { get; init; }

    public FieldPath? Label { get; init; }

    public FieldPath? Id { get; init; }

    public FieldPath? Created { get; init; }

    public FieldPath? Parent { get; init; }

    public FieldPath? Generation { get; init; }

    /// <summary>How human and synthetic records are told apart; null: no origin rule applies.</summary>
    public Origin? Origin { get; init; }

    /// <summary>What a violation is worth where a budget that nobody wrote is broken. Default: error.</summary>
    public Severity Severity { get; init; } = Severity.Error;

    /// <summary>Fewer records than this and such a budget isn't judged. Default: 100.</summary>
    public int MinRecords { get; init; } = 100;

    /// <summary>Who answers for the numbers.</summary>
    public string? Owner { get; init; }

    public ReferencePolicy? Reference { get; init; }

    /// <summary>Whether it is the reference of the dataset before it, held against newer records: what a change adds to it is not judged on its own.</summary>
    public bool IsAnchor { get; init; }

    /// <summary>What the set is called in which a dataset's reference is held against newer records.</summary>
    public static string AnchorOf(string dataset) => dataset + " (reference)";

    /// <summary>Whether a name asks for this set: its own does, and that of the dataset whose reference it is.</summary>
    /// <param name="asked">Asked for.</param>
    /// <param name="shown">What this set is called there.</param>
    public bool IsMeantBy(string asked, string shown) => asked == shown || (IsAnchor && shown == AnchorOf(asked));

    public TaxonomyPolicy? Taxonomy { get; init; }

    /// <summary>Parts of the dataset that should share no record; a file belongs to the first that names it.</summary>
    public ImmutableArray<SplitPolicy> Splits { get; init; } = [];

    public ImmutableArray<Bucket> Buckets { get; init; } = [];

    public ImmutableArray<Budget> Budgets { get; init; } = [];

    /// <summary>How numbers are compared with the committed baseline, where a budget doesn't say otherwise; null: they are not.</summary>
    public HistoryPolicy? History { get; init; }

    /// <summary>Violations that are known and accepted until a day.</summary>
    public ImmutableArray<Exemption> Exemptions { get; init; } = [];

    public Reading Reading { get; init; } = new();
}

/// <summary>How a record's origin is known. Human rules are tried before synthetic ones.</summary>
public sealed record Origin
{
    public FieldPath? Field { get; init; }

    public ImmutableArray<ValuePattern> HumanValues { get; init; } = [];

    public ImmutableArray<ValuePattern> SyntheticValues { get; init; } = [];

    /// <summary>Files whose records are human; null: none by file.</summary>
    public FileSet? HumanFiles { get; init; }

    public FileSet? SyntheticFiles { get; init; }

    /// <summary>The field that names the generator; null: the origin field's value.</summary>
    public FieldPath? Generator { get; init; }

    /// <summary>What a record that no rule knows is. Default: an error.</summary>
    public Unlabelled Unlabelled { get; init; }

    public required PolicyPlace Place { get; init; }
}

/// <summary>What a record is taken for when no origin rule matches it.</summary>
public enum Unlabelled
{
    Error,
    Human,
    Synthetic,
}

/// <summary>The reality anchor: files of its own, an older revision, or a slice of the dataset.</summary>
public sealed record ReferencePolicy
{
    /// <summary>Null with a revision: the dataset's own files at it.</summary>
    public FileSet? Files { get; init; }

    /// <summary>The revision of the repository that the files are read at; null: as they stand.</summary>
    public string? Revision { get; init; }

    /// <summary>The files to read, where the dataset's are <paramref name="data"/>; null where a slice is the reference.</summary>
    public FileSet? FilesOver(FileSet data) => Files ?? (Revision is null ? null : data);

    /// <summary>A slice of the dataset itself.</summary>
    public SliceName? Slice { get; init; }

    /// <summary>How old it may be; null: of any age.</summary>
    public MaxAge? MaxAge { get; init; }

    public required PolicyPlace Place { get; init; }
}

/// <summary>A declared taxonomy.</summary>
/// <param name="Field">The field that names a record's leaf.</param>
/// <param name="Leaves">All of its leaves, each once, in the order of their file.</param>
/// <param name="Place">Its key in the policy.</param>
public sealed record TaxonomyPolicy(FieldPath Field, ImmutableArray<string> Leaves, PolicyPlace Place)
{
    /// <summary>The full path of the leaves' file; null: they came from none.</summary>
    public string? File { get; init; }
}

/// <summary>What each fault of a file is worth.</summary>
public sealed record Reading
{
    /// <summary>Default: error.</summary>
    public Severity Malformed { get; init; } = Severity.Error;

    /// <summary>Default: warning.</summary>
    public Severity DuplicateKey { get; init; } = Severity.Warning;

    /// <summary>Default: error.</summary>
    public Severity MissingText { get; init; } = Severity.Error;

    /// <summary>Default: warning.</summary>
    public Severity EmptyText { get; init; } = Severity.Warning;

    /// <summary>Default: error.</summary>
    public Severity MissingShard { get; init; } = Severity.Error;
}

/// <summary>A language model that judges texts, behind an OpenAI-compatible endpoint.</summary>
/// <param name="Endpoint">Its address: https, or http on this machine alone.</param>
/// <param name="Model">The model's name, as the endpoint knows it.</param>
/// <param name="Sample">Records that it is asked about at most, for each measure and slice. Default: 200.</param>
/// <param name="Place">Its key in the policy.</param>
public sealed record JudgePolicy(Uri Endpoint, string Model, int Sample, PolicyPlace Place)
{
    public const int DefaultSample = 200;
}
