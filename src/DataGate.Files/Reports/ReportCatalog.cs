using System.Collections.Immutable;

namespace DataGate.Files.Reports;

/// <summary>Every output format of a check.</summary>
public static class ReportCatalog
{
    public static ImmutableArray<Report> All { get; } =
    [
        new TextReport(),
        new MsBuildReport(),
        new GitHubReport(),
        new AzureReport(),
        new JsonReport(),
        new SarifReport(),
        new JUnitReport(),
        new GitLabReport(),
        new MarkdownReport(),
        new HtmlReport(),
    ];

    /// <summary>The report of a format's name; null: there is no such format.</summary>
    public static Report? Find(string name) => All.FirstOrDefault(report => report.Name == name);
}
