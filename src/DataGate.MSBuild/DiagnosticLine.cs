using System.Globalization;

namespace DataGate.MSBuild;

/// <summary>
/// One diagnostic as the tool prints it: <c>path(line,column): error DG1002: message</c>, with the column or the whole position
/// left out where there is none. Nothing else is one, however much it looks like it: the lines of data are not ours.
/// </summary>
internal sealed class DiagnosticLine
{
    private const string Error = " error ";
    private const string Warning = " warning ";
    private const int CodeLength = 6;

    private DiagnosticLine(string file, int line, int column, bool isError, string code, string message)
    {
        File = file;
        Line = line;
        Column = column;
        IsError = isError;
        Code = code;
        Message = message;
    }

    public string File { get; }

    /// <summary>From 1; 0: none.</summary>
    public int Line { get; }

    /// <summary>From 1; 0: none.</summary>
    public int Column { get; }

    public bool IsError { get; }

    public string Code { get; }

    public string Message { get; }

    /// <summary>Null: the line is no diagnostic of the tool. Looks at each character a fixed number of times.</summary>
    public static DiagnosticLine? TryParse(string text)
    {
        // The tool escapes every colon of a path but that of a drive: the first one ends it.
        var end = text.IndexOf(':', HasDrive(text) ? 2 : 0);
        if (end <= 0 || text.Any(char.IsControl)) return null;
        var rest = text.Substring(end + 1);
        var isError = rest.StartsWith(Error, StringComparison.Ordinal);
        if (!isError && !rest.StartsWith(Warning, StringComparison.Ordinal)) return null;
        rest = rest.Substring((isError ? Error : Warning).Length);
        if (!StartsWithCode(rest)) return null;
        var file = Position(text.Substring(0, end), out var line, out var column);
        return new DiagnosticLine(file, line, column, isError, rest.Substring(0, CodeLength), rest.Substring(CodeLength + 2));
    }

    private static bool HasDrive(string text) => text.Length > 2 && IsLetter(text[0]) && text[1] == ':' && text[2] is '/' or '\\';

    private static bool IsLetter(char letter) => letter is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z');

    /// <summary>Whether it starts with <c>DG1002: </c> and goes on.</summary>
    private static bool StartsWithCode(string text) =>
        text.Length > CodeLength + 2 && text.StartsWith("DG", StringComparison.Ordinal) && text.Skip(2).Take(CodeLength - 2).All(IsDigit)
        && text[CodeLength] == ':' && text[CodeLength + 1] == ' ';

    private static bool IsDigit(char digit) => digit is >= '0' and <= '9';

    /// <summary>Takes <c>(line)</c> or <c>(line,column)</c> off the end of a path.</summary>
    private static string Position(string origin, out int line, out int column)
    {
        line = column = 0;
        var open = origin.LastIndexOf('(');
        if (open <= 0 || origin[origin.Length - 1] != ')') return origin;
        var numbers = origin.Substring(open + 1, origin.Length - open - 2).Split(',');
        if (numbers.Length > 2 || !TryNumber(numbers[0], out var first)) return origin;
        var second = 0;
        if (numbers.Length == 2 && !TryNumber(numbers[1], out second)) return origin;
        (line, column) = (first, second);
        return origin.Substring(0, open);
    }

    private static bool TryNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
