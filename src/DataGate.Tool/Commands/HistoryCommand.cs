using System.CommandLine;

namespace DataGate.Tool.Commands;

/// <summary><c>history</c>: how the numbers of the baseline moved, per owner.</summary>
internal static class HistoryCommand
{
    private const int Limit = 50;

    public static Command Build(Host host)
    {
        var policy = new Argument<string?>("POLICY")
        {
            Description = "The policy: a file, or a folder that holds datagate.yaml. Default: the nearest datagate.yaml upward",
            Arity = ArgumentArity.ZeroOrOne,
        };
        policy.Validators.Add(Shared.RefuseOptions);
        var datasets = new Option<string[]>("--dataset") { Description = "Show only this dataset; may be repeated", HelpName = "NAME" };
        var whole = new Option<bool>("--all") { Description = "Show each label and each value of a field, not only that which worsened most" };
        var limit = new Option<int>("--limit") { Description = $"Versions of the baseline at most, the newest. Default: {Limit}", HelpName = "N", DefaultValueFactory = _ => Limit };
        limit.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && !(int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 10_000))
                result.AddError($"--limit takes a number from 1 to 10000, not '{text}'");
        });
        var format = new Option<string>("--format") { Description = "table or json. Default: table", HelpName = "table|json", DefaultValueFactory = _ => "table" };
        Shared.TakeOneOf(format, "table", "json");
        var shared = new Shared();
        var command = new Command("history", "Show how the numbers of the committed baseline moved, per owner and dataset. Reads git's objects and no data.") { policy, datasets, whole, limit, format };
        foreach (var option in new Option[] { shared.Today, shared.AllowOutside, shared.Color }) command.Options.Add(option);
        command.SetAction(parsed => new HistoryRun(host, new HistoryOptions
        {
            Policy = parsed.GetValue(policy),
            Datasets = [.. parsed.GetValue(datasets) ?? []],
            Limit = parsed.GetValue(limit),
            IsWhole = parsed.GetValue(whole),
            IsJson = parsed.GetValue(format) == "json",
            Today = shared.DayOf(parsed, host),
            AllowOutside = parsed.GetValue(shared.AllowOutside),
            Color = shared.UsesColor(parsed, host),
        }).Run());
        return command;
    }
}
