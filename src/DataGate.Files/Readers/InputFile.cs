using DataGate.Files.Readers.Packing;

namespace DataGate.Files.Readers;

/// <summary>One file to read.</summary>
/// <param name="Path">What is opened.</param>
/// <param name="Display">What people see; its extension decides the format and how the bytes are packed.</param>
/// <param name="Length">Its bytes on disk when it was listed.</param>
/// <param name="Format">A <see cref="IReader.Format"/>, or <c>auto</c> (the default): by extension.</param>
public sealed record InputFile(string Path, string Display, long Length, string Format = InputFile.AutoFormat)
{
    public const string AutoFormat = "auto";

    /// <summary>When it was last written when it was listed; default: not known.</summary>
    public DateTime Written { get; init; }

    /// <summary>Whether the file is another by now. One that has gone is not: who held it open has read it to its end, who didn't is told.</summary>
    internal bool HasChanged => FileState.Of(Path) is { Written: var written } now && written != default && (now.Length != Length || (Written != default && written != Written));

    /// <summary>How the bytes on disk are packed, by the file's name; null: they are not.</summary>
    public IPacking? Packing => PackingCatalog.Of(Display);

    public bool IsPacked => Packing is not null;

    /// <summary>The extension without that of a packing, with its dot; empty where there is none.</summary>
    public string Extension => System.IO.Path.GetExtension(Packing is { } packing ? Display[..^packing.Extension.Length] : Display);
}

/// <summary>A part of one file that is read on its own. It owns the lines that start in it.</summary>
/// <param name="Index">Its number in the plan, over all files.</param>
/// <param name="File">Index of its file in the plan.</param>
/// <param name="Start">First byte.</param>
/// <param name="End">The byte after its last one.</param>
public sealed record Chunk(int Index, int File, long Start, long End)
{
    public long Length => End - Start;
}
