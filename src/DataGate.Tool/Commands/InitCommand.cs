using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using DataGate.Documents;
using DataGate.Files.Datasets;
using DataGate.Files.Paths;
using DataGate.Files.Reports.Escaping;
using DataGate.Policies;
using DataGate.Rules;

namespace DataGate.Tool.Commands;

/// <summary><c>init</c>: writes a policy whose bounds are measured.</summary>
internal static class InitCommand
{
    /// <summary>Sets that are named where somebody has to choose.</summary>
    private const int MaxSets = 8;

    public static Command Build(Host host)
    {
        var files = new Argument<string[]>("FILES") { Description = "Files, folders or globs of the data, as one set; quote globs that the policy is to keep. Default: what looks like data here, where it is of one folder and kind", Arity = ArgumentArity.ZeroOrMore };
        var reference = new Option<string[]>("--reference")
        {
            Description = "Files or globs of reference data that bounds are made from; human: the data's human records; or a git revision of the data. Default: none, and bounds at the data's own size",
            HelpName = "FILES|human|REV",
            AllowMultipleArgumentsPerToken = true,
        };
        var text = new Option<string?>("--text") { Description = "Field, JSON pointer or template of the text. Default: text, else the field with the longest texts", HelpName = "FIELD" };
        var label = new Option<string?>("--label") { Description = "Field of the label. Default: label, intent, category or class where there is one", HelpName = "FIELD" };
        var origin = new Option<string?>("--origin") { Description = "Field of the origin, which tells human records from synthetic ones", HelpName = "FIELD" };
        var human = new Option<string[]>("--human") { Description = "Value of the origin field (* any run of characters) that means human; may be repeated. Default: human", HelpName = "GLOB" };
        var name = new Option<string?>("--name") { Description = "The dataset's name. Default: by its files", HelpName = "NAME" };
        var falseAlarm = new Option<string>("--false-alarm") { Description = "The chance that a check of data like the reference fails. Default: 1%", HelpName = "P", DefaultValueFactory = _ => "1%" };
        var semantic = new Option<bool>("--semantic") { Description = "Bound what the texts mean as well (vendi-score, coverage, mauve), by their embeddings" };
        var output = new Option<string>("--output", "-o") { Description = "The policy to write; - for standard output. Default: datagate.yaml", HelpName = "FILE", DefaultValueFactory = _ => PolicyFinder.FileName };
        var force = new Option<bool>("--force") { Description = "Overwrite a policy that stands there" };
        var (shared, embedding) = (new Shared(), new EmbeddingOptions());
        var command = new Command("init", "Write a commented policy for data, with bounds that halves of the reference would hold.")
        {
            files, reference, text, label, origin, human, name, falseAlarm, semantic, output, force,
            shared.Words, shared.Threads, shared.AllowOutside, shared.Verbosity,
        };
        embedding.AddModelTo(command);
        embedding.AddTo(command);
        files.Validators.Add(Shared.RefuseOptions);
        command.SetAction(parsed => new InitRun(host, Options(parsed, shared.ProgressOf(parsed, host))).Run());
        return command;

        InitOptions Options(ParseResult parsed, Progress progress) => new()
        {
            Files = parsed.GetValue(files) is { Length: > 0 } named ? [.. named] : Found(host),
            Reference = [.. parsed.GetValue(reference) ?? []],
            Text = parsed.GetValue(text) is { } template ? TextTemplate.TryParse(template, out var error) ?? throw new UsageException(UsageCodes.CommandLine, error) : null,
            Label = Field(parsed.GetValue(label)),
            Origin = Field(parsed.GetValue(origin)),
            Human = parsed.GetValue(human) is { Length: > 0 } values ? [.. values] : ["human"],
            Name = parsed.GetValue(name),
            FalseAlarm = Share(parsed.GetValue(falseAlarm)!),
            Output = parsed.GetValue(output)!,
            Force = parsed.GetValue(force),
            Words = shared.WordsOf(parsed) ?? Text.Words.Unicode,
            Threads = shared.ThreadsOf(parsed),
            AllowOutside = parsed.GetValue(shared.AllowOutside),
            IsSemantic = parsed.GetValue(semantic),
            Embedding = embedding.Of(parsed, host, shared, progress),
            Model = embedding.PolicyOf(parsed, host) is var model && (model.ModelFolder is null || parsed.GetValue(semantic)) ? model
                : throw new UsageException(UsageCodes.CommandLine, "--model names what --semantic embeds texts by: there is no --semantic"),
            Progress = progress,
        };
    }

