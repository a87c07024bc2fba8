using DataGate.Policies;

namespace DataGate.Files.PolicyFile.Yaml;

/// <summary>A policy file.</summary>
/// <param name="FullPath">Absolute, as it was named.</param>
/// <param name="Shown">As the person who runs the check would name it.</param>
/// <param name="Files">Where it is read from.</param>
internal sealed record PolicySource(string FullPath, string Shown, PolicyFiles Files)
{
    /// <summary>What relative paths in the file are relative to.</summary>
    public string Folder => Path.GetDirectoryName(FullPath) ?? FullPath;

    public PolicyPlace Start => At(1, 1);

    public PolicyPlace At(long line, long column) => new(Shown, (int)line, (int)column);
}
