using System.Globalization;
using System.Text;
using DataGate.Files.Git;

namespace DataGate.Files.Memos;

/// <summary>
/// Files of which git says that they are what it has in its index: by all that the file system tells of them, to the nanosecond, and where they changed no earlier than the index, by their bytes.
/// Those whose content git keeps in another form than the work tree, or is told not to look at, are none.
/// </summary>
internal static class IndexedFiles
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>Lines that git shows of a file's state, and the numbers in them.</summary>
    private const int StampLines = 5, StampNumbers = 10;

    private static readonly char[] s_between = [' ', ':', '\t', '\n'];

    /// <summary>Object ids by path; files that git doesn't vouch for are missing.</summary>
    /// <param name="files">Full paths, and what the file system says of each.</param>
    public static IReadOnlyDictionary<string, string> Of(IReadOnlyDictionary<string, FileStamp> files)
    {
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        if (files.Count == 0) return ids;
        try
        {
            var folder = Common(files.Keys);
            foreach (var (name, id, stamp) in Entries(folder))
                if (Path.Join(folder, name) is var path && files.TryGetValue(path, out var now) && now with { Node = (uint)now.Node } == stamp) ids[path] = id;
            if (ids.Count == 0) return ids;
            foreach (var name in Names(folder, [.. GitProcess.Closely, "diff-files", "-z", "--name-only", "--relative", "--no-ext-diff", "--no-textconv", "--ignore-submodules=all"])) ids.Remove(Path.Join(folder, name));
            // What git turns line ends of has another length than its content.
            var lengths = Lengths(folder, [.. ids.Values.Distinct(StringComparer.Ordinal)]);
            foreach (var (path, id) in ids.ToList())
                if (lengths.GetValueOrDefault(id, -1) != files[path].Length) ids.Remove(path);
            return ids;
        }
        catch (Exception e) when (e is GitException or IOException)
        {
            return new Dictionary<string, string>(StringComparer.Ordinal);
        }
    }

    /// <summary>The folder that has all the files below it.</summary>
    private static string Common(IEnumerable<string> paths)
    {
        var folders = paths.Select(path => Path.GetDirectoryName(path)!).Distinct(StringComparer.Ordinal).ToList();
        var common = folders[0];
        while (folders.Exists(folder => folder != common && !folder.StartsWith(common.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal)))
            common = Path.GetDirectoryName(common)!;
        return common;
    }

    /// <summary>What git's index has of a folder: plain files, in one version, that git looks at and takes as they are.</summary>
    private static IEnumerable<(string Name, string Id, FileStamp Stamp)> Entries(string folder)
    {
        var header = "";
        foreach (var part in Names(folder, ["ls-files", "-z", "-s", "-v", "--debug", "--", ":(attr:!filter !ident !working-tree-encoding)"]))
        {
            // H 100644 id 0<tab>name<nul>, then some lines of what the file system said of it; a small letter or another one is a file that git was told to pass over.
            var tab = header.IndexOf('\t', StringComparison.Ordinal);
            if (tab > 0 && header[..tab].Split(' ') is ["H", "100644" or "100755", { Length: 40 or 64 } id, "0"] && Stamp(part) is { } stamp) yield return (header[(tab + 1)..], id, stamp);
            header = part.Split('\n', StampLines + 1)[^1];
        }
    }

    /// <summary>What git shows of a file's state; null: something else than is known.</summary>
    private static FileStamp? Stamp(string lines) =>
        lines.Split(s_between, 2 * StampNumbers, StringSplitOptions.RemoveEmptyEntries) is
            ["ctime", var changed, var changedPart, "mtime", var written, var writtenPart, "dev", _, "ino", var node, "uid", _, "gid", _, "size", var length, "flags", ..]
        && Number(length) is { } size && Time(written, writtenPart) is { } mtime && Time(changed, changedPart) is { } ctime && Number(node) is { } ino
            ? new FileStamp(size, mtime, ctime, (ulong)ino)
            : null;

    private static long? Time(string seconds, string nanoseconds) => (Number(seconds) * NanosecondsPerSecond) + Number(nanoseconds);

    private static long? Number(string digits) => uint.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string[] Names(string folder, IEnumerable<string> arguments)
    {
        using var git = new GitProcess(folder, arguments);
        using var reader = new StreamReader(git.Output, Encoding.UTF8);
        var names = reader.ReadToEnd().Split('\0', StringSplitOptions.RemoveEmptyEntries);
        return git.Wait() == 0 ? names : throw new GitException(GitCodes.Failed, git.Complaint);
    }

    private static Dictionary<string, long> Lengths(string folder, string[] ids)
    {
        using var git = new GitProcess(folder, "cat-file", "--batch-check=%(objectname) %(objectsize)", "--buffer");
        // Git may answer before it was asked everything.
        var asking = Task.Run(() =>
        {
            git.Input.Write(Encoding.ASCII.GetBytes(string.Concat(ids.Select(id => id + "\n"))));
            git.EndInput();
        });
        using var reader = new StreamReader(git.Output, Encoding.ASCII);
        var lengths = new Dictionary<string, long>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
            if (line.Split(' ') is [var id, var length] && long.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes)) lengths[id] = bytes;
        asking.GetAwaiter().GetResult();
        return git.Wait() == 0 ? lengths : throw new GitException(GitCodes.Failed, git.Complaint);
    }
}
