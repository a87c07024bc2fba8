using System.Text;
using DataGate.Files.Reports.Escaping;
using DataGate.Rules;

namespace DataGate.Files.Reports.Layout;

/// <summary>What a dataset is: its name, size, reference and owner.</summary>
internal static class DatasetHeader
{
    private const int MaxName = 160;

    /// <summary>On as many lines as the terminal's width asks for.</summary>
    public static void Write(MeasuredDataset dataset, ReportOptions options, TextWriter to)
    {
        var name = Terminal.Text(dataset.Name, MaxName);
        var line = new StringBuilder(name.Paint(Ink.Strong, options.Color)).Append(" —");
        var columns = Terminal.Columns(name) + 2;
        var parts = Parts(dataset).Select(part => Terminal.Text(part, MaxName)).ToList();
        for (var i = 0; i < parts.Count; i++)
        {
            var part = i < parts.Count - 1 ? parts[i] + "," : parts[i];
            var breaks = options.Width > 0 && columns + 1 + Terminal.Columns(part) > options.Width;
            line.Append(breaks ? "\n    " : " ").Append(part);
            columns = (breaks ? 4 : columns + 1) + Terminal.Columns(part);
        }
        to.Write(line.Append('\n'));
    }

    /// <summary>Unescaped.</summary>
    public static IEnumerable<string> Parts(MeasuredDataset dataset)
    {
        if (dataset.IsUnion) yield return Amounts.Of(dataset.Members.Length, "dataset");
        yield return Amounts.Of(dataset.Files, "file");
        yield return Amounts.Of(dataset.Documents, "record");
        yield return Amounts.Of(dataset.Tokens, "token");
        if (dataset.Change is { } change)
            yield return change.Altered == 0 ? $"{Figures.Of(change.Added)} added and {Figures.Of(change.Removed)} removed since {change.Since}"
                : $"{Figures.Of(change.Added)} added, {Figures.Of(change.Removed)} removed and {Figures.Of(change.Altered)} altered since {change.Since}";
        if (dataset.ReferenceDocuments is { } reference) yield return Amounts.Of(reference, "reference record");
        if (dataset.Owner is { } owner) yield return $"owner {owner}";
    }
}
