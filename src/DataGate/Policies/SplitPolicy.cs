namespace DataGate.Policies;

/// <summary>A named part of a dataset, by files.</summary>
/// <param name="Name">As the policy spells it; not <c>reference</c>.</param>
/// <param name="Files">Its files; those that the dataset has too count.</param>
/// <param name="Place">Its key in the policy.</param>
public sealed record SplitPolicy(string Name, FileSet Files, PolicyPlace Place);
