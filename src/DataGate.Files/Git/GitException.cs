namespace DataGate.Files.Git;

/// <summary>A revision can't be read.</summary>
/// <param name="code">One of <see cref="GitCodes"/>.</param>
/// <param name="message">What was asked for, why it can't be had, what to do. May hold names from outside; not escaped.</param>
public sealed class GitException(string code, string message) : Exception(message)
{
    public string Code => code;

    /// <summary>Whether another command line would do: the revision or the folder is wrong, not the machine or the clone.</summary>
    public bool IsUsage => code is GitCodes.NoRepository or GitCodes.UnknownRevision;
}
