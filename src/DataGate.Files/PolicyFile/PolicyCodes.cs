using System.Collections.Immutable;

namespace DataGate.Files.PolicyFile;

/// <summary>A code of the <c>DG00</c> family, and what it stands for in a few words.</summary>
public sealed record PolicyCode(string Code, string Title);

/// <summary>Every code that reading a policy can give. Codes are never reused.</summary>
public static class PolicyCodes
{
    /// <summary>The file can't be read, or isn't YAML that a policy may be made of.</summary>
    public const string Unreadable = "DG0001";

    public const string UnknownKey = "DG0002";

    public const string DuplicateKey = "DG0003";

    /// <summary>A type, number, percentage, date, pattern or word that the key doesn't take.</summary>
    public const string WrongValue = "DG0004";

    public const string Missing = "DG0005";

    /// <summary>A bound on the wrong side, or a form of bound that doesn't fit the metric.</summary>
    public const string WrongBound = "DG0006";

    public const string NotYet = "DG0007";

    /// <summary>A base that <c>extends</c> names is missing, outside the repository, or leads back to itself.</summary>
    public const string Extends = "DG0008";

    /// <summary>Size, depth, or expanded aliases beyond what a policy may have.</summary>
    public const string Limit = "DG0009";

    /// <summary>A budget rests on a key that the dataset doesn't declare: label, origin, reference, created, generation, id, parent.</summary>
    public const string Undeclared = "DG0010";

    /// <summary>Nothing is found where <c>policies</c> looks.</summary>
    public const string NoPolicies = "DG0011";

    /// <summary>In the order of the codes.</summary>
    public static ImmutableArray<PolicyCode> All { get; } =
    [
        new(Unreadable, "The policy can't be read"),
        new(UnknownKey, "Unknown key"),
        new(DuplicateKey, "Duplicate key"),
        new(WrongValue, "Wrong value"),
        new(Missing, "Required key missing"),
        new(WrongBound, "Bound doesn't fit the metric"),
        new(NotYet, "Not available yet"),
        new(Extends, "Base policy can't be used"),
        new(Limit, "Policy beyond a limit"),
        new(Undeclared, "Budget without what it rests on"),
        new(NoPolicies, "No policy where 'policies' looks"),
    ];
}
