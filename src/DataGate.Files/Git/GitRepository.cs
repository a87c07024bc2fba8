using System.Collections.Immutable;
using System.Text;
using DataGate.Files.Paths;

namespace DataGate.Files.Git;

/// <summary>
/// A repository as its object database has it: commits, the files of each, and their content. Nothing is checked out, nothing is written
/// and nothing is fetched; the <c>git</c> that PATH names does the reading.
/// </summary>
public sealed class GitRepository
{
    private const int MaxNameLength = 250, MaxAnswer = 1 << 16;

    private readonly Dictionary<string, ImmutableArray<TreeEntry>> _trees = new(StringComparer.Ordinal);

    /// <summary>What a name stood for when the repository was opened, until it is asked for.</summary>
    private (string Name, string Commit)? _told;

    private GitRepository(string root, string store) => (Root, Store) = (root, store);

    /// <summary>The work tree, absolute and without links.</summary>
    public string Root { get; }

    /// <summary>Where its objects are kept, absolute: <c>.git</c>, or that of the repository that this is a work tree of.</summary>
    public string Store { get; }

    /// <summary>The repository that a folder belongs to.</summary>
    /// <exception cref="GitException">There is none, git refuses it, or there is no git.</exception>
    public static GitRepository Open(string folder) => Open(folder, null);

    /// <summary>The same, where the next question is what a name stands for: git is started once for all of it, where its answer leaves no doubt.</summary>
    /// <param name="folder">Any of the work tree.</param>
    /// <param name="name">What <see cref="Resolve"/> is about to be asked; null: nothing.</param>
    /// <exception cref="GitException">There is none, git refuses it, or there is no git.</exception>
    public static GitRepository Open(string folder, string? name)
    {
        if (name is null || !IsName(name)) return OpenAlone(folder);
        var (exit, answer, _) = Ask(folder, "rev-parse", "--path-format=absolute", "--show-toplevel", "--git-common-dir", name + "^{commit}");
        // A name may stand for several commits, or for none, and a folder's own may hold line breaks.
        return exit == 0 && answer.Split('\n') is [{ Length: > 0 } root, { Length: > 0 } store, var commit] && IsCommit(commit)
            ? new GitRepository(Path.GetFullPath(root), Path.GetFullPath(store)) { _told = (name, commit) }
            : OpenAlone(folder);
    }

    private static GitRepository OpenAlone(string folder)
    {
        var (exit, root, why) = Ask(folder, "rev-parse", "--path-format=absolute", "--show-toplevel");
        if (exit != 0) throw new GitException(GitCodes.NoRepository, $"'{folder}' has no revisions that git can read: {why}");
        var (storeExit, store, storeWhy) = Ask(folder, "rev-parse", "--path-format=absolute", "--git-common-dir");
        if (storeExit != 0) throw new GitException(GitCodes.NoRepository, $"'{folder}' has no revisions that git can read: {storeWhy}");
        return new GitRepository(Path.GetFullPath(root), Path.GetFullPath(store));
    }

