using System.Collections.Immutable;

namespace DataGate.Files.Readers.Packing;

/// <summary>Every packing that can be read. A new one is a file beside this and a line here.</summary>
public static class PackingCatalog
{
    public static ImmutableArray<IPacking> All { get; } = [new Gzip(), new Zstandard(), new Brotli(), new Bzip2()];

    /// <summary>For a person: <c>.gz, .zst, .br or .bz2</c>.</summary>
    internal static string Extensions { get; } = $"{string.Join(", ", All[..^1].Select(packing => packing.Extension))} or {All[^1].Extension}";

    /// <summary>By a file's name; null: it is not packed.</summary>
    public static IPacking? Of(string name) => All.FirstOrDefault(packing => name.EndsWith(packing.Extension, StringComparison.OrdinalIgnoreCase));
}
