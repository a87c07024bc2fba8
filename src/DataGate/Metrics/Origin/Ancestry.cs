using System.Collections.Immutable;
using DataGate.Documents;
using DataGate.Metrics.Sketches;

namespace DataGate.Metrics.Origin;

/// <summary>
/// Who descends from whom, over a whole dataset and its reference. A line follows parents until a human record, whatever that one's own
/// parents are. A parent is looked for in the data, then in the reference, whose records all count as human. Where an id names
/// several records all of them are parents.
/// </summary>
/// <remarks>Depends on the records alone, not on their order: ties go to the record that stands first.</remarks>
public sealed class Ancestry
{
    private readonly Parentage _parentage;
    private readonly AncestryLines _lines;

    /// <param name="whole">The dataset.</param>
    /// <param name="reference">The reference; null: there are no reference files.</param>
    public Ancestry(ScopeSketch whole, SetSketch? reference)
    {
        _parentage = new Parentage(whole, reference);
        _lines = new AncestryLines(_parentage);
    }

    /// <summary>Whether there are more records than the policy's memory lets ancestry be followed for; nothing is known then.</summary>
    public bool TooMany => _parentage.TooMany;

    /// <summary>The number of the synthetic record at a place.</summary>
    public int Find(Place place) => _parentage.Find(place);

    public AncestryLine Of(int record) => _lines.Of(record);

    /// <summary>The record that a line from an unanchored one ends in, or fails at: maybe the record itself.</summary>
    public int EndOf(int record) => _lines.End(record);

    /// <summary>Whether a record names any parent.</summary>
    public bool HasParents(int record) => !_parentage.Of(record).IsEmpty;

    public Place PlaceOf(int record) => _parentage.PlaceOf(record);

    /// <summary>From an unanchored record to the one that its line ends in.</summary>
    public ImmutableArray<Place> ChainToEnd(int record) => Chain(record, _lines.Blamed);

    /// <summary>From a record along its deepest parents, to a human one where that stands in the data.</summary>
    public ImmutableArray<Place> DeepestChain(int record) => Chain(record, _lines.Deepest);

    /// <summary>What is wrong, each kind with all its records counted and the first few of them.</summary>
    public IEnumerable<(AncestryFault Fault, long Records, ImmutableArray<Place> First)> Faults()
    {
        var all = Enumerable.Range(0, TooMany ? 0 : _parentage.Records);
        foreach (var (fault, records) in new[]
        {
            (AncestryFault.MissingParent, all.Where(record => Of(record).LacksParent).Select(PlaceOf)),
            (AncestryFault.Circle, all.Where(record => Of(record).IsInCircle).Select(PlaceOf)),
            (AncestryFault.DuplicateId, _parentage.Duplicates),
        })
        {
            var places = records.Order().ToList();
            if (places.Count > 0) yield return (fault, places.Count, [.. places.Take(SampledText.MaxPlaces)]);
        }
    }

    private ImmutableArray<Place> Chain(int record, Func<int, int> next)
    {
        var chain = ImmutableArray.CreateBuilder<Place>();
        while (chain.Count < SampledText.MaxPlaces)
        {
            // An id that names several records is no record.
            if (record < _parentage.Records) chain.Add(PlaceOf(record));
            if (record < 0 || next(record) == record) break;
            record = next(record);
        }
        return chain.ToImmutable();
    }
}
