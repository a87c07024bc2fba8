namespace DataGate.Onnx.Models;

/// <summary>Reads the files of a model's folder, each once, with a limit; every byte read becomes part of the model's identity.</summary>
internal sealed class FolderFiles(string folder) : IDisposable
{
    /// <summary>What all files of a model may hold together: 2 GiB less a little, which an array of bytes ends at.</summary>
    public const long MaxBytes = 0x7FFF_0000;

    /// <summary>What a tokenizer's or settings file may hold.</summary>
    public const long MaxTextBytes = 64 << 20;

    private readonly ModelIdentity _identity = new();
    private long _left = MaxBytes;

    public string Folder => folder;

    /// <summary>SHA-256 of everything read so far, with names.</summary>
    public string Sha256() => _identity.Sha256();

    /// <summary>Adds what decides an embedding and is in no file.</summary>
    public void Add(string name, string content) => _identity.Add(name, content);

    /// <summary>The file's bytes; null: it isn't there.</summary>
    /// <exception cref="EmbeddingException">It can't be read, is too large, or is a link that leads out of the folder.</exception>
    public byte[]? Read(string name, long max = MaxBytes)
    {
        var path = Path.Join(folder, name);
        try
        {
            if (!File.Exists(path)) return null;
            if (File.ResolveLinkTarget(path, returnFinalTarget: true) is { } target && Path.GetDirectoryName(target.FullName) != Path.GetFullPath(folder))
                throw new EmbeddingException(EmbeddingCodes.Model, $"{path} is a link that leads out of the model's folder");
            var content = Bounded(path, Math.Min(max, _left)) ?? throw new EmbeddingException(
                EmbeddingCodes.Model, $"{path} is too large: a model's files may take {MaxBytes >> 20} MB together, and those of a tokenizer {MaxTextBytes >> 20} MB each");
            _left -= content.Length;
            _identity.Add(name, content);
            return content;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EmbeddingException(EmbeddingCodes.Model, $"{path} can't be read: {e.Message}", e);
        }
    }

    public void Dispose() => _identity.Dispose();

    /// <summary>The file, or null where it holds more than may be read: the size that the system tells isn't relied on.</summary>
    /// <remarks>To open a pipe waits for whoever writes to it. A pipe, a socket and a device have no length, and neither has a file that says anything.</remarks>
    private static byte[]? Bounded(string path, long max)
    {
        if (new FileInfo(path) is var file && ((file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo) ?? file).Length == 0) throw new IOException("it is empty, or no file but a pipe, a socket or a device");
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        if (stream.Length > max) return null;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return stream.ReadByte() < 0 ? content : null;
    }
}
