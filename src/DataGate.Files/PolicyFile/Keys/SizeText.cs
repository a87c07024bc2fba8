using System.Globalization;

namespace DataGate.Files.PolicyFile.Keys;

/// <summary>Sizes of memory as a policy and the command line spell them: <c>512MB</c>, <c>1GB</c>; from 64 MB to 1024 GB, in powers of 1024.</summary>
public static class SizeText
{
    /// <summary>What a size is, for whoever wrote none.</summary>
    public const string Expected = "a size such as 512MB or 1GB, from 64MB to 1024GB";

    private const long Megabyte = 1 << 20;

    /// <summary>Bytes; null: it is no size, or one out of range.</summary>
    public static long? TryParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length is < 3 or > 11 || text[^2..] is not ("MB" or "GB")) return null;
        if (!long.TryParse(text.AsSpan(0, text.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return null;
        var bytes = text[^2] is 'G' ? number * 1024 * Megabyte : number * Megabyte;
        return bytes is >= 64 * Megabyte and <= 1024 * 1024 * Megabyte ? bytes : null;
    }
}
