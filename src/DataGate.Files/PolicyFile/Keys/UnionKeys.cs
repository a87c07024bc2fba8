using System.Collections.Immutable;

namespace DataGate.Files.PolicyFile.Keys;

/// <summary>Budgets over several datasets, and the policies whose datasets they reach.</summary>
internal static class UnionKeys
{
    public static readonly PolicyKey Policies = new(
        "policies", OriginKeys.GlobList,
        "Policies of other folders that are checked together with this one, each by its own rules: globs of their files, relative to this file; '!' in front takes away what earlier ones matched.");

    public static readonly PolicyKey Datasets = new(
        "datasets", new ListShape(TextScalars.Text("a dataset's name, or a glob over names")) { OrOne = true },
        "The datasets that are taken together: names, or globs over them; '!' in front takes away what earlier ones matched. Those of another policy have its folder in front: \"projects/search:*\".")
    {
        Required = true,
    };

    public static readonly Key<string> Each = new("each", ChoiceScalars.Folder, "'folder': the budget holds for the datasets of each policy's folder on their own. Default: for all of them together.");

    public static readonly MapShape Map = new("cross-budget", "a budget over several datasets", Keys()) { OneOf = [SectionKeys.Synthetic] };

    public static readonly PolicyKey Budgets = new("budgets", new NamedShape(TextScalars.Name("a name"), Map) { MayBeEmpty = true }, "Budgets over several datasets, by name.");

    private static ImmutableArray<PolicyKey> Keys() =>
    [
        Datasets, Each, .. SettingKeys.Overrides, SectionKeys.Synthetic,
        .. ((PolicyKey[])[SectionKeys.Diversity, SectionKeys.Divergence, SectionKeys.Tails]).Select(section => Availability.Later(section.Name, section.Shape, section.Doc)),
    ];
}
