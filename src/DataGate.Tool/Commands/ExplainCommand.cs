using System.CommandLine;
using DataGate.Files.PolicyFile.Checking;
using DataGate.Files.Reports.Escaping;
using DataGate.Metrics;
using DataGate.Tool.Pages;

namespace DataGate.Tool.Commands;

/// <summary><c>explain</c>: the page of a code, a metric or a topic, or a list of all of them.</summary>
internal static class ExplainCommand
{
    private const int MostNear = 3;

    /// <summary>What the codes that begin so are about.</summary>
    private static readonly (string Prefix, string Title)[] s_families =
    [
        ("DG00", "The policy and the command line"),
        ("DG05", "What was not judged"),
        ("DG1", "Diversity"),
        ("DG2", "Divergence from the reference"),
        ("DG3", "Synthetic budgets"),
        ("DG4", "Tails"),
        ("DG5", "History and exemptions"),
        ("DG6", "Leakage between sets"),
        ("DG9", "Reading data"),
    ];

    public static Command Build(Host host)
    {
        var name = new Argument<string?>("CODE|METRIC|TOPIC")
        {
            HelpName = "CODE|METRIC|TOPIC",
            Description = "A code such as DG1001, a metric such as distinct-2, or a topic such as choosing-bounds or policy. Default: list them all",
            Arity = ArgumentArity.ZeroOrOne,
        };
        name.Validators.Add(Shared.RefuseOptions);
        name.CompletionSources.Add(Suggestions.Pages);
        var command = new Command("explain", "Print the page of a code, a metric or a topic: what, why, how it is computed, how to fix it.") { name };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(name) is { } wanted) host.Out.Write(Find(wanted).Standalone);
            else List(host.Out);
            return ExitCodes.Holds;
        });
        return command;
    }

    private static Page Find(string name)
    {
        if (PageCatalog.Find(name) is { } page) return page;
        if (MetricCatalog.All.FirstOrDefault(metric => metric.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } later)
            throw new UsageException(UsageCodes.UnknownName, $"the metric '{later.Name}' ({later.Summary}) is not available yet in this version");
        var known = PageCatalog.Codes.Select(code => code.Code).Concat(MetricCatalog.All.Select(metric => metric.Name))
            .Concat(PageCatalog.Topics.Select(topic => topic.Name));
        var near = Nearest.All(name, known).Take(MostNear).ToList();
        var hint = near.Count == 0 ? "'datagate explain' lists them all" : $"did you mean {string.Join(" or ", near)}?";
        throw new UsageException(UsageCodes.UnknownName, $"there is no code or metric '{Terminal.Escape(name)}'; {hint}");
    }

    private static void List(TextWriter to)
    {
        to.Write("# Topics\n\n");
        foreach (var (name, what) in PageCatalog.Topics) to.Write($"- {name}: {what}\n");
        to.Write("\n");
        to.Write("# Codes\n");
        foreach (var (prefix, title) in s_families)
        {
            to.Write($"\n## {title}\n\n");
            foreach (var (code, what) in PageCatalog.Codes.Where(code => code.Code.StartsWith(prefix, StringComparison.Ordinal)))
                to.Write($"- {code}: {what}\n");
        }
        to.Write("\n# Metrics\n");
        foreach (var family in MetricCatalog.All.GroupBy(metric => metric.Family))
        {
            to.Write($"\n## {family.Key}\n\n");
            foreach (var metric in family) to.Write($"- {metric.Name}: {metric.Summary}\n");
        }
    }
}
