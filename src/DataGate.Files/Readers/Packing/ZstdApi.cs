using System.Runtime.InteropServices;

namespace DataGate.Files.Readers.Packing;

/// <summary>The part of libzstd that unpacks streams. Only after <see cref="ZstdLibrary.Load"/> found it.</summary>
internal static partial class ZstdApi
{
    public const string Library = "zstd";

    [LibraryImport(Library, EntryPoint = "ZSTD_createDStream")]
    public static partial nint Create();

    /// <summary><c>ZSTD_d_windowLogMax</c>.</summary>
    public const int MaxWindowLog = 100;

    [LibraryImport(Library, EntryPoint = "ZSTD_DCtx_setParameter")]
    public static partial nuint Set(nint decoder, int parameter, int value);

    [LibraryImport(Library, EntryPoint = "ZSTD_freeDStream")]
    public static partial nuint Free(nint decoder);

    /// <summary>0 where a frame ends, an error, or what it would like next.</summary>
    [LibraryImport(Library, EntryPoint = "ZSTD_decompressStream")]
    public static partial nuint Decompress(nint decoder, ref ZstdBuffer output, ref ZstdBuffer input);

    [LibraryImport(Library, EntryPoint = "ZSTD_isError")]
    public static partial uint IsError(nuint code);

    [LibraryImport(Library, EntryPoint = "ZSTD_getErrorName")]
    public static partial nint ErrorName(nuint code);
}

/// <summary><c>ZSTD_inBuffer</c> and <c>ZSTD_outBuffer</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct ZstdBuffer
{
    public byte* Bytes;
    public nuint Size;
    public nuint Position;
}
