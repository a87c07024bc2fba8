namespace DataGate.Files.Paths;

/// <summary>Where files are written: what is named in a repository stays in it.</summary>
public static class OutputPath
{
    /// <summary>Refuses a file whose folder a symbolic link of its repository, which may be the change's under judgement, leads out of it.</summary>
    /// <param name="path">Absolute. A link at its very end is replaced by the file, not followed.</param>
    /// <param name="allowOutside">Whether it may go anywhere.</param>
    /// <exception cref="IOException">It may not be written.</exception>
    public static void Refuse(string path, bool allowOutside)
    {
        if (!RepositoryFence.Around(path, allowOutside).Allows(Path.GetDirectoryName(Path.GetFullPath(path)) ?? path))
            throw new IOException("a symbolic link leads it out of the repository (--allow-outside permits it)");
    }
}
