using DataGate.Policies;

namespace DataGate.Files.PolicyFile.Yaml;

/// <summary>Ends the reading of one file: nothing behind this place can be understood.</summary>
internal sealed class PolicyFault(string code, string message, PolicyPlace place) : Exception(message)
{
    public PolicyProblem Problem => new(code, Message, place);
}
