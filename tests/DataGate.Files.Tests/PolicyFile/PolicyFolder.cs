using DataGate.Files.PolicyFile;

namespace DataGate.Files.Tests.PolicyFile;

/// <summary>A folder of policy files on disk, gone after the test.</summary>
internal sealed class PolicyFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("datagate-policy-");

    public string FullPath => _folder.FullName;

    public string At(string path) => Path.Combine(FullPath, path);

    public PolicyFolder With(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), text);
        return this;
    }

    public PolicyFolder WithRepository()
    {
        Directory.CreateDirectory(At(".git"));
        return this;
    }

    public PolicyResult Read(string path = "datagate.yaml", bool allowOutside = false) =>
        PolicyReader.Read(path, new PolicyReaderOptions { BaseDirectory = FullPath, AllowOutside = allowOutside });

    public void Dispose() => _folder.Delete(recursive: true);
}
