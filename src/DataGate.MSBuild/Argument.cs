using System.Text;

namespace DataGate.MSBuild;

/// <summary>One argument of a command line without a shell, quoted as processes on every system take their command lines apart.</summary>
internal static class Argument
{
    public static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        var backslashes = 0;
        foreach (var character in text)
        {
            // Backslashes are themselves, save in front of a quotation mark.
            if (character == '"') quoted.Append('\\', backslashes + 1);
            backslashes = character == '\\' ? backslashes + 1 : 0;
            quoted.Append(character);
        }
        return quoted.Append('\\', backslashes).Append('"').ToString();
    }
}
