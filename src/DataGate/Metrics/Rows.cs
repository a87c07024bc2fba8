using System.Collections.Immutable;
using DataGate.Documents;
using DataGate.Metrics.Sketches;

namespace DataGate.Metrics;

/// <summary>Places as evidence shows them.</summary>
internal static class Rows
{
    public static ImmutableArray<Place> Of(in Copies copies) =>
        copies.Times == 0 ? [] : copies.Second == Place.None ? [copies.First] : [copies.First, copies.Second];
}
