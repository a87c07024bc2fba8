using System.Collections.Immutable;
using DataGate.Documents;
using DataGate.Scanning;

namespace DataGate.Files.Changes;

/// <summary>A dataset's change.</summary>
/// <param name="Change">What it did.</param>
/// <param name="Locate">Turns places of the dataset and of what was removed from it into locations.</param>
public sealed record ChangePart(Change Change, Func<Place, Location> Locate)
{
    /// <summary>Paths of the revision that were passed over, each with why.</summary>
    public ImmutableArray<(string Path, string Why)> Refused { get; init; } = [];
}
