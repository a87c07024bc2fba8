namespace DataGate.Files.Reports.Layout;

/// <summary>How a piece of text looks on a terminal that has colours.</summary>
internal enum Ink
{
    None,
    Strong,
    Good,
    Doubtful,
    Bad,
}

/// <summary>ANSI sequences, where they are wanted.</summary>
internal static class Inks
{
    private const string Reset = "\u001b[0m";

    public static string Paint(this string text, Ink ink, bool color) => !color || ink == Ink.None || text.Length == 0 ? text : ink switch
    {
        Ink.Good => $"\u001b[32m{text}{Reset}",
        Ink.Doubtful => $"\u001b[33m{text}{Reset}",
        Ink.Bad => $"\u001b[1;31m{text}{Reset}",
        _ => $"\u001b[1m{text}{Reset}",
    };
}
