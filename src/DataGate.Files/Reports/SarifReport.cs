using System.IO.Compression;
using System.Text;
using DataGate.Files.Reports.Sarif;
using DataGate.Verdicts;

namespace DataGate.Files.Reports;

/// <summary>
/// SARIF 2.1.0 (OASIS, 2020), for code scanning and editors. What GitHub takes is the limit: 5,000 results, the worst first, in at
/// most 10 MB of gzip. What is left out is told as a notification.
/// </summary>
public sealed class SarifReport : Report
{
    private const int MaxResults = 5000;
    private const long MaxBytes = 10_000_000;

    public override string Name => "sarif";

    public override void Write(Verdict verdict, ReportOptions options, TextWriter to)
    {
        var text = SarifLog.Of(verdict, options, MaxResults);
        for (var most = MaxResults / 2; most > 0 && Compressed(text) > MaxBytes; most /= 2) text = SarifLog.Of(verdict, options, most);
        to.Write(text);
    }

    /// <summary>Bytes of its gzip, at the fastest and so largest level.</summary>
    private static long Compressed(string text)
    {
        if (text.Length < MaxBytes / 4) return 0;
        using var counted = new MemoryStream();
        using (var gzip = new GZipStream(counted, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return counted.Length;
    }
}