    /// <summary>The commit that a name stands for.</summary>
    /// <exception cref="GitException">There is none, or this clone doesn't hold it.</exception>
    public GitRevision Resolve(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!IsName(name))
            throw new GitException(GitCodes.UnknownRevision, $"'{name}' is no name of a revision");
        if (Commit(name) is { } commit) return new GitRevision(name, commit);
        if (IsShallow)
            throw new GitException(GitCodes.NotInClone, $"this clone is shallow and doesn't hold the revision '{name}': fetch it with 'git fetch --depth=1 origin {name}' (a commit or a branch), or everything with 'git fetch --unshallow'");
        var hint = Commit("origin/" + name) is null ? "" : $"; there is 'origin/{name}'";
        throw new GitException(GitCodes.UnknownRevision, $"the repository has no revision '{name}'{hint}");
    }

    /// <summary>
    /// A full path as the repository names it: from its root, with <c>/</c> between folders, empty for the root; null outside. What is a link
    /// within the work tree counts by its own name: the links of today say nothing of another revision.
    /// </summary>
    public string? PathOf(string fullPath)
    {
        var full = Path.GetFullPath(fullPath);
        for (var at = full; at is not null; at = Path.GetDirectoryName(at))
        {
            if (RealPath.Resolve(at) != Root) continue;
            var inside = ShownPath.Of(full, at);
            return inside == "." ? "" : inside;
        }
        return null;
    }

    /// <summary>Where the work tree's commit and a branch parted; named by its commit.</summary>
    /// <exception cref="GitException">They never were one, or this clone doesn't reach back to it.</exception>
    public GitRevision MergeBase(string branch)
    {
        var other = Resolve(branch);
        var (exit, found, why) = Ask(Root, "merge-base", "HEAD", other.Commit);
        if (exit == 0) return new GitRevision(found[..Math.Min(found.Length, 12)], found);
        if (IsShallow)
            throw new GitException(GitCodes.NotInClone, $"this clone is shallow and doesn't reach back to where HEAD and '{branch}' parted: 'git fetch --unshallow' fetches it");
        throw new GitException(GitCodes.UnknownRevision, $"HEAD and '{branch}' have no commit in common{(why.Length > 0 ? $": {why}" : "")}");
    }

    /// <summary>The folder of the repository that this one is a submodule of; null: it is none.</summary>
    public string? Above()
    {
        var (exit, folder, _) = Ask(Root, "rev-parse", "--show-superproject-working-tree");
        return exit == 0 && folder.Length > 0 ? Path.GetFullPath(folder) : null;
    }

    /// <summary>The commit of a submodule that a revision has.</summary>
    /// <param name="revision">Of this repository.</param>
    /// <param name="module">The submodule.</param>
    /// <exception cref="GitException">The revision has no such submodule, or the submodule's clone doesn't hold the commit.</exception>
    public GitRevision OfModule(GitRevision revision, GitRepository module)
    {
        ArgumentNullException.ThrowIfNull(revision);
        ArgumentNullException.ThrowIfNull(module);
        var path = PathOf(module.Root);
        var entry = Tree(revision).FirstOrDefault(entry => entry.Kind == TreeKind.Submodule && entry.Path == path)
            ?? throw new GitException(GitCodes.UnknownRevision, $"'{revision.Name}' has no submodule '{path}': check the submodule in its own folder");
        return module.Commit(entry.Id) is { } commit ? new GitRevision(revision.Name, commit)
            : throw new GitException(GitCodes.NotInClone, $"the submodule '{path}' doesn't hold the commit that '{revision.Name}' has of it, {entry.Id[..Math.Min(entry.Id.Length, 12)]}: fetch it with 'git -C {path} fetch origin {entry.Id}'");
    }

    /// <summary>Every file, link and submodule of a commit, in the order of git.</summary>
    /// <exception cref="GitException">It can't be listed.</exception>
    public ImmutableArray<TreeEntry> Tree(GitRevision revision)
    {
        ArgumentNullException.ThrowIfNull(revision);
        if (_trees.TryGetValue(revision.Commit, out var known)) return known;
        using var git = new GitProcess(Root, "ls-tree", "-r", "-z", "--full-tree", revision.Commit);
        var entries = TreeListing.Read(git.Output);
        if (git.Wait() != 0) throw new GitException(GitCodes.NotInClone, $"the files of '{revision.Name}' can't be listed: {git.Complaint}");
        return _trees[revision.Commit] = entries;
    }

    /// <summary>Every file of the work tree that git has in its index, or would take: from the root, those that it ignores left out.</summary>
    /// <exception cref="GitException">They can't be listed.</exception>
    public IReadOnlyList<string> WorkTree() => WorkTree("");

    /// <summary>The same of one folder.</summary>
    /// <param name="folder">From the root; empty: the root itself.</param>
    public IReadOnlyList<string> WorkTree(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        string[] within = folder.Length == 0 ? [] : ["--", ":(top,literal)" + folder];
        return List("the work tree's files can't be listed", ["ls-files", "-z", "--cached", "--others", "--exclude-standard", .. within]);
    }

    /// <summary>What git ignores in one folder: files, and folders with all that is in them, with a slash at the end; from the root. A folder around the one asked for is its own answer.</summary>
    /// <param name="folder">From the root; empty: the root itself.</param>
    public IReadOnlyList<string> Ignored(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        string[] within = folder.Length == 0 ? [] : ["--", ":(top,literal)" + folder];
        return List("what git ignores can't be listed", ["ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--directory", .. within]);
    }

    /// <summary>What differs between a commit and the work tree, files that git would take included and those that it ignores left out: from the root. A file that git was told not to look at differs.</summary>
    /// <exception cref="GitException">They can't be compared.</exception>
    public IReadOnlyList<string> Changed(GitRevision revision)
    {
        ArgumentNullException.ThrowIfNull(revision);
        return
        [
            .. List($"the changes since '{revision.Name}' can't be listed", [.. GitProcess.Closely, "diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--no-textconv", "--ignore-submodules=none", revision.Commit, "--"]),
            .. List("the work tree's files can't be listed", "ls-files", "-z", "--others", "--exclude-standard"),
            .. List("the work tree's files can't be listed", "ls-files", "-z", "-v").Where(IsUnwatched).Select(line => line[2..]).Where(path => File.Exists(Path.Join(Root, path))),
        ];
    }

    /// <summary>Whether a line of git's is of a file that it assumes unchanged (a small letter) or skips, as a sparse checkout has it.</summary>
    private static bool IsUnwatched(string line) => line.Length > 2 && (char.IsAsciiLetterLower(line[0]) || line[0] == 'S');

    private List<string> List(string whyNot, params IEnumerable<string> arguments)
    {
        using var git = new GitProcess(Root, arguments);
        using var reader = new StreamReader(git.Output, Encoding.UTF8);
        var files = reader.ReadToEnd().Split('\0', StringSplitOptions.RemoveEmptyEntries);
        return git.Wait() == 0 ? [.. files.Distinct(StringComparer.Ordinal)] : throw new GitException(GitCodes.Failed, $"{whyNot}: {git.Complaint}");
    }

    /// <summary>
    /// The commits up to HEAD that gave a file another content, newest first, each with when it was made (Unix time): of merges the side that they were made on. A commit
    /// that takes the file away is none.
    /// </summary>
    /// <param name="path">From the root.</param>
    /// <param name="most">Commits at most.</param>
    /// <exception cref="GitException">They can't be listed.</exception>
    public IReadOnlyList<(string Commit, long Seconds)> Log(string path, int most)
    {
        ArgumentNullException.ThrowIfNull(path);
        // One request for a content is one line.
        if (path.Contains('\n', StringComparison.Ordinal) || Commit("HEAD") is null) return [];
        using var git = new GitProcess(
            Root, "--literal-pathspecs", "-c", "log.showSignature=false", "log", "--first-parent", "-m", "--diff-filter=AMT", "--no-renames", "--no-color", "--no-decorate",
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"--max-count={most}"), "--format=%H %ct", "--no-patch", "HEAD", "--", path);
        using var reader = new StreamReader(git.Output, Encoding.ASCII);
        var commits = new List<(string, long)>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Split(' ') is [{ Length: 40 or 64 } commit, var time] && long.TryParse(time, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out var seconds))
                commits.Add((commit, seconds));
        }
        return git.Wait() == 0 ? commits : throw new GitException(GitCodes.Failed, $"the versions of '{path}' can't be listed: {git.Complaint}");
    }

    /// <summary>
    /// When one of some files was last committed, up to a commit (Unix time, as the commit says); null: none of them was. A commit that takes a file away, and one
    /// that only brings others together, is none.
    /// </summary>
    /// <param name="paths">From the root.</param>
    /// <param name="upTo">The commit; null: HEAD.</param>
    /// <exception cref="GitException">It can't be told: the clone ends at it, or git fails.</exception>
    public long? LastCommitted(IEnumerable<string> paths, GitRevision? upTo)
    {
        // A path is a line.
        var lines = paths.Where(path => !path.Contains('\n', StringComparison.Ordinal)).ToList();
        if (lines.Count == 0 || (upTo?.Commit ?? Commit("HEAD")) is not { } tip) return null;
        using var git = new GitProcess(
            Root, "--literal-pathspecs", "-c", "log.showSignature=false", "log", "--diff-filter=AMT", "--no-renames", "--no-color", "--no-decorate", "--max-count=1", "--format=%H %ct", "--no-patch", "--stdin");
        foreach (var line in lines.Prepend("--").Prepend(tip)) git.Input.Write(Encoding.UTF8.GetBytes(line + "\n"));
        git.EndInput();
        using var reader = new StreamReader(git.Output, Encoding.ASCII);
        var answer = reader.ReadToEnd().TrimEnd('\n').Split(' ');
        if (git.Wait() != 0) throw new GitException(GitCodes.Failed, $"the last commit of the files can't be found: {git.Complaint}");
        if (answer is not [{ Length: 40 or 64 } commit, var time] || !long.TryParse(time, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out var seconds)) return null;
        // Where a shallow clone ends, a commit seems to bring all files.
        return !Ends().Contains(commit, StringComparer.Ordinal) ? seconds
            : throw new GitException(GitCodes.NotInClone, "this clone is shallow and doesn't reach back to their last commit: 'git fetch --unshallow' fetches it");
    }

    /// <summary>The commits whose parents were left out of this clone.</summary>
    private string[] Ends() => Path.Join(Store, "shallow") is var file && File.Exists(file) ? File.ReadAllLines(file) : [];

    /// <summary>Whether older commits were left out of this clone.</summary>
    public bool IsShallow => Ask(Root, "rev-parse", "--is-shallow-repository").Answer == "true";

    private static bool IsName(string name) =>
        name.Length is > 0 and <= MaxNameLength && name[0] != '-' && !name.Any(character => char.IsControl(character) || char.IsWhiteSpace(character));

    private static bool IsCommit(string answer) => answer.Length is 40 or 64 && answer.All(char.IsAsciiHexDigitLower);

    private string? Commit(string name)
    {
        // Whoever asks again asks what it stands for by then.
        if (_told is { } told && told.Name == name)
        {
            _told = null;
            return told.Commit;
        }
        var (exit, commit, _) = Ask(Root, "rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}");
        return exit == 0 && IsCommit(commit) ? commit : null;
    }

    /// <summary>Runs git for an answer of one line.</summary>
    private static (int Exit, string Answer, string Why) Ask(string folder, params IEnumerable<string> arguments)
    {
        using var git = new GitProcess(folder, arguments);
        var bytes = new byte[MaxAnswer];
        var length = git.Output.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        var exit = git.Wait();
        var answer = Encoding.UTF8.GetString(bytes, 0, length);
        return (exit, answer.EndsWith('\n') ? answer[..^1] : answer, git.Complaint);
    }
}
