using DataGate.Files.Git;
using DataGate.Policies;
using DataGate.Scanning;

namespace DataGate.Files.Changes;

/// <summary>What the origin rules by file say of the files of a revision.</summary>
internal sealed class RevisionOrigins(Origin? origin, GitRepository repository, GitRevision revision)
{
    private readonly HashSet<string> _human = Paths(origin?.HumanFiles, repository, revision);
    private readonly HashSet<string> _synthetic = Paths(origin?.SyntheticFiles, repository, revision);

    public FileOrigin Of(string path) =>
        (_human.Contains(path) ? FileOrigin.Human : FileOrigin.None) | (_synthetic.Contains(path) ? FileOrigin.Synthetic : FileOrigin.None);

    private static HashSet<string> Paths(FileSet? set, GitRepository repository, GitRevision revision) =>
        set is null ? [] : RevisionFiles.Find(set, repository, revision).Files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
}
