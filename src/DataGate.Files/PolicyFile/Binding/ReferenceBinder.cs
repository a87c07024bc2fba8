using DataGate.Files.PolicyFile.Checking;
using DataGate.Files.PolicyFile.Keys;
using DataGate.Policies;

namespace DataGate.Files.PolicyFile.Binding;

/// <summary>Makes the reality anchor.</summary>
internal sealed class ReferenceBinder(FileSetBinder files, ProblemList problems)
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
            Place = entry.Key.Place,
        };
    }
}
