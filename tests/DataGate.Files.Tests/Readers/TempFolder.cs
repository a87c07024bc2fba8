using DataGate.Files.Readers;

namespace DataGate.Files.Tests.Readers;

/// <summary>A folder that goes away with the test.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("datagate-").FullName;

    public InputFile Write(string name, byte[] content)
    {
        var path = System.IO.Path.Combine(Path, name);
        File.WriteAllBytes(path, content);
        return new InputFile(path, name, content.Length);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
