using System.IO.Compression;

namespace DataGate.Tests.Text;

/// <summary>The files beside these tests.</summary>
internal static class TextFiles
{
    public static string PathOf(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "tests", "DataGate.Tests", "Text", name);
            if (File.Exists(path)) return path;
        }
        throw new FileNotFoundException(name);
    }

    public static IEnumerable<string> GzippedLines(string name)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(PathOf(name)), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line) yield return line;
    }

    /// <summary>A text from code points in hexadecimal between <paramref name="separators"/>.</summary>
    public static string FromHex(string codes, params ReadOnlySpan<char> separators) =>
        string.Concat(codes.Split(separators.ToArray(), StringSplitOptions.RemoveEmptyEntries)
            .Select(code => char.ConvertFromUtf32(Convert.ToInt32(code, 16))));
}
