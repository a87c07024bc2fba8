using System.Security.Cryptography;
using DataGate.Files.Cache;

namespace DataGate.Files.Memos;

/// <summary>
/// Entries in the user's cache, each a file of its own: SHA-256 of key and content, then the content. Written whole or not at all; one that doesn't add up is as good as absent. The ones
/// written longest ago go first.
/// </summary>
internal sealed class MemoStore
{
    /// <summary>Bytes of the largest entry: 8 MiB.</summary>
    public const int MaxEntry = 8 << 20;

    private const string FolderName = "checks-1";
    private readonly string _folder;
    private readonly long _maxBytes;

    /// <param name="folder">The cache.</param>
    /// <param name="maxBytes">What all entries may take together. Default: 64 MiB.</param>
    public MemoStore(CacheFolder folder, long maxBytes = 64L << 20) => (_folder, _maxBytes) = (folder.Below(FolderName), maxBytes);

    public byte[]? Find(byte[] key)
    {
        try
        {
            var path = PathOf(key);
            if (!File.Exists(path)) return null;
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            if (file.Length is <= SHA256.HashSizeInBytes or > MaxEntry + SHA256.HashSizeInBytes) return null;
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            var content = bytes[SHA256.HashSizeInBytes..];
            return Checksum(key, content).AsSpan().SequenceEqual(bytes.AsSpan(0, SHA256.HashSizeInBytes)) ? content : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <returns>Whether it is kept.</returns>
    public bool Add(byte[] key, byte[] content)
    {
        if (content.Length > MaxEntry) return false;
        try
        {
            AtomicFile.Write(PathOf(key), stream =>
            {
                stream.Write(Checksum(key, content));
                stream.Write(content);
            });
            Shrink();
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static byte[] Checksum(byte[] key, byte[] content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(key);
        hash.AppendData(content);
        return hash.GetHashAndReset();
    }

    private string PathOf(byte[] key) => Path.Join(_folder, Convert.ToHexStringLower(key));

    private void Shrink()
    {
        var files = new DirectoryInfo(_folder).GetFiles();
        var size = files.Sum(file => file.Length);
        if (size <= _maxBytes) return;
        foreach (var file in files.OrderBy(file => file.LastWriteTimeUtc).ThenBy(file => file.Name, StringComparer.Ordinal))
        {
            if (size <= _maxBytes) return;
            size -= file.Length;
            file.Delete();
        }
    }
}
