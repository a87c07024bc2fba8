using System.Text;
using System.Text.RegularExpressions;

namespace DataGate.Files.Reports.Escaping;

/// <summary>
/// Text from outside as a part of one line of a log that a machine may read: runners take <c>::error::</c>, <c>##[group]</c> and
/// <c>##vso[…]</c> as commands, build engines take <c>origin: error CODE:</c> as a diagnostic.
/// </summary>
internal static class LogLine
{
    /// <summary>Looks like a colon and is none: U+2236.</summary>
    private const char Ratio = '\u2236';

    /// <summary>Longer paths are no paths of any system.</summary>
    private const int MaxPath = 1 << 15;

    private static readonly string[] s_words = ["error", "warning", "info", "note"];

    public static string Text(string text, int max = Visible.Limit)
    {
        var line = Commands(Visible.Of(text, max));
        return MayHoldDiagnostic(line) ? Patterns.Diagnostic.Replace(line, Undo) : line;
    }

    /// <summary>False for most lines, which then need no expression: to build one takes longer than to write a small report.</summary>
    private static bool MayHoldDiagnostic(string line) =>
        line.Contains(':', StringComparison.Ordinal) && (!Ascii.IsValid(line) || s_words.Any(word => line.Contains(word, StringComparison.OrdinalIgnoreCase)));

    /// <summary>No word of a severity keeps a blank or a colon behind it: neither the first one nor one in the place of the code.</summary>
    private static string Undo(Match diagnostic)
    {
        var code = diagnostic.Groups["code"].Value;
        return diagnostic.Groups["word"].Value + (code.Length == 0 ? "" : Ratio + code) + Ratio;
    }

    /// <summary>Takes runners' commands apart, in text that is fit to be shown.</summary>
    public static string Commands(string text)
    {
        text = Hashes(text);
        while (text.Contains("::", StringComparison.Ordinal)) text = text.Replace("::", ": :", StringComparison.Ordinal);
        return text;
    }

    /// <summary>Takes <c>##[…]</c> apart: the only command that may start within a line, and that may stand in a path.</summary>
    public static string Hashes(string text) =>
        text.Contains("##", StringComparison.Ordinal) ? Patterns.Command.Replace(text, match => "# " + match.Value[1..]) : text;

    /// <summary>A path in front of <c>(line,column):</c>. A colon would end it early; only that of a drive stays.</summary>
    public static string Path(string path)
    {
        var drive = path.Length > 2 && char.IsAsciiLetter(path[0]) && path[1] == ':' && path[2] is '/' or '\\' ? path[..2] : "";
        var rest = Hashes(Visible.Of(path[drive.Length..], MaxPath));
        var safe = new StringBuilder(drive);
        for (var i = 0; i < rest.Length; i++)
        {
            var edge = i == 0 || i == rest.Length - 1;
            safe.Append(rest[i] == ':' || (edge && char.IsWhiteSpace(rest[i])) ? Visible.Escape(rest[i]) : rest[i].ToString());
        }
        return safe.Length == 0 ? "?" : safe.ToString();
    }

    private static class Patterns
    {
        private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

        public static readonly Regex Command = new(@"##\w*\[", Linear);

        public static readonly Regex Diagnostic = new(@"(?<word>error|warning|info|note)(?<code>(\s+[^: ]*)?\s*):", Linear | RegexOptions.ExplicitCapture);
    }
}
