namespace DataGate.Documents;

/// <summary>A part of a dataset that is measured on its own.</summary>
public enum SliceName
{
    All,
    Human,
    Synthetic,
    Added,
    Removed,
    Base,
}

/// <summary>What made a record, as the policy's origin rules see it.</summary>
public enum RecordOrigin
{
    Human,
    Synthetic,
    Unknown,
}

/// <summary>What a ratio is counted in.</summary>
public enum Unit
{
    Records,
    Tokens,

    /// <summary>UTF-8 bytes of the text.</summary>
    Bytes,
}
