using System.Globalization;
using System.Text;
using DataGate.Files.PolicyFile.Keys;
using DataGate.Metrics;

namespace DataGate.Files.PolicyFile;

/// <summary>Every key of the policy language for people, made from the description that the parser and the schema follow.</summary>
public static class PolicyReference
{
    /// <summary>A page of Markdown: a section for each map, outer ones first.</summary>
    public static string ToMarkdown()
    {
        var page = new StringBuilder("# policy\n\nEvery key of datagate.yaml. `dotnet datagate schema` prints the same for editors, `dotnet datagate policy --resolved` what a policy comes to.\n");
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var map in KeyWalk.Maps(RootKeys.Map))
        {
            // The budgets of all metrics look alike: what is special to one is told with it.
            if (map.What == "a budget") continue;
            page.Append(CultureInfo.InvariantCulture, $"\n## {Title(map)}\n\n");
            foreach (var key in map.Keys.Where(key => key.Available || !told.Contains(key.Name)).Where(key => map != SectionKeys.Bucket || !SectionKeys.DiversityMap.Keys.Contains(key)))
            {
                told.Add(key.Name);
                Write(page, key);
            }
            if (map == SectionKeys.Bucket) page.Append("- any measure of `diversity`, inside the case\n");
            if (!map.OneOf.IsEmpty) page.Append(CultureInfo.InvariantCulture, $"\nOne at least of: {string.Join(", ", map.OneOf.Select(key => key.Name))}.\n");
        }
        page.Append("\n## A budget\n\nA bound alone stands for the obvious one of `min` and `max`.\n\n");
        foreach (var key in KeyWalk.Maps(RootKeys.Map).Where(map => map.What == "a budget").SelectMany(map => map.Keys).Where(key => key.Available).DistinctBy(key => key.Name, StringComparer.Ordinal)) Write(page, key);
        return page.ToString();
    }

    private static string Title(MapShape map)
    {
        var title = map.What.Replace('\'', '`');
        return char.ToUpperInvariant(title[0]) + title[1..];
    }

    private static void Write(StringBuilder page, PolicyKey key)
    {
        page.Append(CultureInfo.InvariantCulture, $"- `{key.Name}`");
        if (key is MetricKey metric)
        {
            page.Append(CultureInfo.InvariantCulture, $" ({Bound(metric.Metric.Better)}): {metric.Metric.Summary}\n");
            return;
        }
        if (key.Required) page.Append(" (required)");
        page.Append(CultureInfo.InvariantCulture, $": {key.Doc} Takes {Kind(key.Shape)}.");
        if (!key.Available) page.Append(" Not available yet in this version.");
        page.Append('\n');
    }

    private static string Bound(Better better) => better switch { Better.Higher => "min", Better.Lower => "max", _ => "min or max" };

    /// <summary>What stands behind a key; maps have a section of their own.</summary>
    private static string Kind(Shape shape) => shape switch
    {
        MapShape map => $"a map: see {Title(map)}",
        NamedShape { Value: MapShape map } named => $"a map from {named.Key.Expected} to {map.What}",
        _ => shape.Expected,
    };
}
