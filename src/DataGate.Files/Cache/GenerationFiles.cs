using System.Globalization;

namespace DataGate.Files.Cache;

/// <summary>The files of one generation of a model's records.</summary>
/// <param name="Path">Their path without ending.</param>
internal readonly record struct GenerationFiles(string Path)
{
    /// <summary>Bytes of the largest file of entries that is read.</summary>
    public const long MaxEntryBytes = 64 << 20;

    private const string EntryEnding = ".entries", BodyEnding = ".vectors";

    public string Entries => Path + EntryEnding;

    /// <summary>Only where the records have bodies.</summary>
    public string Bodies => Path + BodyEnding;

    /// <summary>1, 2 …, the youngest the highest; 0: it is none of the cache's.</summary>
    public long Number => long.TryParse(System.IO.Path.GetFileName(Path), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    public long Size => Length(Entries) + Length(Bodies);

    /// <summary>Of a number in a model's folder.</summary>
    public static GenerationFiles Of(string folder, long number) => new(System.IO.Path.Join(folder, number.ToString("D10", CultureInfo.InvariantCulture)));

    /// <summary>A model's generations, the youngest first.</summary>
    public static List<GenerationFiles> In(string folder) => !Directory.Exists(folder) ? [] :
    [
        .. Directory.GetFiles(folder, "*" + EntryEnding).Select(file => new GenerationFiles(file[..^EntryEnding.Length]))
            .Where(files => files.Number > 0).OrderByDescending(files => files.Number),
    ];

    public void Delete()
    {
        File.Delete(Entries);
        File.Delete(Bodies);
    }

    private static long Length(string file) => new FileInfo(file) is { Exists: true } info ? info.Length : 0;
}
