using System.Collections.Immutable;

namespace DataGate.Files.Changes;

/// <summary>Codes of what a change does to the gate that judges it. Codes are never reused.</summary>
public static class ChangeCodes
{
    public const string PolicyLoosened = "DG0040";
    public const string PolicyTightened = "DG0041";
    public const string AnchorChanged = "DG0042";
    public const string Uncovered = "DG0043";
    public const string NewPolicy = "DG0044";

    /// <summary>Every code with its title, in order.</summary>
    public static ImmutableArray<(string Code, string Title)> All { get; } =
    [
        (PolicyLoosened, "The change loosens the policy, or alters what it judges"),
        (PolicyTightened, "The change tightens the policy"),
        (AnchorChanged, "The change alters what the data is measured by"),
        (Uncovered, "The change adds data that no dataset covers"),
        (NewPolicy, "The policy is new"),
    ];
}
