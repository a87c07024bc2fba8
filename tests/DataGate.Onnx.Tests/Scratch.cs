namespace DataGate.Onnx.Tests;

/// <summary>A folder for what these tests write, gone when they are over.</summary>
[SetUpFixture]
public sealed class Scratch
{
    private static int s_folders;

    public static string Folder { get; private set; } = "";

    /// <summary>A new folder below it.</summary>
    public static string NewFolder() => Directory.CreateDirectory(Path.Combine(Folder, $"folder-{Interlocked.Increment(ref s_folders)}")).FullName;

    [OneTimeSetUp]
    public void Create() => Folder = Directory.CreateTempSubdirectory("datagate-onnx-").FullName;

    [OneTimeTearDown]
    public void Delete() => Directory.Delete(Folder, recursive: true);
}
