using DataGate.Files.Git;
using DataGate.Policies;
using DataGate.Verdicts;

namespace DataGate.Files.Datasets;

/// <summary>Finds out when the files of a reference were last committed.</summary>
/// <param name="reference">The reference, no slice.</param>
/// <param name="options">Finds files and repositories.</param>
internal sealed class ReferenceCommit(ReferencePolicy reference, SourceOptions options)
{
    private const int SecondsOfDay = 86_400;

    /// <param name="set">Its files.</param>
    public LastCommit Find(FileSet set)
    {
        try
        {
            var repository = options.Repository(set.Folder);
            var revision = reference.Revision is { } named ? repository.Resolve(named) : null;
            var paths = revision is null
                ? GlobResolver.Resolve(set, options.Fence, options.BaseDirectory).Files.Select(file => repository.PathOf(file.FullPath)).OfType<string>()
                : RevisionFiles.Find(set, repository, revision).Files.Select(file => file.Path);
            return repository.LastCommitted(paths, revision) is { } seconds
                ? new LastCommit((int)Math.Clamp(Math.Floor((double)seconds / SecondsOfDay), int.MinValue / 2, int.MaxValue / 2), "")
                : new LastCommit(null, "none of its files was ever committed");
        }
        catch (GitException e)
        {
            return new LastCommit(null, e.Code switch
            {
                GitCodes.NoGit => "there is no git to say when its files were committed",
                GitCodes.NoRepository => "its files are in no git repository that could say when they were committed",
                _ => e.Message,
            });
        }
    }
}
