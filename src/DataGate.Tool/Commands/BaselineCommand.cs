using System.CommandLine;

namespace DataGate.Tool.Commands;

/// <summary><c>baseline</c>: writes what the budgets of a policy measure beside it, as text made for review.</summary>
internal static class BaselineCommand
{
    public static Command Build(Host host)
    {
        var policy = new Argument<string?>("POLICY")
        {
            Description = "The policy: a file, or a folder that holds datagate.yaml. Default: the nearest datagate.yaml upward",
            Arity = ArgumentArity.ZeroOrOne,
        };
        policy.Validators.Add(Shared.RefuseOptions);
        var datasets = new Option<string[]>("--dataset") { Description = "Measure only this dataset anew, and keep what the baseline says of the others; may be repeated", HelpName = "NAME" };
        var (shared, embedding) = (new Shared(), new EmbeddingOptions());
        var command = new Command("baseline", "Write what the budgets of a policy measure beside it, for 'history:' to compare with. Judges nothing.") { policy, datasets };
        foreach (var option in new Option[] { shared.Threads, shared.AllowOutside, shared.Verbosity }) command.Options.Add(option);
        embedding.AddTo(command);
        command.SetAction(parsed =>
        {
            var progress = shared.ProgressOf(parsed, host);
            return new BaselineRun(host, new BaselineOptions
            {
                Policy = parsed.GetValue(policy),
                Datasets = [.. parsed.GetValue(datasets) ?? []],
                Threads = shared.ThreadsOf(parsed),
                AllowOutside = parsed.GetValue(shared.AllowOutside),
                Embedding = embedding.Of(parsed, host, shared, progress),
                Progress = progress,
            }).Run();
        });
        return command;
    }
}
