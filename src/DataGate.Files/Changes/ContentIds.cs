using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DataGate.Files.Paths;
using DataGate.Files.Readers;

namespace DataGate.Files.Changes;

/// <summary>The object ids that git would give the bytes of files as they stand: equal ids, equal bytes.</summary>
internal static class ContentIds
{
    private const int ReadSize = 1 << 18;

    /// <summary>By file; null for one that can't be read, which reading it will tell.</summary>
    /// <param name="files">To hash.</param>
    /// <param name="isSha256">Whether the repository's ids are SHA-256 rather than SHA-1.</param>
    /// <param name="threads">Files hashed at once.</param>
    public static string?[] Of(IReadOnlyList<InputFile> files, bool isSha256, int threads)
    {
        var ids = new string?[files.Count];
        Parallel.For(0, ids.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, i => ids[i] = Of(files[i], isSha256));
        return ids;
    }

#pragma warning disable CA5350 // Git names objects so; a file that only claims to be one would have to collide with what was reviewed before.
    private static string? Of(InputFile file, bool isSha256)
    {
        try
        {
            using var hash = IncrementalHash.CreateHash(isSha256 ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA1);
            using var stream = RegularFile.Open(file.Path, bufferSize: 0, FileOptions.SequentialScan);
            hash.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"blob {stream.Length}\0")));
            var buffer = new byte[ReadSize];
            for (var read = stream.Read(buffer); read > 0; read = stream.Read(buffer)) hash.AppendData(buffer, 0, read);
            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
#pragma warning restore CA5350
}
