namespace DataGate.Policies;

/// <summary>A causal language model that perplexities are taken by.</summary>
/// <param name="ModelFolder">The full path of its folder.</param>
/// <param name="Device">auto, cpu, cuda or cuda:n.</param>
public sealed record LanguageModelPolicy(string ModelFolder, string Device);
