using System.IO.Compression;
using System.Runtime.InteropServices;
using ICSharpCode.SharpZipLib.BZip2;

namespace DataGate.Files.Tests.Readers;

/// <summary>Packs bytes in each of the ways that readers unpack.</summary>
internal static unsafe class Packer
{
    private static readonly Lazy<nint> s_zstd = new(() => NativeLibrary.TryLoad("libzstd.so.1", out var library) ? library : 0);

    /// <param name="extension">Of the packed file; a packing that can't be made here skips the test.</param>
    /// <param name="content">Any.</param>
    public static byte[] Pack(string extension, ReadOnlySpan<byte> content)
    {
        if (extension == ".zst") return Zstandard(content);
        using var packed = new MemoryStream();
        using (Stream stream = extension switch
        {
            ".gz" => new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true),
            ".br" => new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            ".bz2" => new BZip2OutputStream(packed, 1) { IsStreamOwner = false },
            _ => throw new ArgumentException(extension, nameof(extension)),
        })
        {
            stream.Write(content);
        }
        return packed.ToArray();
    }

    /// <summary>With a checksum, as the program writes it.</summary>
    private static byte[] Zstandard(ReadOnlySpan<byte> content)
    {
        const int Level = 100, Checksum = 201;
        if (s_zstd.Value == 0) Assert.Ignore("libzstd is not here");
        var create = (delegate* unmanaged<nint>)NativeLibrary.GetExport(s_zstd.Value, "ZSTD_createCCtx");
        var set = (delegate* unmanaged<nint, int, int, nuint>)NativeLibrary.GetExport(s_zstd.Value, "ZSTD_CCtx_setParameter");
        var compress = (delegate* unmanaged<nint, byte*, nuint, byte*, nuint, nuint>)NativeLibrary.GetExport(s_zstd.Value, "ZSTD_compress2");
        var free = (delegate* unmanaged<nint, nuint>)NativeLibrary.GetExport(s_zstd.Value, "ZSTD_freeCCtx");
        var context = create();
        set(context, Level, 1);
        set(context, Checksum, 1);
        var packed = new byte[content.Length + (content.Length / 8) + 1024];
        nuint length;
        fixed (byte* from = content, to = packed) length = compress(context, to, (nuint)packed.Length, from, (nuint)content.Length);
        free(context);
        return packed[..(int)length];
    }
}