    /// <summary>What looks like data, where nothing was named.</summary>
    private static ImmutableArray<string> Found(Host host)
    {
        var found = DataLike.Below(host.Folder);
        if (found.IsEmpty) throw new UsageException(UsageCodes.CommandLine, "nothing here looks like data by its name (*.jsonl, *.csv, *.tsv, *.parquet and the like): name the files");
        if (found is [var only])
        {
            // The check reads what the glob matches, whatever git makes of it: the policy leaves out what was left out here.
            var matched = GlobResolver.Resolve(NamedFiles.Set([only.Glob], host.Folder), RepositoryFence.Around(Path.Join(host.Folder, PolicyFinder.FileName), allowOutside: false), host.Folder).Files.Select(file => file.FullPath);
            var (globs, more) = DataLike.LeftOut(host.Folder, matched);
            var without = globs.IsEmpty ? "" : $", without what git ignores: {string.Join(", ", globs)}";
            host.Error.WriteLine($"datagate: no FILES were named: the data is {Terminal.Escape(only.Glob)} ({(only.Files == 1 ? "1 file" : Figures.Of(only.Files) + " files")}){Terminal.Escape(without)}");
            if (!more.IsEmpty)
                host.Error.WriteLine($"datagate: warning: {Terminal.Escape(only.Glob)} matches {(more.Length == 1 ? "1 file" : Figures.Of(more.Length) + " files")} more, hidden or ignored by git, and the check reads all that match: {Terminal.Escape(more[0])}{(more.Length > 1 ? ", …" : "")}");
            return [only.Glob, .. globs.Select(glob => "!" + glob)];
        }
        var sets = found.Take(MaxSets).Select(set => $"'{Terminal.Escape(set.Glob)}' ({Figures.Of(set.Files)})");
        throw new UsageException(UsageCodes.CommandLine, $"more than one thing here looks like data: name what is one dataset, of {string.Join(", ", sets)}{(found.Length > MaxSets ? ", …" : "")}; a set of people's texts goes behind --reference");
    }

    private static FieldPath? Field(string? text) =>
        text is null ? null : FieldPath.TryParse(text, out var error) ?? throw new UsageException(UsageCodes.CommandLine, error);

    private static double Share(string text)
    {
        var isPercent = text.EndsWith('%');
        return double.TryParse(isPercent ? text[..^1] : text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && (isPercent ? number / 100 : number) is var share and >= 0.001 and <= 0.5
            ? share
            : throw new UsageException(UsageCodes.CommandLine, $"--false-alarm takes a share from 0.1% to 50%, not '{text}'");
    }
}

/// <summary>What a policy is to be drafted from.</summary>
internal sealed record InitOptions
{
    public required ImmutableArray<string> Files { get; init; }

    /// <summary>Empty: there is none; <c>human</c> alone: the human records.</summary>
    public required ImmutableArray<string> Reference { get; init; }

    /// <summary>Null: found.</summary>
    public required TextTemplate? Text { get; init; }

    /// <summary>Null: found, where there is one.</summary>
    public required FieldPath? Label { get; init; }

    public required FieldPath? Origin { get; init; }

    public required ImmutableArray<string> Human { get; init; }

    /// <summary>Null: made of the files' names.</summary>
    public required string? Name { get; init; }

    public required double FalseAlarm { get; init; }

    /// <summary><c>-</c>: standard output.</summary>
    public required string Output { get; init; }

    public required bool Force { get; init; }

    public required Text.Words Words { get; init; }

    public required int Threads { get; init; }

    public required bool AllowOutside { get; init; }

    /// <summary>Whether what texts mean is bounded too.</summary>
    public required bool IsSemantic { get; init; }

    public required EmbeddingRequest Embedding { get; init; }

    public required EmbeddingPolicy Model { get; init; }

    public required Progress Progress { get; init; }
}
