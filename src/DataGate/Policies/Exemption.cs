namespace DataGate.Policies;

/// <summary>A violation that is known and accepted until a day.</summary>
public sealed record Exemption
{
    /// <summary>The slice that an exemption is for which names none.</summary>
    public const string Everything = "all";

    /// <summary>The metric whose violation is accepted; null: any of <see cref="Code"/>.</summary>
    public string? Metric { get; init; }

    /// <summary>The code that is accepted; null: any of <see cref="Metric"/>.</summary>
    public string? Code { get; init; }

    /// <summary>The slice or scope, as findings name it. Default: all.</summary>
    public string Slice { get; init; } = Everything;

    /// <summary>The last day on which it holds.</summary>
    public required DateOnly Until { get; init; }

    /// <summary>Why, for the reader.</summary>
    public required string Reason { get; init; }

    public required PolicyPlace Place { get; init; }
}
