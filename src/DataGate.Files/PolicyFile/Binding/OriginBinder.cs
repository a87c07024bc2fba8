using System.Collections.Immutable;
using DataGate.Files.PolicyFile.Checking;
using DataGate.Files.PolicyFile.Keys;
using DataGate.Policies;

namespace DataGate.Files.PolicyFile.Binding;

/// <summary>Makes the rules by which human and synthetic records are told apart.</summary>
internal sealed class OriginBinder(FileSetBinder files, ProblemList problems)
{
    public Origin? Bind(PolicyEntry? entry)
    {
        if (entry?.Value is not MappingNode map) return null;
        var human = map.ValueOf(OriginKeys.Human);
        var synthetic = map.ValueOf(OriginKeys.Synthetic);
        var origin = new Origin
        {
            Field = OriginKeys.Field.Find(map),
            HumanValues = Values(human),
            SyntheticValues = Values(synthetic),
            HumanFiles = files.Bind((human as MappingNode)?.ValueOf(OriginKeys.Files)),
            SyntheticFiles = files.Bind((synthetic as MappingNode)?.ValueOf(OriginKeys.Files)),
            Generator = OriginKeys.Generator.Find(map),
            Unlabelled = OriginKeys.Unlabelled.Read(map, Unlabelled.Error),
            Place = entry.Key.Place,
        };
        if (!map.Has(OriginKeys.Field) && (!origin.HumanValues.IsEmpty || !origin.SyntheticValues.IsEmpty))
            problems.AddMissing(PolicyCodes.Missing, "'field' is missing: the values of 'origin' are looked for in a field", entry.Key.Place);
        return origin;
    }

    private static ImmutableArray<ValuePattern> Values(PolicyNode? rule) => ValuePatterns(rule is MappingNode map ? map.ValueOf(OriginKeys.Values) : rule);

    public static ImmutableArray<ValuePattern> ValuePatterns(PolicyNode? node) =>
        [.. node.Scalars().Select(TextScalars.Value.Parse).Where(v => v.Ok).Select(v => v.Value)];
}
