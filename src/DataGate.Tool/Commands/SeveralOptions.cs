using System.CommandLine;

namespace DataGate.Tool.Commands;

/// <summary>Options that make a check one of several policies.</summary>
internal sealed class SeveralOptions
{
    private readonly Option<bool> _all = new("--all") { Description = "Check every datagate.yaml in the folder POLICY (default: here) and below it, as one run" };

    private readonly Option<bool> _affected = new("--affected")
    {
        Description = "Of all these, check only the policies whose data, references or own files differ since --since or --since-merge-base",
    };

    /// <param name="command">Takes the options.</param>
    /// <param name="changes">Options that say where a change starts.</param>
    public void AddTo(Command command, params Option[] changes)
    {
        command.Options.Add(_all);
        command.Options.Add(_affected);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_affected) is not null && Array.TrueForAll(changes, change => result.GetResult(change) is null))
                result.AddError("--affected is told by a change: --since REV or --since-merge-base BRANCH says where it starts");
        });
    }

    public bool IsAll(ParseResult parsed) => parsed.GetValue(_all) || parsed.GetValue(_affected);

    public bool IsAffected(ParseResult parsed) => parsed.GetValue(_affected);
}
