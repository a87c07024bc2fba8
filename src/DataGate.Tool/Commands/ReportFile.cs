using DataGate.Files;
using DataGate.Files.Paths;
using DataGate.Files.Reports;

namespace DataGate.Tool.Commands;

/// <summary>A report that goes to a file: <c>FORMAT=FILE</c>.</summary>
internal sealed record ReportFile(Report Format, string Path)
{
    public static ReportFile Parse(string text)
    {
        var cut = text.IndexOf('=', StringComparison.Ordinal);
        if (cut <= 0 || cut == text.Length - 1)
            throw new UsageException(UsageCodes.CommandLine, $"--report takes FORMAT=FILE, not '{text}'");
        var format = ReportCatalog.Find(text[..cut]) ?? throw new UsageException(
            UsageCodes.CommandLine,
            $"--report knows no format '{text[..cut]}': {string.Join(", ", ReportCatalog.All.Select(report => report.Name))}");
        return new ReportFile(format, text[(cut + 1)..]);
    }

    public void Write(string text, string folder, bool allowOutside)
    {
        var path = System.IO.Path.GetFullPath(Path, folder);
        try
        {
            OutputPath.Refuse(path, allowOutside);
            AtomicFile.Write(path, stream =>
            {
                using var writer = new StreamWriter(stream, new System.Text.UTF8Encoding(false), leaveOpen: true);
                writer.Write(text);
            });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(UsageCodes.Report, $"the report '{Path}' can't be written: {e.Message}");
        }
    }
}
