using DataGate.Policies;
using DataGate.Scanning;

namespace DataGate.Files.Datasets;

/// <summary>What the origin rules by file say of each file.</summary>
internal sealed class FileOrigins
{
    private readonly HashSet<string> _human = new(StringComparer.Ordinal);
    private readonly HashSet<string> _synthetic = new(StringComparer.Ordinal);

    public FileOrigins(Origin? origin, Func<FileSet, ResolvedFiles> resolve)
    {
        if (origin?.HumanFiles is { } human) _human.UnionWith(resolve(human).Files.Select(file => file.FullPath));
        if (origin?.SyntheticFiles is { } synthetic) _synthetic.UnionWith(resolve(synthetic).Files.Select(file => file.FullPath));
    }

    public static FileOrigins None { get; } = new(null, _ => throw new InvalidOperationException());

    public FileOrigin Of(string path) =>
        (_human.Contains(path) ? FileOrigin.Human : FileOrigin.None) | (_synthetic.Contains(path) ? FileOrigin.Synthetic : FileOrigin.None);
}
