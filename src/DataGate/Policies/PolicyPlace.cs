namespace DataGate.Policies;

/// <summary>A position in a policy file; line and column from 1. File as the person who runs the check would name it.</summary>
public readonly record struct PolicyPlace(string File, int Line, int Column);

/// <summary>What a finding is worth.</summary>
public enum Severity
{
    Off,
    Note,
    Warning,
    Error,
}
