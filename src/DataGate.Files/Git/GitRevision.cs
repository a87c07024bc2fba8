namespace DataGate.Files.Git;

/// <summary>A commit.</summary>
/// <param name="Name">As it was named.</param>
/// <param name="Commit">Its object id, in full.</param>
public sealed record GitRevision(string Name, string Commit)
{
    /// <summary>A file of it as <c>git show</c> takes it.</summary>
    public string Shown(string path) => $"{Name}:{path}";

    /// <summary>A file of it in findings, where a colon would end the file's name.</summary>
    public string Display(string path) => $"@{Name}/{path}";
}
