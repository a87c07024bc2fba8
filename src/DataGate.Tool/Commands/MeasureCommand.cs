using System.Collections.Immutable;
using System.CommandLine;
using DataGate.Documents;
using DataGate.Metrics;
using DataGate.Policies;

namespace DataGate.Tool.Commands;

/// <summary><c>measure</c>: prints the numbers, judges nothing.</summary>
internal static class MeasureCommand
{
    public static Command Build(Host host)
    {
        var files = new Argument<string[]>("FILES") { Description = "Files or globs to measure, as one set", Arity = ArgumentArity.OneOrMore };
        var text = new Option<string>("--text") { Description = "Field, JSON pointer or template of the text. Default: text", HelpName = "FIELD", DefaultValueFactory = _ => "text" };
        var label = new Option<string?>("--label") { Description = "Field of the label", HelpName = "FIELD" };
        var origin = new Option<string?>("--origin") { Description = "Field of the origin; with it the human and synthetic slices are measured too", HelpName = "FIELD" };
        var human = new Option<string[]>("--human") { Description = "Value of the origin field (* any run of characters) that means human; may be repeated. Default: human", HelpName = "GLOB" };
        var generation = new Option<string?>("--generation") { Description = "Field of the generation, for depth", HelpName = "FIELD" };
        var id = new Option<string?>("--id") { Description = "Field of the id, for --parent", HelpName = "FIELD" };
        var parent = new Option<string?>("--parent") { Description = "Field of the parents' ids, for depth and anchored", HelpName = "FIELD" };
        var created = new Option<string?>("--created") { Description = "Field of the date, for age", HelpName = "FIELD" };
        var reference = new Option<string[]>("--reference") { Description = "Files or globs of the reference; may be repeated", HelpName = "FILES", AllowMultipleArgumentsPerToken = true };
        var metrics = new Option<string>("--metrics") { Description = "Metrics, with commas between, or all. Default: all that the options allow and that need no embedding model", HelpName = "LIST|all", DefaultValueFactory = _ => "all" };
        metrics.CompletionSources.Add(Suggestions.Metrics);
        var sample = new Option<string?>("--sample") { Description = "Records kept for evidence and for pair-heavy measures, or all. Default: 20000", HelpName = "N|all" };
        var embedSample = new Option<string?>("--embed-sample") { Description = "Different texts that are embedded at most, or all. Default: 4000", HelpName = "N|all" };
        var format = new Option<string>("--format") { Description = "table or json", HelpName = "table|json", DefaultValueFactory = _ => "table" };
        Shared.TakeOneOf(format, "table", "json");
        var (shared, embedding) = (new Shared(), new EmbeddingOptions());
        var command = new Command("measure", "Print the measures of files; judge nothing.")
        {
            files, text, label, origin, human, generation, id, parent, created, reference, metrics, sample, embedSample, format,
        };
        files.Validators.Add(Shared.RefuseOptions);
        shared.AddTo(command);
        embedding.AddModelTo(command);
        embedding.AddLanguageModelTo(command);
        embedding.AddTo(command);
        command.SetAction(parsed =>
        {
            var progress = shared.ProgressOf(parsed, host);
            return new MeasureRun(host, new MeasureOptions
            {
                Files = [.. parsed.GetValue(files)!],
                Text = TextTemplate.TryParse(parsed.GetValue(text)!, out var error) ?? throw new UsageException(UsageCodes.CommandLine, error),
                Label = Field(parsed.GetValue(label)),
                Origin = Field(parsed.GetValue(origin)),
                Human = parsed.GetValue(human) is { Length: > 0 } values ? [.. values] : ["human"],
                Generation = Field(parsed.GetValue(generation)),
                Id = Field(parsed.GetValue(id)),
                Parent = Field(parsed.GetValue(parent)),
                Created = Field(parsed.GetValue(created)),
                Reference = [.. parsed.GetValue(reference) ?? []],
                Metrics = Metrics(parsed.GetValue(metrics)!),
                Sample = Sample("--sample", parsed.GetValue(sample), 20_000),
                EmbedSample = Sample("--embed-sample", parsed.GetValue(embedSample), 4_000),
                Embedding = embedding.Of(parsed, host, shared, progress),
                Model = embedding.PolicyOf(parsed, host),
                LanguageModel = embedding.LanguageModelOf(parsed, host),
                IsJson = parsed.GetValue(format) == "json",
                Words = shared.WordsOf(parsed) ?? Text.Words.Unicode,
                Memory = shared.MemoryOf(parsed),
                Threads = shared.ThreadsOf(parsed),
                Today = shared.TodayOf(parsed, host),
                Color = shared.UsesColor(parsed, host),
                Progress = progress,
            }).Run();
        });
        return command;
    }

    private static FieldPath? Field(string? text) =>
        text is null ? null : FieldPath.TryParse(text, out var error) ?? throw new UsageException(UsageCodes.CommandLine, error);

    private static int Sample(string option, string? text, int fallback)
    {
        if (text is null) return fallback;
        if (text == "all") return int.MaxValue;
        return int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new UsageException(UsageCodes.CommandLine, $"{option} takes a number from 1 up, or all, not '{text}'");
    }

    private static ImmutableArray<MetricInfo>? Metrics(string list)
    {
        if (list == "all") return null;
        return
        [
            .. list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(name =>
                Measurable.FirstOrDefault(known => known.Name == name) is { } metric
                    ? metric
                    : throw new UsageException(UsageCodes.CommandLine, MetricCatalog.Find(name) is not null
                        ? $"'{name}' needs a policy: 'datagate check' measures it"
                        : $"there is no measure '{name}'; there are {string.Join(", ", Measurable.Select(known => known.Name))}")),
        ];
    }

    /// <summary>Every metric that needs no policy and no change.</summary>
    public static IEnumerable<MetricInfo> Measurable => MetricCatalog.All.Where(metric => !metric.Judged && metric.Family is not (MetricFamily.Tail or MetricFamily.Leakage) && metric.Name != "human-retention");
}

/// <summary>What one measuring is asked for.</summary>
internal sealed record MeasureOptions
{
    public required ImmutableArray<string> Files { get; init; }

    public required TextTemplate Text { get; init; }

    public required FieldPath? Label { get; init; }

    public required FieldPath? Origin { get; init; }

    public required ImmutableArray<string> Human { get; init; }

    public required FieldPath? Generation { get; init; }

    public required FieldPath? Id { get; init; }

    public required FieldPath? Parent { get; init; }

    public required FieldPath? Created { get; init; }

    public required ImmutableArray<string> Reference { get; init; }

    /// <summary>Null: all that the other options allow.</summary>
    public required ImmutableArray<MetricInfo>? Metrics { get; init; }

    public required int Sample { get; init; }

    public required int EmbedSample { get; init; }

    /// <summary>How texts are embedded, where a measure asks for it.</summary>
    public required EmbeddingRequest Embedding { get; init; }

    public required EmbeddingPolicy Model { get; init; }

    /// <summary>What perplexities are taken by; null: a model that learns from the reference.</summary>
    public required LanguageModelPolicy? LanguageModel { get; init; }

    public required bool IsJson { get; init; }

    public required Text.Words Words { get; init; }

    /// <summary>Bytes that sketches may take; null: the usual 1 GB.</summary>
    public required long? Memory { get; init; }

    public required int Threads { get; init; }

    public required int Today { get; init; }

    public required bool Color { get; init; }

    public required Progress Progress { get; init; }
}
