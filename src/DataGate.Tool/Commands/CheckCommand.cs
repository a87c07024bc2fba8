using System.Collections.Immutable;
using System.CommandLine;
using DataGate.Files.Judging;
using DataGate.Files.Memos;
using DataGate.Files.Parts;
using DataGate.Files.Reports;
using DataGate.Policies;

namespace DataGate.Tool.Commands;

/// <summary><c>check</c>: judges every dataset of a policy; the main job.</summary>
internal static class CheckCommand
{
    public static Command Build(Host host)
    {
        var policy = Shared.Policy("; where there is none, all below");
        var datasets = new Option<string[]>("--dataset") { Description = "Judge only this dataset of the policy; may be repeated", HelpName = "NAME" };
        var format = new Option<string?>("--format")
        {
            Description = "What standard output holds. Default: text; in GitHub Actions text, annotations and the job summary; in Azure Pipelines text and its logging commands",
            HelpName = string.Join('|', ReportCatalog.All.Select(report => report.Name)),
        };
        Shared.TakeOneOf(format, [.. ReportCatalog.All.Select(report => report.Name)]);
        var reports = new Option<string[]>("--report") { Description = "Write a report to a file besides; may be repeated", HelpName = "FORMAT=FILE" };
        datasets.CompletionSources.Add(Suggestions.Datasets(host.Folder));
        reports.CompletionSources.Add(Suggestions.Reports);
        var part = new Option<string?>("--part") { Description = "Read only part I of N and write what it holds to --output, judging nothing", HelpName = "I/N" };
        var output = new Option<string?>("--output", "-o") { Description = "The file that --part writes", HelpName = "FILE" };
        var parts = new Option<string[]>("--parts") { Description = "Judge what these parts hold, all N of them, reading no data", HelpName = "FILES", AllowMultipleArgumentsPerToken = true };
        var since = new Option<string?>("--since") { Description = "Judge what was added since this git revision on its own as well", HelpName = "REV" };
        var policyFrom = new Option<string?>("--policy-from") { Description = "Judge by the policy, its bases, references, taxonomies and baseline of this git revision, and tell what the change does to them", HelpName = "REV" };
        var mergeBase = new Option<string?>("--since-merge-base") { Description = "The same, since HEAD and this branch parted", HelpName = "BRANCH" };
        var hosts = new Option<string[]>("--allow-network") { Description = "Let the policy's judge be asked at this host (or host:port); its key is read from " + JudgeAccess.KeyVariable, HelpName = "HOST" };
        var (shared, embedding, several) = (new Shared(), new EmbeddingOptions(), new SeveralOptions());
        var command = new Command("check", "Judge every dataset of a policy. Exits 0: all budgets hold, 1: one is broken, 2: the policy or the command line is wrong, 3: something was not judged.")
        {
            policy, datasets, format, reports, since, mergeBase, policyFrom, part, output, parts, hosts,
        };
        several.AddTo(command, since, mergeBase);
        shared.AddTo(command);
        embedding.AddTo(command);
        command.SetAction(parsed =>
        {
            var progress = shared.ProgressOf(parsed, host, silent: parsed.GetValue(format) == "msbuild");
            return new CheckRun(host, KeptResults.Usable(host, new CheckOptions
            {
                Policy = parsed.GetValue(policy),
                IsAll = several.IsAll(parsed),
                IsAffected = several.IsAffected(parsed),
                Datasets = [.. parsed.GetValue(datasets) ?? []],
                Formats = Formats(parsed.GetValue(format), host),
                SummaryFile = IsActions(host) && parsed.GetValue(format) is null or "github" ? host.Variable("GITHUB_STEP_SUMMARY") : null,
                Reports = [.. (parsed.GetValue(reports) ?? []).Select(ReportFile.Parse)],
                Since = parsed.GetValue(since),
                SinceMergeBase = parsed.GetValue(mergeBase),
                PolicyFrom = parsed.GetValue(policyFrom),
                Part = Part(parsed.GetValue(part), parsed.GetValue(output)),
                Output = parsed.GetValue(output),
                Parts = [.. parsed.GetValue(parts) ?? []],
                AllowedHosts = [.. parsed.GetValue(hosts) ?? []],
                Words = shared.WordsOf(parsed),
                Memory = shared.MemoryOf(parsed),
                Threads = shared.ThreadsOf(parsed),
                Today = shared.TodayOf(parsed, host),
                Embedding = embedding.Of(parsed, host, shared, progress),
                AllowOutside = parsed.GetValue(shared.AllowOutside),
                Color = shared.UsesColor(parsed, host),
                IsDetailed = shared.IsDetailed(parsed),
                Progress = progress,
                Digests = (parsed.GetValue(since) ?? parsed.GetValue(mergeBase)) is null ? new KnownDigests(host.Started, leastPiece: host.LeastPiece) : new KnownDigests(host.Started, host.MinKeptBytes, host.LeastPiece),
            })).Run();
        });
        command.Validators.Add(result => RefuseTogether(result, since, mergeBase, policyFrom, part, parts));
        return command;
    }

