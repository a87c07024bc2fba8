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
        var sources = ReferenceKeys.Map.OneOf.Select(k => map.Find(k.Name)).OfType<PolicyEntry>().ToArray();
        foreach (var second in sources.Skip(1))
        {
            problems.Add(
                PolicyCodes.WrongValue, $"'reference' already has '{sources[0].Key.Text}'; one of files, revision and slice is wanted", second.Key.Place);
        }
        return new ReferencePolicy
        {
            Files = files.Bind(map.ValueOf(ReferenceKeys.Files)),
            Slice = ReferenceKeys.Slice.FindValue(map),
            MaxAge = ReferenceKeys.MaxAge.FindValue(map),
            Place = entry.Key.Place,
        };
    }
}
