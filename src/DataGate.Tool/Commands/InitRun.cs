using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using DataGate.Documents;
using DataGate.Files;
using DataGate.Files.Datasets;
using DataGate.Files.Git;
using DataGate.Files.Paths;
using DataGate.Files.PolicyFile.Drafting;
using DataGate.Files.Readers;
using DataGate.Files.Reports.Escaping;
using DataGate.Metrics;
using DataGate.Metrics.Samples;
using DataGate.Policies;
using DataGate.Rules;
using DataGate.Text;
using DataGate.Verdicts;

namespace DataGate.Tool.Commands;

/// <summary>Drafts one policy: reads, calibrates, writes, and says what comes next. Of the data itself only its size makes bounds, unless it has to be its own reference.</summary>
internal sealed class InitRun(Host host, InitOptions options)
{
    private const int MinRecords = 100, MaxCard = 1 << 20;
    private const string Human = "human", StandardOutput = "-", BuiltIn = "builtin";

    /// <summary>The policy to write; null: standard output.</summary>
    private readonly string? _path = Target(host, options);

    private string Folder => _path is null ? host.Folder : Path.GetDirectoryName(_path)!;

    private DraftAnchor Anchor => options.Reference.IsEmpty ? DraftAnchor.Itself : options.Reference is [Human] ? DraftAnchor.HumanSlice : DraftAnchor.Files;

    /// <summary>The revision that is the reference; null: files are, or nothing.</summary>
    private string? _revision;

    private RepositoryFence Fence => RepositoryFence.Around(_path ?? Path.Join(host.Folder, PolicyFinder.FileName), options.AllowOutside);

    public int Run()
    {
        Refuse();
        using var embedding = new Embedding(host, options.Embedding, options.Model, new UserCache(host, options.Embedding, Fence.Root));
        if (options.IsSemantic && embedding.Texts.WhyNot is { } none) return NotWritten($"--semantic needs an embedding model: {none}");
        var layout = Layout();
        var (data, reference) = (NamedFiles.Set(layout is null ? options.Files : [.. layout.Splits.SelectMany(split => split.Globs)], host.Folder), Anchor == DraftAnchor.Files ? NamedFiles.Set(options.Reference, host.Folder) : null);
        if (reference is not null && IsRevision(reference)) (_revision, reference) = (options.Reference[0], null);
        LookAt(data, reference);
        var (text, label) = Fields(data);
        var dataset = Dataset(data, reference, text, label);
        var policy = new Policy { File = NamedFiles.Place.File, Datasets = [dataset], Words = options.Words, FalseAlarm = options.FalseAlarm, Embedding = options.Model };
        var plan = new DatasetPlan(policy, dataset);
        var input = DatasetSource.Join(plan, new DatasetSource(plan, Source()).Read());
        options.Progress.Finish();
        // Values of the data make bounds only where it is its own reference; else nothing but its size does.
        var asked = Anchor == DraftAnchor.Itself ? plan : new DatasetPlan(policy, dataset with { Budgets = [] });
        var measured = Gate.Measure(input with { Plan = asked, Embeddings = embedding.Texts }, today: 0);
        if (Remarks.Write(measured.Findings, host)) return NotWritten("what had to be read was not");
        var anchor = (input.Reference ?? input.Data).Scan.Whole.Slice(Anchor == DraftAnchor.HumanSlice ? SliceName.Human : SliceName.All);
        if (TooFew(anchor.Tally.Records, measured.Documents) is { } few) return NotWritten(few);
        var (side, sample) = (SampledSide.Of(anchor), new EmbeddingSample(embedding.Texts, policy.EmbedSample, policy.Seed));
        if (options.IsSemantic && sample.Prepare(sample.Of(SampledSide.Of(input.Data.Scan.Whole.Slice(SliceName.All))), sample.Of(side), overPerplexities: false) is { } unread)
            return NotWritten($"--semantic can't read the texts: {unread} (here with --model FOLDER)");
        var comparison = new ComparisonOptions(policy.Seed, DatasetPlan.ComparedTokens, Family.Shuffles(options.FalseAlarm), options.Threads) { Stopped = host.Stopped };
        var words = WordSplitter.For(plan.Data.Words, plan.Data.Seed);
        var calibration = Calibration.Of(words, side, measured.Documents, Metrics(label is not null), new Family(options.FalseAlarm), comparison, sample);
        var calibrated = Anchor == DraftAnchor.Itself ? AtFullSize(calibration.Found, measured) : calibration.Found;
        if (calibrated.IsEmpty) return NotWritten("no measure is defined on halves of the records");
        var budgets = calibrated.Count(found => PolicyDraft.IsWritten(found, Anchor));
        if (budgets == 0) return NotWritten("no measure leaves room for a bound: it would fail nothing, or anything");
        var draft = new DraftOptions
        {
            Name = dataset.Name,
            Files = NamedFiles.From(data, Folder),
            FileSplits = layout is null ? [] : [.. layout.Splits.Select(split => (split.Name, NamedFiles.From(NamedFiles.Set(split.Globs, host.Folder), Folder)))],
            Text = text.Text,
            Label = label?.Text,
            Anchor = Anchor,
            Reference = reference is null ? [] : NamedFiles.From(reference, Folder),
            Revision = _revision,
            Origin = options.Origin?.Text,
            Human = options.Human,
            Words = options.Words,
            Model = Model(),
            LeftOut = calibration.LeftOut,
            FalseAlarm = options.FalseAlarm,
            Splits = comparison.Shuffles,
            DataRecords = measured.Documents,
            ReferenceRecords = anchor.Tally.Records,
        };
        Write(PolicyDraft.Write(draft, calibrated));
        Say(draft, budgets, input.Data.Scan.Whole.Slice(SliceName.All).Tally.Unmatched.Times);
        return ExitCodes.Holds;
    }

