using DataGate.Files.PolicyFile.Checking;
using DataGate.Files.PolicyFile.Keys;
using DataGate.Policies;

namespace DataGate.Files.PolicyFile.Binding;

/// <summary>Makes the reality anchor.</summary>
/// <param name="inherited">The dataset's settings.</param>
/// <param name="files">Makes its file set.</param>
/// <param name="problems">Where problems go.</param>
internal sealed class ReferenceBinder(Inherited inherited, FileSetBinder files, ProblemList problems)
{
    public ReferencePolicy? Bind(PolicyEntry? entry)
    {
        if (entry?.Value is not MappingNode map) return null;
        if (map.Find(ReferenceKeys.Slice.Name) is { } slice && (map.Find(ReferenceKeys.Files.Name) ?? map.Find(ReferenceKeys.Revision.Name)) is { } other)
        {
            problems.Add(
                PolicyCodes.WrongValue, $"'reference' already has '{other.Key.Text}'; a slice of the dataset, or files and their revision, are wanted", slice.Key.Place);
        }
        return new ReferencePolicy
        {
            Files = files.Bind(map.ValueOf(ReferenceKeys.Files)),
            Revision = ReferenceKeys.Revision.Find(map),
            Slice = ReferenceKeys.Slice.FindValue(map),
            MaxAge = Age(map),
            Place = entry.Key.Place,
        };
    }

    private MaxAge? Age(MappingNode map) => !ReferenceKeys.MaxAge.TryRead(map, out var most) || map.Find(ReferenceKeys.MaxAge.Name) is not { } entry ? null
        : new MaxAge(most.TotalDays, ((ScalarNode)entry.Value).Text, entry.Key.Place) { Severity = inherited.Severity, NotJudged = inherited.NotJudged };
}
