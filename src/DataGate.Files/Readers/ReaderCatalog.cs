using System.Collections.Immutable;
using DataGate.Files.Readers.Delimited;
using DataGate.Files.Readers.Lines;
using DataGate.Files.Readers.Shapes;

namespace DataGate.Files.Readers;

/// <summary>Every format that can be read. A new one is a file beside this and a line here.</summary>
public static class ReaderCatalog
{
    public static ImmutableArray<IReader> All { get; } =
    [
        new JsonLinesReader(),
        new JsonArrayReader(),
        new CommaSeparatedReader(),
        new TabSeparatedReader(),
        new TextLinesReader(),
        new ParagraphsReader(),
        new ParquetReader(),
        new ChatReader(),
        new AlpacaReader(),
    ];

    /// <summary>The reader of the file's format. Never null: a file of an unknown one is reported as unreadable when it is read.</summary>
    public static IReader For(InputFile file) => Find(file) ?? UnknownFormat.Instance;

    /// <summary>Null where no reader takes the file's format or extension.</summary>
    public static IReader? Find(InputFile file) =>
        string.Equals(file.Format, InputFile.AutoFormat, StringComparison.Ordinal)
            ? All.FirstOrDefault(r => r.Extensions.Contains(file.Extension, StringComparer.OrdinalIgnoreCase))
            : All.FirstOrDefault(r => string.Equals(r.Format, file.Format, StringComparison.Ordinal));
}
