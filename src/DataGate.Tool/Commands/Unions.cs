using System.Collections.Immutable;
using DataGate.Files.PolicyFile;
using DataGate.Policies;
using DataGate.Verdicts;

namespace DataGate.Tool.Commands;

/// <summary>What the datasets of a check bring into the budgets that span them.</summary>
internal sealed class Unions
{
    private readonly Dictionary<(string Policy, string Dataset), List<Budget>> _budgets = [];
    private readonly Dictionary<(string Policy, string Dataset), UnionPart> _parts = [];

    public Unions(IEnumerable<ReadPolicy> policies)
    {
        foreach (var union in policies.SelectMany(policy => policy.Result.Policy?.Unions ?? []))
        {
            foreach (var member in union.Members)
            {
                var key = (PolicySearch.Identity(member.PolicyFile), member.Dataset);
                if (!_budgets.TryGetValue(key, out var budgets)) _budgets[key] = budgets = [];
                budgets.AddRange(union.Budgets.Where(budget => budget.Severity != Severity.Off));
            }
        }
    }

    /// <summary>Budgets that span a dataset; empty: none does.</summary>
    public ImmutableArray<Budget> Of(ReadPolicy policy, string dataset) => _budgets.TryGetValue((policy.Identity, dataset), out var budgets) ? [.. budgets] : [];

    public void Add(ReadPolicy policy, string dataset, UnionPart part) => _parts[(policy.Identity, dataset)] = part;

    /// <summary>What a member brings; null: it was left out of the check.</summary>
    public UnionPart? Find(UnionMember member) => _parts.GetValueOrDefault((PolicySearch.Identity(member.PolicyFile), member.Dataset));
}
