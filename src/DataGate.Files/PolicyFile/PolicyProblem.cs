using DataGate.Policies;

namespace DataGate.Files.PolicyFile;

/// <summary>One thing that is wrong with a policy.</summary>
/// <param name="Code">One of <see cref="PolicyCodes"/>.</param>
/// <param name="Message">What was found, what is allowed, the nearest known word. One line; control characters of the policy are escaped.</param>
/// <param name="Place">Where.</param>
public sealed record PolicyProblem(string Code, string Message, PolicyPlace Place);
