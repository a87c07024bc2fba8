using System.CommandLine.Completions;
using DataGate.Files.PolicyFile;
using DataGate.Files.Reports;
using DataGate.Metrics;
using DataGate.Tool.Pages;

namespace DataGate.Tool.Commands;

/// <summary>Names that a shell completes. What can't be found out is not suggested, and never an error.</summary>
internal static class Suggestions
{
    private const int MaxPolicies = 100;

    /// <summary>Codes, metrics and topics that have a page.</summary>
    public static IEnumerable<string> Pages(CompletionContext context) =>
        PageCatalog.Codes.Select(code => code.Code).Concat(Metrics(context)).Concat(PageCatalog.Topics.Select(topic => topic.Name));

    public static IEnumerable<string> Metrics(CompletionContext context) => MetricCatalog.All.Select(metric => metric.Name);

    /// <summary>What stands before the file of <c>--report</c>.</summary>
    public static IEnumerable<string> Reports(CompletionContext context) => ReportCatalog.All.Select(report => report.Name + "=");

    /// <summary>The datasets of the policy that would be checked, or of all below, as the command line names them.</summary>
    /// <param name="folder">Where the tool is run.</param>
    public static Func<CompletionContext, IEnumerable<string>> Datasets(string folder) => context =>
    {
        try
        {
            var words = context.ParseResult.Tokens.Select(token => token.Value).ToList();
            var named = words.Skip(1).FirstOrDefault(word => !word.StartsWith('-') && (Directory.Exists(Path.Join(folder, word)) || File.Exists(Path.Join(folder, word))));
            var isAll = words.Contains("--all", StringComparer.Ordinal) || words.Contains("--affected", StringComparer.Ordinal);
            return (isAll ? null : PolicyFinder.TryFind(named, folder)) is { } one ? Names(one, folder, null) : Below(Path.GetFullPath(named ?? ".", folder), folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or Files.Git.GitException)
        {
            return [];
        }
    };

    private static IEnumerable<string> Below(string root, string folder) => PolicySearch.Below(root).Take(MaxPolicies).SelectMany(policy => Names(policy, folder, root));

    private static IEnumerable<string> Names(string policy, string folder, string? root)
    {
        var prefix = root is null || PolicySearch.NameOf(policy, root) is "." ? "" : PolicySearch.NameOf(policy, root) + ":";
        return PolicyReader.Read(policy, new PolicyReaderOptions { BaseDirectory = folder }).Policy?.Datasets.Select(dataset => prefix + dataset.Name) ?? [];
    }
}
