using System.Collections.Immutable;
using DataGate.Scanning;

namespace DataGate.Files.Changes;

/// <summary>Which files differ between two sets of files, by content wherever it stands: a file that was moved or copied over is no change.</summary>
internal static class ChangedFiles
{
    /// <summary>A file as it counts.</summary>
    /// <param name="Path">Where it stands.</param>
    /// <param name="Id">Of its content; null: unknown, and unlike any other.</param>
    /// <param name="Origin">What the origin rules by file say: the same bytes in another role are another thing.</param>
    public sealed record Content(string Path, string? Id, FileOrigin Origin)
    {
        /// <summary>Files of equal content in equal roles have the same; null: none has.</summary>
        public string? Key => Id is null ? null : $"{(int)Origin} {Id}";
    }

    /// <summary>Indexes of the files of either side that have no equal on the other; each counts once, a file at its old place first.</summary>
    public static (ImmutableArray<int> Before, ImmutableArray<int> Now) Of(IReadOnlyList<Content> before, IReadOnlyList<Content> now)
    {
        var left = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var i = 0; i < before.Count; i++)
        {
            if (before[i].Key is not { } key) continue;
            if (!left.TryGetValue(key, out var equals)) left[key] = equals = [];
            equals.Add(i);
        }
        var changed = new List<int>(Enumerable.Range(0, now.Count));
        foreach (var samePlace in new[] { true, false })
            changed.RemoveAll(index => now[index].Key is { } key && left.TryGetValue(key, out var equals) && Take(equals, samePlace ? file => before[file].Path == now[index].Path : _ => true));
        var gone = left.Values.SelectMany(equals => equals).Concat(Enumerable.Range(0, before.Count).Where(index => before[index].Id is null));
        return ([.. gone.Order()], [.. changed]);
    }

    /// <summary>Takes the first that is so.</summary>
    private static bool Take(List<int> files, Predicate<int> isSo)
    {
        var at = files.FindIndex(isSo);
        if (at >= 0) files.RemoveAt(at);
        return at >= 0;
    }
}
