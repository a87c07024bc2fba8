using System.Collections.Immutable;
using DataGate.Files.Baselines;
using DataGate.Files.PolicyFile;
using DataGate.Files.Reports;
using DataGate.Files.Reports.Escaping;
using DataGate.Files.Reports.Json;

namespace DataGate.Tool.Commands;

/// <summary>What one look back is asked for.</summary>
internal sealed record HistoryOptions
{
    public required string? Policy { get; init; }

    /// <summary>Empty: all.</summary>
    public required ImmutableArray<string> Datasets { get; init; }

    /// <summary>Versions at most.</summary>
    public required int Limit { get; init; }

    /// <summary>Whether each label and each value of a field is shown.</summary>
    public required bool IsWhole { get; init; }

    public required bool IsJson { get; init; }

    public required DateOnly Today { get; init; }

    public required bool AllowOutside { get; init; }

    public required bool Color { get; init; }
}

/// <summary>Reads the versions of a baseline and shows each number over them.</summary>
internal sealed class HistoryRun(Host host, HistoryOptions options)
{
    public int Run()
    {
        var path = PolicyFinder.Find(options.Policy, host.Folder);
        var result = PolicyReader.Read(path, new PolicyReaderOptions { BaseDirectory = host.Folder, AllowOutside = options.AllowOutside });
        if (result.Policy is not { } policy) return Problems.Write(result, host.Error);
        NamedDatasets.Check(policy, options.Datasets);
        var versions = BaselineVersions.Read(path, host.Folder, options.Today, options.Limit);
        var shown = Path.GetRelativePath(host.Folder, BaselineFile.PathOf(path)).Replace('\\', '/');
        if (versions.Versions.IsEmpty)
            throw new UsageException(UsageCodes.Baseline, $"there is no baseline '{Terminal.Escape(shown)}', and none was ever committed: 'dotnet datagate baseline' writes one");
        var trends = Trend.Of(versions, policy);
        if (!options.Datasets.IsEmpty) trends = [.. trends.Where(trend => options.Datasets.Contains(trend.Key.Dataset, StringComparer.Ordinal))];
        var report = new ReportOptions { Width = host.Width, Color = options.Color, Version = Defects.Version };
        if (options.IsJson) host.Out.Write(HistoryJson.Of(versions, trends, shown, report));
        else HistoryTable.Write(versions, trends, shown, report, !host.IsUtf8, options.IsWhole, host.Out);
        Remark(versions);
        // Of the newest one everything else hangs: what can't be read there compares nothing.
        return versions.Versions[^1].Found.WhyNot is null ? ExitCodes.Holds : ExitCodes.NotJudged;
    }

    /// <summary>What is missing of the history is said where it doesn't stand in the way.</summary>
    private void Remark(BaselineVersions versions)
    {
        foreach (var version in versions.Versions.Where(version => version.Found.WhyNot is not null))
            host.Error.WriteLine(Terminal.Escape($"datagate: the baseline of {version.Name} isn't shown: {version.Found.WhyNot}"));
        if (versions is { Versions.Length: 1, Remark: null }) host.Error.WriteLine("datagate: one version makes no trend; commit the baseline when it changes, and this shows how it moved");
        if (versions.Remark is { } remark) host.Error.WriteLine(Terminal.Escape($"datagate: {remark}"));
    }
}
