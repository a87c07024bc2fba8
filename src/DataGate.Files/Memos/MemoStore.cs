using System.Security.Cryptography;
using DataGate.Files.Cache;
using DataGate.Files.Paths;
using DataGate.Text;

namespace DataGate.Files.Memos;

/// <summary>
/// Entries in the user's cache, each a file of its own: SHA-256 of key and content (of a large one of its XXH64), then the content. Written whole or not at all; one that doesn't add up is as good as absent. The ones
/// written, or touched, longest ago go first.
/// </summary>
internal sealed class MemoStore
{
    /// <summary>Bytes of the largest entry of checks: 8 MiB.</summary>
    public const int MaxEntry = 8 << 20;

    /// <summary>Bytes that memory is made larger than an entry takes, at most: the entries of one scan are of about one size.</summary>
    private const int MostSpare = 1 << 20;

    private const string Checks = "checks-1";

    /// <summary>Bytes of an entry above which its checksum is of a quicker hash of it.</summary>
    private const int Large = 1 << 16;

    private readonly string _folder;
    private readonly int _maxEntry;
    private readonly long _maxBytes;

    /// <summary>The store of checks, and of what is as small.</summary>
    /// <param name="folder">The cache.</param>
    /// <param name="maxBytes">What all entries may take together. Default: 64 MiB.</param>
    public MemoStore(CacheFolder folder, long maxBytes = 64L << 20)
        : this(folder, Checks, MaxEntry, maxBytes)
    {
    }

    /// <param name="folder">The cache.</param>
    /// <param name="name">Of the store's folder in it, with the version of its entries.</param>
    /// <param name="maxEntry">Bytes of the largest entry.</param>
    /// <param name="maxBytes">What all entries may take together.</param>
    public MemoStore(CacheFolder folder, string name, int maxEntry, long maxBytes) => (_folder, _maxEntry, _maxBytes) = (folder.Below(name), maxEntry, maxBytes);

    public byte[]? Find(byte[] key)
    {
        ArraySegment<byte> memory = [];
        return Find(key, ref memory) is { } content ? content.ToArray() : null;
    }

    /// <param name="key">Of the entry.</param>
    /// <param name="memory">Holds what is found, until it is passed again; where it is too small, larger memory takes its place.</param>
    public ReadOnlyMemory<byte>? Find(byte[] key, ref ArraySegment<byte> memory)
    {
        try
        {
            var path = PathOf(key);
            if (!File.Exists(path)) return null;
            using var file = RegularFile.OpenHandle(path);
            var length = RandomAccess.GetLength(file);
            if (length <= SHA256.HashSizeInBytes || length > _maxEntry + (long)SHA256.HashSizeInBytes) return null;
            if (memory.Count < length) memory = GC.AllocateUninitializedArray<byte>((int)Math.Min(_maxEntry + (long)SHA256.HashSizeInBytes, length + Math.Min(length / 2, MostSpare)));
            var bytes = memory.AsMemory(0, (int)length);
            for (var (at, read) = (0, 1); at < bytes.Length; at += read)
            {
                read = RandomAccess.Read(file, bytes.Span[at..], at);
                if (read == 0) return null;
            }
            var content = bytes[SHA256.HashSizeInBytes..];
            return Checksum(key, content.Span).AsSpan().SequenceEqual(bytes.Span[..SHA256.HashSizeInBytes]) ? content : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Keeps an entry, and lets older ones go for it.</summary>
    /// <returns>Whether it is kept.</returns>
    public bool Add(byte[] key, byte[] content)
    {
        if (!Add(key, content, isDurable: true)) return false;
        Shrink();
        return true;
    }

    /// <summary>Keeps an entry; <see cref="Shrink"/> is the caller's to call.</summary>
    /// <param name="key">Of the entry.</param>
    /// <param name="content">What it holds.</param>
    /// <param name="isDurable">Whether to wait for the disk. What a crash of the machine leaves of an entry that nobody waited for, its checksum tells.</param>
    /// <returns>Whether it is kept.</returns>
    public bool Add(byte[] key, ReadOnlyMemory<byte> content, bool isDurable)
    {
        if (content.Length > _maxEntry) return false;
        try
        {
            AtomicFile.Write(
                PathOf(key),
                stream =>
                {
                    stream.Write(Checksum(key, content.Span));
                    stream.Write(content.Span);
                },
                isDurable);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Bytes of an entry, whole or not; 0: there is none.</summary>
    public long Length(byte[] key)
    {
        var file = new FileInfo(PathOf(key));
        return file.Exists ? file.Length : 0;
    }

    /// <summary>Counts an entry as written now: it was of use.</summary>
    public void Touch(byte[] key, DateTime utc)
    {
        try
        {
            File.SetLastWriteTimeUtc(PathOf(key), utc);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It goes earlier than it need.
        }
    }

    /// <summary>Lets the oldest entries go, as far as all of them take too much.</summary>
    public void Shrink()
    {
        try
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
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next one that is kept tries again.
        }
    }

    private static byte[] Checksum(byte[] key, ReadOnlySpan<byte> content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(key);
        // It tells damage, not malice: who may write here may as well write what adds up.
        if (content.Length > Large) hash.AppendData(BitConverter.GetBytes(Hash64.Of(content, (ulong)content.Length)));
        else hash.AppendData(content);
        return hash.GetHashAndReset();
    }

    private string PathOf(byte[] key) => Path.Join(_folder, Convert.ToHexStringLower(key));
}
