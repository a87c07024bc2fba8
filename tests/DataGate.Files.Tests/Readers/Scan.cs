using System.Text;
using DataGate.Files.Readers;

namespace DataGate.Files.Tests.Readers;

/// <summary>What a scan of files found, in the order of the files.</summary>
internal sealed record Scan(IReadOnlyList<Row> Rows, IReadOnlyList<Problem> Problems, IReadOnlyList<string> PlacedRows)
{
    /// <summary>The values of each record, one a line.</summary>
    public string Values => string.Join('\n', Rows.Select(r => r.Values));

    /// <summary>Kind and place of each problem, one a line.</summary>
    public string Kinds => string.Join('\n', Problems.Select(p => $"{p.Kind}({p.Line},{p.Column})"));

    public static Scan Of(string name, string content, params string[] fields) => Of(name, Encoding.UTF8.GetBytes(content), fields);

    /// <summary>Writes one file and reads it.</summary>
    public static Scan Of(string name, byte[] content, params string[] fields)
    {
        using var folder = new TempFolder();
        return Of([folder.Write(name, content)], fields);
    }

    public static Scan Of(IReadOnlyList<InputFile> files, string[] fields, long chunkSize = ScanPlan.ChunkSize, ScanOptions? options = null)
    {
        var plan = ScanPlan.For(files, chunkSize);
        var result = Scanner.Scan(plan, () => new Collected(fields), options: options ?? new ScanOptions { Threads = 1 });
        var index = new LineIndex(plan, result.Lines.AsSpan());
        var rows = result.Parts.SelectMany(p => p.Rows).OrderBy(r => r.Place).ToList();
        var problems = result.Parts.SelectMany(p => p.Problems)
            .OrderBy(p => p.Place).ThenBy(p => p.Kind).ThenBy(p => p.Detail, StringComparer.Ordinal);
        return new Scan(
            [.. rows.Select(r => new Row(index.Locate(r.Place), r.Values)).OrderBy(r => plan.Files.ToList().FindIndex(f => f.Display == r.Location.File)).ThenBy(r => r.Location)],
            [.. problems.Select(p => new Problem(p.Kind, index.Locate(p.Place), p.Detail))],
            [.. rows.Select(r => $"{r.Place} {r.Values}")]);
    }
}