    /// <summary>Options of which one rules out another.</summary>
    private static void RefuseTogether(System.CommandLine.Parsing.CommandResult result, Option since, Option mergeBase, Option policyFrom, Option part, Option parts)
    {
        var isPart = (result.GetResult(part) ?? result.GetResult(parts)) is not null;
        if (result.GetResult(part) is not null && result.GetResult(parts) is not null) result.AddError("--part makes a part, --parts judges them: one at a time");
        if (result.GetResult(since) is not null && result.GetResult(mergeBase) is not null) result.AddError("--since and --since-merge-base both name where the change starts: one of them");
        if (isPart && (result.GetResult(since) ?? result.GetResult(mergeBase)) is not null) result.AddError("a change is judged in one piece: --since takes no --part and no --parts");
        if (isPart && result.GetResult(policyFrom) is not null) result.AddError("a change of the gate is judged in one piece: --policy-from takes no --part and no --parts");
    }

    private static bool IsActions(Host host) => host.Variable("GITHUB_ACTIONS") == "true";

    private static bool IsAzure(Host host) => string.Equals(host.Variable("TF_BUILD"), "true", StringComparison.OrdinalIgnoreCase);

    private static ImmutableArray<Report> Formats(string? name, Host host) =>
        name is not null ? [ReportCatalog.Find(name)!]
        : IsActions(host) ? [ReportCatalog.Find("text")!, ReportCatalog.Find("github")!]
        : IsAzure(host) ? [ReportCatalog.Find("text")!, ReportCatalog.Find("azure")!]
        : [ReportCatalog.Find("text")!];

    private static PartNumber? Part(string? text, string? output)
    {
        if (text is null && output is not null) throw new UsageException(UsageCodes.CommandLine, "--output is where --part writes: there is no --part");
        if (text is null) return null;
        if (output is null) throw new UsageException(UsageCodes.CommandLine, "--part needs --output FILE");
        return PartNumber.TryParse(text) ?? throw new UsageException(UsageCodes.CommandLine, $"--part takes I/N with I from 1 to N, not '{text}'");
    }
}

/// <summary>What one check is asked for.</summary>
internal sealed record CheckOptions
{
    public required string? Policy { get; init; }

    /// <summary>Whether <see cref="Policy"/> is a folder, and all policies below it are meant.</summary>
    public required bool IsAll { get; init; }

    /// <summary>Whether of these only those are meant that the change touches.</summary>
    public required bool IsAffected { get; init; }

    public required ImmutableArray<string> Datasets { get; init; }

    /// <summary>What goes to standard output, one after the other.</summary>
    public required ImmutableArray<Report> Formats { get; init; }

    /// <summary>The job summary that GitHub Actions shows, to append to; null or empty: there is none.</summary>
    public required string? SummaryFile { get; init; }

    public required ImmutableArray<ReportFile> Reports { get; init; }

    /// <summary>The revision since which additions are judged on their own; null: see <see cref="SinceMergeBase"/>.</summary>
    public required string? Since { get; init; }

    /// <summary>The branch since whose parting they are; null: they are not.</summary>
    public required string? SinceMergeBase { get; init; }

    /// <summary>The revision whose policy judges; null: the policy as it stands.</summary>
    public required string? PolicyFrom { get; init; }

    /// <summary>Whether a report draws the sets. A part is made before anyone knows what reports are asked of the whole: it holds what they draw.</summary>
    public bool Profiles => Part is not null || !Parts.IsEmpty || Draws;

    /// <summary>A policy with what the command line says instead.</summary>
    public Policy Over(Policy policy) => policy with { Words = Words ?? policy.Words, Memory = Memory ?? policy.Memory };

    /// <summary>Whether a report draws what was measured.</summary>
    public bool Draws => Formats.Concat(Reports.Select(report => report.Format)).Any(report => report.DrawsSets);

    /// <summary>The part to read and write; null: all is read and judged.</summary>
    public required PartNumber? Part { get; init; }

    /// <summary>Where the part goes.</summary>
    public required string? Output { get; init; }

    /// <summary>Parts to judge; empty: files are read.</summary>
    public required ImmutableArray<string> Parts { get; init; }

    /// <summary>Hosts that may be asked over the network.</summary>
    public required ImmutableArray<string> AllowedHosts { get; init; }

    public required Text.Words? Words { get; init; }

    /// <summary>Bytes that sketches may take; null: what the policy says.</summary>
    public required long? Memory { get; init; }

    public required int Threads { get; init; }

    /// <summary>Days since 1970-01-01.</summary>
    public required int Today { get; init; }

    /// <summary>How texts are embedded, where a measure asks for it.</summary>
    public required EmbeddingRequest Embedding { get; init; }

    public required bool AllowOutside { get; init; }

    public required bool Color { get; init; }

    public required bool IsDetailed { get; init; }

    public required Progress Progress { get; init; }

    /// <summary>Of the files that the check reads.</summary>
    public required KnownDigests Digests { get; init; }
}
