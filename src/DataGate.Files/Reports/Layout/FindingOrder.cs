using DataGate.Rules;

namespace DataGate.Files.Reports.Layout;

/// <summary>The worst first; among equals, the verdict's own order.</summary>
internal static class FindingOrder
{
    public static IEnumerable<Finding> WorstFirst(this IEnumerable<Finding> findings) =>
        findings.OrderByDescending(finding => (int)finding.Severity).ThenBy(finding => (int)finding.Kind);
}
