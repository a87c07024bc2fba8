using DataGate.Files.Reports;
using DataGate.Verdicts;

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

    /// <summary>Written whole or not at all: into a file beside it, flushed, then renamed.</summary>
    public void Write(Verdict verdict, ReportOptions options, string folder)
    {
        var path = System.IO.Path.GetFullPath(Path, folder);
        var temporary = path + ".tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write))
            {
                using (var writer = new StreamWriter(stream, new System.Text.UTF8Encoding(false), leaveOpen: true)) Format.Write(verdict, options, writer);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(UsageCodes.Report, $"the report '{Path}' can't be written: {e.Message}");
        }
    }
}
