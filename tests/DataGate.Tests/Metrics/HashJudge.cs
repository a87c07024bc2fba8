using System.Collections.Immutable;
using System.Text;
using DataGate.Metrics.Judging;
using DataGate.Text;

namespace DataGate.Tests.Metrics;

/// <summary>A judge whose answers depend on the texts alone, and that has none for one text in sixteen.</summary>
internal sealed class HashJudge : IJudge
{
    public string Model => "hash";

    public int Sample { get; init; } = 1_000_000;

    public string? Fault => "it had no answer";

    public IReadOnlyList<Rating?> Rate(IReadOnlyList<string> texts) =>
        [.. texts.Select(Hash).Select(hash => hash % 16 == 0 ? null : (Rating?)new Rating(1 + (int)((hash >> 8) % 5), 1 + (int)((hash >> 16) % 5)))];

    public IReadOnlyList<ImmutableArray<int>?> Group(IReadOnlyList<ImmutableArray<string>> sets) =>
        [.. sets.Select(set => (ImmutableArray<int>?)[.. set.Select(text => (int)(Hash(text) % 4))])];

    private static ulong Hash(string text) => Hash64.Of(Encoding.UTF8.GetBytes(text), 1);
}
