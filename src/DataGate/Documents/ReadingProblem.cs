namespace DataGate.Documents;

/// <summary>What can be wrong with one line or record of a file. The rest of the file is read all the same.</summary>
public enum ReadingProblemKind
{
    /// <summary>The line is not JSON, or not an object.</summary>
    Malformed,

    /// <summary>The file ends within a record.</summary>
    Truncated,

    /// <summary>Bytes that are not UTF-8, or an escape that is half a surrogate pair.</summary>
    InvalidUtf8,

    /// <summary>A key stands twice in one object; the last one counts.</summary>
    DuplicateKey,

    /// <summary>The record lacks the text field, or it is null.</summary>
    MissingText,

    /// <summary>The text field is not a string.</summary>
    NotText,

    /// <summary>The text is empty or white space.</summary>
    EmptyText,

    /// <summary>The line is longer than the limit.</summary>
    LineTooLong,

    /// <summary>The record nests deeper than the limit.</summary>
    TooDeep,

    /// <summary>A field that the policy uses has a value that it can't be: a generation that is no whole number, a date that is none.</summary>
    UnusableValue,

    /// <summary>The file or the rest of it can't be read: permission, a broken archive, a vanished file.</summary>
    Unreadable,

    /// <summary>The file is written otherwise than its format says, in a way that could be told: how it was read.</summary>
    Dialect,

    /// <summary>What reads such a file isn't on this machine, with what mends that.</summary>
    NoLibrary,
}

/// <param name="Kind">What is wrong.</param>
/// <param name="Place">Where: the record's line, with the column of the fault where it is known.</param>
/// <param name="Detail">A short text for a person, built from the file's content where that helps; not escaped. At most 200 characters.</param>
public readonly record struct ReadingProblem(ReadingProblemKind Kind, Place Place, string Detail);
