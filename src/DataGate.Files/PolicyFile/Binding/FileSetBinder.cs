using System.Collections.Immutable;
using DataGate.Files.Datasets;
using DataGate.Files.Paths;
using DataGate.Files.PolicyFile.Checking;
using DataGate.Files.PolicyFile.Keys;
using DataGate.Policies;

namespace DataGate.Files.PolicyFile.Binding;

/// <summary>Makes file sets: globs relative to the file that spells them, none of them leading out of the repository.</summary>
internal sealed class FileSetBinder(RepositoryFence fence, ProblemList problems)
{
    /// <summary>Null where the value holds no glob.</summary>
    public FileSet? Bind(PolicyNode? node)
    {
        if (node is null) return null;
        var globs = ImmutableArray.CreateBuilder<FileGlob>();
        foreach (var scalar in node.Scalars())
        {
            if (PathScalars.Glob.Read(scalar) is not { } text) continue;
            var excludes = text.StartsWith('!');
            var glob = new FileGlob(excludes ? text[1..] : text, excludes, scalar.Place);
            if (Fault(glob, node.Source.Folder, isFirst: globs.Count == 0) is { } fault)
                problems.Add(PolicyCodes.WrongValue, $"the glob {Display.Quote(text)} {fault}", scalar.Place);
            globs.Add(glob);
        }
        return globs.Count == 0 ? null : new FileSet(globs.ToImmutable(), node.Source.Folder, node.Place);
    }

    private string? Fault(FileGlob glob, string folder, bool isFirst)
    {
        if (isFirst && glob.Excludes) return "takes away files before any is named; put it behind the globs it is to thin out";
        if (Path.IsPathRooted(glob.Glob) && !fence.AllowOutside) return "is an absolute path; write it relative to this file, or allow it with --allow-outside";
        return fence.Allows(GlobRoot.Of(folder, glob.Glob).Directory) ? null : "leads out of the repository; --allow-outside allows that";
    }
}
