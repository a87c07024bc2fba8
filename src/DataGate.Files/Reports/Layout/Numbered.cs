using System.Globalization;
using DataGate.Rules;

namespace DataGate.Files.Reports.Layout;

/// <summary>
/// Tells findings with one fingerprint apart by counting them, for what takes equal fingerprints for one finding: a file with the same
/// fault in several rows has one such finding a row.
/// </summary>
internal static class Numbered
{
    /// <returns>The findings in their order, each with its number among those of its fingerprint, from 1.</returns>
    public static IEnumerable<(Finding Finding, string Fingerprint, int Number)> Of(IEnumerable<Finding> findings)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var finding in findings)
        {
            var fingerprint = finding.Fingerprint;
            var number = seen[fingerprint] = seen.GetValueOrDefault(fingerprint) + 1;
            yield return (finding, fingerprint, number);
        }
    }

    /// <summary>The fingerprint and the number as one text; the first is the fingerprint alone.</summary>
    public static string Text(string fingerprint, int number) =>
        number == 1 ? fingerprint : string.Create(CultureInfo.InvariantCulture, $"{fingerprint}-{number}");
}
