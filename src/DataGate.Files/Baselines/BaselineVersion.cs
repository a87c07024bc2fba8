using System.Collections.Immutable;
using System.Globalization;
using DataGate.Files.Git;
using DataGate.Verdicts.History;

namespace DataGate.Files.Baselines;

/// <summary>A baseline as it once stood.</summary>
/// <param name="Name">The commit, shortened; or what it is called that isn't committed.</param>
/// <param name="Day">When it was committed, in UTC.</param>
/// <param name="Found">What it says; or why it can't be read.</param>
public sealed record BaselineVersion(string Name, DateOnly Day, CommittedBaseline Found);

/// <summary>The versions of a baseline that a repository remembers.</summary>
/// <param name="Versions">Oldest first.</param>
/// <param name="Remark">Why there may have been more: a sentence; null: these are all.</param>
public sealed record BaselineVersions(ImmutableArray<BaselineVersion> Versions, string? Remark)
{
    /// <summary>How a version that isn't committed is called.</summary>
    public const string WorkTree = "work tree";

    private const int Shortened = 9;

    /// <summary>Reads a policy's baseline as it stands, and as the commits up to HEAD had it.</summary>
    /// <param name="policy">The policy's full path.</param>
    /// <param name="baseDirectory">Paths are shown relative to it.</param>
    /// <param name="today">The day of what isn't committed.</param>
    /// <param name="most">Versions at most, the newest.</param>
    public static BaselineVersions Read(string policy, string baseDirectory, DateOnly today, int most)
    {
        var now = BaselineFile.Read(policy, PolicyFile.PolicyFiles.OnDisk, baseDirectory);
        BaselineVersion[] current = now.Found is null && now.WhyNot is null ? [] : [new BaselineVersion(WorkTree, today, now)];
        GitRepository repository;
        try
        {
            repository = GitRepository.Open(Path.GetDirectoryName(policy)!);
        }
        catch (GitException e)
        {
            return new BaselineVersions([.. current], e.Code == GitCodes.NoRepository
                ? "The policy is in no git repository: only the baseline as it stands is there to show." : $"Older baselines can't be read: {e.Message}.");
        }
        var file = BaselineFile.PathOf(policy);
        if (repository.PathOf(file) is not { } path) return new BaselineVersions([.. current], null);
        var commits = repository.Log(path, most + 1);
        var versions = ImmutableArray.CreateBuilder<BaselineVersion>();
        using (var blobs = new GitBlobs(repository))
        {
            foreach (var (commit, seconds) in commits.Take(most).Reverse()) versions.Add(Version(blobs, commit, seconds, path));
        }
        // What stands in the work tree is a version of its own where it says something else.
        if (versions.Count == 0 || current.Length == 0 || !IsSame(versions[^1].Found, now)) versions.AddRange(current);
        return new BaselineVersions(versions.ToImmutable(), commits.Count > most
            ? string.Create(CultureInfo.InvariantCulture, $"These are the newest {most} versions; --limit shows more.")
            : repository.IsShallow ? "This clone is shallow: older baselines aren't in it. 'git fetch --unshallow' fetches them." : null);
    }

    private static BaselineVersion Version(GitBlobs blobs, string commit, long seconds, string path)
    {
        var name = commit[..Math.Min(Shortened, commit.Length)];
        var day = DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeSeconds(seconds).UtcDateTime);
        using var content = new MemoryStream();
        blobs.CopyTo($"{commit}:{path}", $"{name}:{path}", content);
        content.Position = 0;
        return new BaselineVersion(name, day, BaselineFile.Read(content, $"@{name}/{path}"));
    }

    private static bool IsSame(CommittedBaseline one, CommittedBaseline other) =>
        one.Found is { } a && other.Found is { } b && a.Conditions == b.Conditions && a.Lines.SequenceEqual(b.Lines);
}
