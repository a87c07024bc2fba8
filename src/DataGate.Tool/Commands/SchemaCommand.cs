using System.CommandLine;
using DataGate.Files.PolicyFile;
using DataGate.Files.Reports;

namespace DataGate.Tool.Commands;

/// <summary><c>schema</c>: the JSON Schema of a policy, or of the JSON report.</summary>
internal static class SchemaCommand
{
    private const string Policy = "policy", Report = "report";

    public static Command Build(Host host)
    {
        var which = new Argument<string>("WHAT")
        {
            Description = "policy: the schema of datagate.yaml, for editors; report: that of the JSON report. Default: policy",
            Arity = ArgumentArity.ZeroOrOne,
            DefaultValueFactory = _ => Policy,
        };
        Shared.TakeOneOf(which, Policy, Report);
        var command = new Command("schema", "Print the JSON Schema of a policy, or of the JSON report.") { which };
        command.SetAction(parsed =>
        {
            host.Out.Write(parsed.GetValue(which) == Report ? JsonReport.Schema : PolicySchema.ToJson());
            return ExitCodes.Holds;
        });
        return command;
    }
}