    private static string? Target(Host host, InitOptions options)
    {
        if (options.Output == StandardOutput) return null;
        var path = Path.GetFullPath(options.Output, host.Folder);
        return Directory.Exists(path) ? Path.Join(path, PolicyFinder.FileName) : path;
    }

    /// <summary>What can be known to be wrong before anything is read.</summary>
    private void Refuse()
    {
        if (_path is not null && !options.Force && File.Exists(_path))
            throw new UsageException(UsageCodes.Draft, $"'{Shown(_path)}' stands already and was not touched; --force overwrites it, -o FILE writes another");
        if (!Directory.Exists(Folder))
            throw new UsageException(UsageCodes.Draft, $"the policy '{Shown(_path!)}' can't be written: there is no such folder");
        if (Anchor == DraftAnchor.HumanSlice && options.Origin is null)
            throw new UsageException(UsageCodes.CommandLine, "--reference human takes the human records as the reference: name the field that tells them with --origin (a file of that name is ./human)");
        if (options.Name is { } name && (string.IsNullOrWhiteSpace(name) || name.Length > 200 || name.Any(char.IsControl)))
            throw new UsageException(UsageCodes.CommandLine, "--name takes 1 to 200 characters without control characters");
        if (options.Model.ModelFolder is { } model && !Fence.Allows(model))
            throw new UsageException(UsageCodes.CommandLine, $"--model: '{Shown(model)}' lies outside the repository; --allow-outside allows it");
        foreach (var file in options.Files.Concat(options.Reference).Where(file => file.Any(char.IsControl)))
            throw new UsageException(UsageCodes.CommandLine, $"'{Terminal.Escape(file)}' holds a control character, which a policy's globs may not");
        foreach (var (files, what) in new[] { (options.Files, "FILES"), (options.Reference, "--reference") })
            if (files is [['!', ..], ..]) throw new UsageException(UsageCodes.CommandLine, $"{what}: '{files[0]}' takes away files before any is named");
    }

    /// <summary>Whether the reference's only name is no file's but a revision's.</summary>
    private bool IsRevision(FileSet reference)
    {
        if (reference.Globs is not [{ Excludes: false } only] || GlobResolver.Resolve(reference, Fence, host.Folder) is { Files.IsEmpty: false } or { Refused.IsEmpty: false }) return false;
        try
        {
            GitRepository.Open(host.Folder).Resolve(only.Glob);
            return true;
        }
        catch (GitException e) when (e.IsUsage)
        {
            throw new UsageException(UsageCodes.CommandLine, Terminal.Escape($"--reference: '{only.Glob}' matches no file, and is no revision either: {e.Message}"));
        }
    }

