namespace DataGate.Files.PolicyFile;

/// <summary>How a policy is read.</summary>
public sealed record PolicyReaderOptions
{
    /// <summary>Relative paths start here, and places name files relative to it. Default: the current directory.</summary>
    public string BaseDirectory { get; init; } = Environment.CurrentDirectory;

    /// <summary>Where the policy's own files are read from. Default: as they stand on disk.</summary>
    public PolicyFiles Files { get; init; } = PolicyFiles.OnDisk;

    /// <summary>Whether bases and data may lie outside the repository. Default: false.</summary>
    public bool AllowOutside { get; init; }
}
