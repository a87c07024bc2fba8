using System.Runtime.InteropServices;

namespace DataGate.Files.Readers;

/// <summary>One file to read.</summary>
/// <param name="Path">What is opened.</param>
/// <param name="Display">What people see; its extension decides the format and whether the bytes are gzip.</param>
/// <param name="Length">Its bytes on disk when it was listed.</param>
/// <param name="Format">A <see cref="IReader.Format"/>, or <c>auto</c> (the default): by extension.</param>
public sealed record InputFile(string Path, string Display, long Length, string Format = InputFile.AutoFormat)
{
    public const string AutoFormat = "auto";

    /// <summary>Whether the bytes on disk are gzip, by the file's name.</summary>
    public bool IsGzip => Display.EndsWith(GzipExtension, StringComparison.OrdinalIgnoreCase);

    /// <summary>The extension without <c>.gz</c>, with its dot; empty where there is none.</summary>
    public string Extension =>
        System.IO.Path.GetExtension(IsGzip ? Display[..^GzipExtension.Length] : Display);

    private const string GzipExtension = ".gz";
}

/// <summary>A part of one file that is read on its own. It owns the lines that start in it.</summary>
/// <param name="Index">Its number in the plan, over all files.</param>
/// <param name="File">Index of its file in the plan.</param>
/// <param name="Start">First byte.</param>
/// <param name="End">The byte after its last one.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Chunk(int Index, int File, long Start, long End)
{
    public long Length => End - Start;
}
