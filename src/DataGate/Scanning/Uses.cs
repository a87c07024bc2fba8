using System.Collections.Immutable;
using System.Text;
using DataGate.Documents;

namespace DataGate.Scanning;

/// <summary>Where each use of a field finds its value in a record; −1: the policy names no such field.</summary>
internal sealed class Uses
{
    public Uses(Needs needs)
    {
        var map = new FieldMap();
        Text = [.. needs.Text.Pieces.Select(piece => (Encoding.UTF8.GetBytes(piece.Literal), map.Index(piece.Field)))];
        Label = map.Index(needs.Label);
        Topic = map.Index(needs.Topic);
        Created = map.Index(needs.Created);
        Generation = map.Index(needs.Generation);
        Id = map.Index(needs.Id);
        Parent = map.Index(needs.Parent);
        Origin = map.Index(needs.Origin?.Field);
        Generator = map.Index(needs.Origin?.Generator);
        Where = [.. needs.Buckets.Select(bucket => bucket.Where.Select(match => map.Index(match.Field)).ToImmutableArray())];
        Groups = [.. needs.Groups.Select(group => map.Index(group.By))];
        Fields = map.Fields;
        Seen = new long[Fields.Length];
    }

    public ImmutableArray<FieldPath> Fields { get; }

    /// <summary>Records that had a value, by field.</summary>
    public long[] Seen { get; }

    public ImmutableArray<(byte[] Literal, int Field)> Text { get; }

    public int Label { get; }

    public int Topic { get; }

    public int Created { get; }

    public int Generation { get; }

    public int Id { get; }

    public int Parent { get; }

    public int Origin { get; }

    public int Generator { get; }

    public ImmutableArray<ImmutableArray<int>> Where { get; }

    public ImmutableArray<int> Groups { get; }
}
