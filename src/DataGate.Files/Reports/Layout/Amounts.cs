using DataGate.Rules;

namespace DataGate.Files.Reports.Layout;

/// <summary>Numbers with their noun, in the right one of singular and plural.</summary>
internal static class Amounts
{
    public static string Of(long number, string noun) => $"{Figures.Of(number)} {noun}{(number == 1 ? "" : "s")}";
}
