using System.Security.Cryptography;
using System.Text;

namespace DataGate.Rules;

/// <summary>What makes two findings of different runs the same: the rule and what it judged, not the numbers or the rows.</summary>
internal static class Fingerprints
{
    public static string Of(Finding finding)
    {
        // A budget's finding is the same wherever its rows stand; a file's is the same in the same file with the same fault.
        var file = finding.Metric is null ? finding.Data?.File : null;
        var fault = finding.Metric is null ? finding.Fault ?? finding.Message : null;
        var text = string.Join('\0', finding.Code, finding.Kind, finding.Dataset, finding.Slice, finding.Metric, finding.Bound, file, fault);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }
}
