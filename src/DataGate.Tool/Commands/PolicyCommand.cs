using System.CommandLine;
using DataGate.Files.PolicyFile;
using DataGate.Files.Reports.Escaping;
using DataGate.Policies;
using DataGate.Rules;

namespace DataGate.Tool.Commands;

/// <summary><c>policy</c>: says whether a policy is valid, or prints it with its bases merged in; reads no data.</summary>
internal static class PolicyCommand
{
    public static Command Build(Host host)
    {
        var policy = Shared.Policy();
        var resolved = new Option<bool>("--resolved") { Description = "Print the policy with its bases merged in, each line with the file and line it came from" };
        var outside = new Shared().AllowOutside;
        var command = new Command("policy", "Check that a policy is valid, without reading data; or print it resolved.") { policy, resolved, outside };
        command.SetAction(parsed => Run(host, parsed.GetValue(policy), parsed.GetValue(resolved), parsed.GetValue(outside)));
        return command;
    }

    private static int Run(Host host, string? named, bool isResolved, bool allowOutside)
    {
        var path = PolicyFinder.Find(named, host.Folder);
        var result = PolicyReader.Read(path, new PolicyReaderOptions { BaseDirectory = host.Folder, AllowOutside = allowOutside });
        if (result.Policy is not { } policy)
        {
            // Where YAML is asked for, nothing else may stand in its place.
            return Problems.Write(result, isResolved ? host.Error : host.Out);
        }
        if (isResolved) host.Out.Write(PolicyPrinter.ToYaml(result.Resolved!));
        else host.Out.WriteLine($"{Terminal.Escape(policy.File)} is a valid policy: {Count(policy.Datasets.Length, "dataset")}, {Count(Budgets(policy), "budget")}{Others(policy)}");
        return ExitCodes.Holds;
    }

    private static int Budgets(Policy policy) => 
        policy.Datasets.SelectMany(dataset => dataset.Budgets).Concat(policy.Unions.SelectMany(union => union.Budgets)).Count(budget => budget.Severity != Severity.Off);

    /// <summary>Each of them says for itself whether it is valid.</summary>
    private static string Others(Policy policy) => policy.Policies.IsEmpty ? "" : $", {Figures.Of(policy.Policies.Length)} {(policy.Policies.Length == 1 ? "other policy" : "other policies")}";

    private static string Count(int number, string what) => $"{Figures.Of(number)} {what}{(number == 1 ? "" : "s")}";
}
