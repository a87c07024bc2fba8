using System.Globalization;
using System.Text;
using System.Text.Unicode;
using DataGate.Files.Paths;

namespace DataGate.Files.PolicyFile.Yaml;

/// <summary>The text of a policy file: UTF-8, and nothing that a person couldn't see in an editor.</summary>
internal static class YamlText
{
    /// <exception cref="PolicyFault">The file can't be read, is too large, or isn't such a text.</exception>
    public static string Read(PolicySource source)
    {
        var bytes = ReadBytes(source);
        ReadOnlySpan<byte> rest = bytes;
        if (rest.StartsWith(Encoding.UTF8.Preamble)) rest = rest[Encoding.UTF8.Preamble.Length..];
        if (!Utf8.IsValid(rest)) throw NotUtf8(rest, source);
        var text = Encoding.UTF8.GetString(rest);
        RefuseUnseen(text, source);
        return text;
    }

    private static byte[] ReadBytes(PolicySource source)
    {
        try
        {
            using var stream = source.Files.Open(source.FullPath);
            var bytes = new byte[YamlLimits.FileBytes + 1];
            var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (length > YamlLimits.FileBytes)
                throw new PolicyFault(PolicyCodes.Limit, "the file is larger than 1 MB, the limit for a policy", source.Start);
            return bytes[..length];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new PolicyFault(PolicyCodes.Unreadable, Why(source.FullPath, e), source.Start);
        }
    }

    private static string Why(string path, Exception e)
    {
        if (Directory.Exists(path)) return "the policy is a folder; name the file in it";
        return e switch
        {
            FileNotFoundException or DirectoryNotFoundException => "there is no such file",
            SpecialFileException => RegularFile.WhyNot,
            UnauthorizedAccessException => "the file may not be read: permission denied",
            _ => "the file can't be read",
        };
    }

    private static PolicyFault NotUtf8(ReadOnlySpan<byte> bytes, PolicySource source)
    {
        var good = 0;
        while (Rune.DecodeFromUtf8(bytes[good..], out _, out var length) == System.Buffers.OperationStatus.Done) good += length;
        var (line, column) = Position(Encoding.UTF8.GetString(bytes[..good]));
        return new PolicyFault(PolicyCodes.Unreadable, "the file isn't UTF-8 here; save it as UTF-8", source.At(line, column));
    }

    /// <summary>YAML's own rule of what may stand in a file. A NUL would end the policy early, unseen.</summary>
    private static void RefuseUnseen(string text, PolicySource source)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is '\t' or '\n' or '\r' or '\u0085' or (>= ' ' and < '\u007F')) continue;
            if (!char.IsControl(c) && c is not '\uFEFF' and not '\uFFFE' and not '\uFFFF') continue;
            var (line, column) = Position(text.AsSpan(0, i));
            var name = ((int)c).ToString("X4", CultureInfo.InvariantCulture);
            throw new PolicyFault(PolicyCodes.Unreadable, $"the character U+{name} may not stand in a policy; write it as an escape in double quotes", source.At(line, column));
        }
    }

    private static (int Line, int Column) Position(ReadOnlySpan<char> before)
    {
        var lineStart = before.LastIndexOf('\n') + 1;
        return (before.Count('\n') + 1, before.Length - lineStart + 1);
    }
}
