namespace DataGate.Files.PolicyFile.Yaml;

/// <summary>How large a policy may be. Far above what a person writes, far below what hurts.</summary>
internal static class YamlLimits
{
    /// <summary>Bytes of one file.</summary>
    public const int FileBytes = 1 << 20;

    /// <summary>Maps and lists inside each other.</summary>
    public const int Depth = 64;

    /// <summary>Nodes of a policy, each alias counted as often as it is used.</summary>
    public const int Nodes = 100_000;

    /// <summary>Files that extend each other in one chain.</summary>
    public const int Extends = 16;

    /// <summary>Files that one policy is made of.</summary>
    public const int Files = 100;
}