    /// <summary>Of a single folder that is laid out as data hubs do, with globs from where the tool is run; null: it is read as it is named.</summary>
    private HubLayout? Layout()
    {
        if (options.Files is not [var only] || !Directory.Exists(Path.GetFullPath(only, host.Folder))) return null;
        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(only, host.Folder));
        var card = Path.Join(folder, HubLayout.Card);
        var names = GlobResolver.Resolve(NamedFiles.Set(options.Files, host.Folder), Fence, folder).Files.Select(file => file.Shown);
        var found = HubLayout.Of(names, Fence.Allows(card) && File.Exists(card) ? Head(card) : null, out var unread);
        if (unread is not null) Tell($"'{Shown(card)}' names no splits here: {unread}", "warning: ");
        if (found is null) return null;
        Tell($"'{only}' is laid out as data hubs do, {found.Says}: {string.Join(", ", found.Splits.Select(split => split.Name))}");
        var prefix = Path.GetRelativePath(host.Folder, folder).Replace('\\', '/');
        return found with { Splits = [.. found.Splits.Select(split => split with { Globs = [.. split.Globs.Select(glob => prefix == "." ? glob : $"{prefix}/{glob}")] })] };
    }

    /// <summary>The start of a text, in which its head is.</summary>
    private string? Head(string path)
    {
        try
        {
            using var file = new StreamReader(RegularFile.Open(path));
            var text = new char[MaxCard];
            return new string(text, 0, file.ReadBlock(text));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Tell($"'{Shown(path)}' can't be read: {e.Message}", "warning: ");
            return null;
        }
    }

    /// <summary>Looks for the reference by each of its names, and for files on both sides.</summary>
    private void LookAt(FileSet data, FileSet? reference)
    {
        if (reference is null) return;
        foreach (var glob in reference.Globs.Where(glob => !glob.Excludes))
        {
            var found = GlobResolver.Resolve(reference with { Globs = [glob] }, Fence, host.Folder);
            if (found.Files.IsEmpty && found.Refused.IsEmpty)
                throw new UsageException(UsageCodes.CommandLine, $"--reference: '{glob.Glob}' matches no file");
        }
        var own = GlobResolver.Resolve(data, Fence, host.Folder).Files.Select(file => file.FullPath).ToHashSet(StringComparer.Ordinal);
        foreach (var both in GlobResolver.Resolve(reference, Fence, host.Folder).Files.Where(file => own.Contains(file.FullPath)))
            Tell($"'{both.Shown}' is data and reference: what is compared with itself never differs", "warning: ");
    }

    private (TextTemplate Text, FieldPath? Label) Fields(FileSet data)
    {
        var found = new FoundFields(GlobResolver.Resolve(data, Fence, host.Folder).Files.Select(file => new InputFile(file.FullPath, file.Shown, 0)));
        var text = options.Text;
        if (text is null)
        {
            (text, var isGuess) = found.Text(options.Label?.Text, options.Origin?.Text);
            if (isGuess) Tell($"the text is taken from the field '{text.Text}', the longest; --text names another");
        }
        var label = options.Label;
        if (label is null && (label = found.Label(text)) is not null) Tell($"the label is taken from the field '{label.Text}'; --label names another");
        return (text, label);
    }

    private SourceOptions Source() => new()
    {
        BaseDirectory = host.Folder,
        Fence = Fence,
        Threads = options.Threads,
        Started = options.Progress.Start,
        Advanced = options.Progress.Advance,
        Stopped = host.Stopped,
    };

    private DatasetPolicy Dataset(FileSet data, FileSet? reference, TextTemplate text, FieldPath? label) => new()
    {
        Name = options.Name ?? NameOf(data),
        Place = NamedFiles.Place,
        Files = data,
        Text = text,
        Label = label,
        Origin = options.Origin is null ? null : new Origin
        {
            Field = options.Origin,
            HumanValues = [.. options.Human.Select(value => new ValuePattern(value))],
            SyntheticValues = [new ValuePattern("*")],
            Place = NamedFiles.Place,
        },
        Reference = Anchor switch
        {
            DraftAnchor.Files => new ReferencePolicy { Files = reference, Revision = _revision, Place = NamedFiles.Place },
            DraftAnchor.HumanSlice => new ReferencePolicy { Slice = SliceName.Human, Place = NamedFiles.Place },
            _ => null,
        },
        Budgets = [.. Metrics(label is not null).Select(metric => Budget(MetricCatalog.Find(metric.Name)!))],
    };

    /// <summary>A divergence has nothing to be measured from without a reference.</summary>
    private ImmutableArray<EqualSizeMetric> Metrics(bool hasLabel) =>
        [.. PolicyDraft.Metrics(hasLabel, options.IsSemantic).Where(metric => Anchor != DraftAnchor.Itself || MetricCatalog.Find(metric.Name)!.Family == MetricFamily.Diversity)];

    /// <summary>A budget of the form that the policy will have, so that the same is gathered as in its check.</summary>
    private Budget Budget(MetricInfo metric) => new()
    {
        Section = metric.Family == MetricFamily.Divergence ? Section.Divergence : Section.Diversity,
        Metric = metric.Name,
        Max = Anchor == DraftAnchor.Itself ? null
            : new Bound(metric.Family == MetricFamily.Divergence ? Policies.Anchor.Null : Policies.Anchor.Reference, Factor: 1, Offset: 0, "reference", NamedFiles.Place),
        Place = NamedFiles.Place,
    };

    /// <summary>The values that the check will see: those of the data, not of its halves.</summary>
    private static ImmutableArray<Calibrated> AtFullSize(ImmutableArray<Calibrated> calibrated, DatasetVerdict measured) => Growth.AtFullSize(
        calibrated,
        measured.Slices[0].Measurements.Where(found => found.Measurement is Measured).ToDictionary(found => found.Metric.Name, found => ((Measured)found.Measurement).Value, StringComparer.Ordinal),
        measured.Documents);

    private string? TooFew(long anchor, long data)
    {
        var (has, what) = Anchor switch
        {
            DraftAnchor.Files => ("the reference has", ""),
            DraftAnchor.HumanSlice => ("the data has", " of human origin"),
            _ => ("the data has", ""),
        };
        return anchor < 2 * MinRecords ? $"{has} {Figures.Records(anchor)}{what}, and bounds need {Figures.Of(2 * MinRecords)} to be split into halves that can be judged"
            : data < MinRecords ? $"the data has {Figures.Records(data)}, and needs {Figures.Of(MinRecords)} to be judged" : null;
    }

    private int NotWritten(string why)
    {
        Tell($"no policy was written: {why}", $"error {RuleCodes.NotJudged}: ");
        return ExitCodes.NotJudged;
    }

    private void Write(string yaml)
    {
        host.Stopped.ThrowIfCancellationRequested();
        if (_path is null)
        {
            host.Out.Write(yaml);
            return;
        }
        try
        {
            OutputPath.Refuse(_path, options.AllowOutside);
            AtomicFile.Write(_path, stream => stream.Write(Encoding.UTF8.GetBytes(yaml)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(UsageCodes.Draft, $"the policy '{Shown(_path)}' can't be written: {e.Message}");
        }
    }

    private void Say(DraftOptions draft, int bounds, long unlabelled)
    {
        if (Anchor == DraftAnchor.Itself)
            Tell("there was no reference: the bounds keep the data as it is. They can't catch what had collapsed before, nor drift from reality; --reference FILES gives bounds that do");
        if (options.Origin is not null && unlabelled > 0)
            Tell($"{Figures.Records(unlabelled)} without an origin will fail the check; the policy's origin can say what they are (unlabelled: human or synthetic)", "warning: ");
        var records = Figures.Records(draft.ReferenceRecords);
        var from = Anchor switch { DraftAnchor.Files => $"the reference ({records})", DraftAnchor.HumanSlice => $"the human slice ({records})", _ => $"the data itself ({records})" };
        Tell(string.Create(CultureInfo.InvariantCulture,
            $"{(_path is null ? "drafted" : $"wrote {Shown(_path)}:")} {bounds} {(bounds == 1 ? "budget" : "budgets")}, from {draft.Splits:N0} random splits of {from}"));
        var isFound = _path is null || (Path.GetFileName(_path) == PolicyFinder.FileName && Folder == Path.GetFullPath(host.Folder));
        Tell($"next: {(_path is null ? $"save it as {PolicyFinder.FileName}, then " : "")}dotnet datagate check{(isFound ? "" : " " + Shown(_path!))}{(options.AllowOutside ? " --allow-outside" : "")}");
    }

    /// <param name="message">May hold names from outside.</param>
    /// <param name="kind">What stands before it as it is.</param>
    private void Tell(string message, string kind = "") => host.Error.WriteLine($"datagate: {kind}{Terminal.Escape(message)}");

    private string Shown(string path) => Path.GetRelativePath(host.Folder, path);

    /// <summary>The model's folder as the policy is to name it; null: the built-in model.</summary>
    private string? Model() => options.Model.ModelFolder is not { } model ? null
        : Path.GetRelativePath(Folder, model).Replace(Path.DirectorySeparatorChar, '/') is var relative && relative == BuiltIn ? "./" + relative : relative;

    /// <summary>A single file's name, else the last folder that all files surely stand in.</summary>
    private string NameOf(FileSet data)
    {
        var first = data.Globs[0].Glob;
        var segments = Path.GetFullPath(first, host.Folder).Split('/', Path.DirectorySeparatorChar).TakeWhile(segment => !segment.Contains('*', StringComparison.Ordinal)).ToList();
        var name = segments.LastOrDefault() ?? "";
        if (data.Globs.Length == 1 && !first.Contains('*', StringComparison.Ordinal)) name = name.Split('.')[0];
        else if (!first.Contains('*', StringComparison.Ordinal) && segments.Count > 1) name = segments[^2];
        name = new string([.. name.Where(character => !char.IsControl(character)).Take(200)]).Trim();
        return name.Length == 0 ? "data" : name;
    }
}
