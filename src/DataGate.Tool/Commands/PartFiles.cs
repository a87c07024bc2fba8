using System.Collections.Immutable;
using System.Globalization;
using DataGate.Files.Datasets;
using DataGate.Files.Git;
using DataGate.Files.Parts;
using DataGate.Files.Paths;
using DataGate.Files.PolicyFile;
using DataGate.Verdicts;

namespace DataGate.Tool.Commands;

/// <summary>The parts of a check: one written, or all put together.</summary>
internal sealed class PartFiles(Host host, CheckOptions options, PolicyResult policy, ImmutableArray<DatasetPlan> plans)
{
    private readonly Lazy<string> _policy = new(() => PartFile.Hash(
        policy.FilesRead, options.Words?.ToString() ?? "", string.Join('\n', plans.Select(Size)), string.Join('\n', options.Datasets), string.Join('\n', Revisions(plans))));

    private string Policy => _policy.Value;

    /// <summary>What fixes how much sketches hold, whether the policy says it or the command line.</summary>
    private static string Size(DatasetPlan plan) =>
        string.Create(CultureInfo.InvariantCulture, $"{plan.Data.Sketches.Entries} {plan.Data.Sketches.Sample} {plan.Data.Sketches.SampleBytes} {plan.Data.Sketches.LineageBytes}");

    /// <summary>The commits that references are read at: a branch may move between parts.</summary>
    private static IEnumerable<string> Revisions(ImmutableArray<DatasetPlan> plans) => plans.Where(plan => plan.Dataset.Reference?.Revision is not null)
        .Select(plan => GitRepository.Open(plan.ReferenceFiles!.Folder).Resolve(plan.Dataset.Reference!.Revision!).Commit);

    public int Save(PartNumber number, SourceOptions source)
    {
        var parts = plans.Select(plan => new DatasetSource(plan, source).Read()).ToImmutableArray();
        options.Progress.Finish();
        var path = Path.GetFullPath(options.Output!, host.Folder);
        try
        {
            OutputPath.Refuse(path, options.AllowOutside);
            PartFile.Save(path, new PartIdentity(Defects.Version, Policy, number), parts);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(UsageCodes.Parts, $"the part '{options.Output}' can't be written: {e.Message}");
        }
        host.Error.WriteLine(Files.Reports.Escaping.Terminal.Escape($"datagate: part {number} written to {options.Output}; nothing is judged before all parts are put together"));
        return ExitCodes.Holds;
    }

    public ImmutableArray<DatasetPart> Load()
    {
        var seen = new SortedDictionary<int, string>();
        var count = 0;
        ImmutableArray<DatasetPart>? whole = null;
        foreach (var file in options.Parts)
        {
            try
            {
                if (file.Length == 0) throw new InvalidDataException("its name is empty, as that in an unset variable is");
                var path = Path.GetFullPath(file, host.Folder);
                if (Directory.Exists(path)) throw new InvalidDataException("it is a folder: name the parts in it");
                var (number, parts) = PartFile.Load(path, Defects.Version, Policy, plans);
                if (count != 0 && count != number.Count) throw new InvalidDataException($"it is one of {number.Count}, the others of {count}");
                count = number.Count;
                if (!seen.TryAdd(number.Index, file)) throw new InvalidDataException($"'{seen[number.Index]}' is part {number} as well");
                whole = whole is { } sum ? [.. sum.Zip(parts, (left, right) => left.With(right))] : parts;
            }
            catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
            {
                throw new UsageException(UsageCodes.Parts, $"the part '{file}' can't be used: {e.Message}");
            }
        }
        var missing = Enumerable.Range(1, count).Where(index => !seen.ContainsKey(index)).Select(index => index.ToString(CultureInfo.InvariantCulture)).ToList();
        if (missing.Count > 0)
            throw new UsageException(UsageCodes.Parts, $"of {count} parts, {missing.Count} are missing: {string.Join(", ", missing.Take(10))}{(missing.Count > 10 ? " …" : "")}");
        return whole!.Value;
    }
}
