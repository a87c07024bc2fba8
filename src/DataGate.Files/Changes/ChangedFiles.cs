using System.Collections.Immutable;
using System.Runtime.InteropServices;
using DataGate.Scanning;

namespace DataGate.Files.Changes;

/// <summary>Which files differ between two sets of files, by content wherever it stands: a file that was moved or copied over is no change.</summary>
internal static class ChangedFiles
{
    /// <summary>A file as it counts.</summary>
    /// <param name="Path">Where it stands.</param>
    /// <param name="Id">Of its content; null: unknown, and unlike any other.</param>
    /// <param name="Origin">What the origin rules by file say: the same bytes in another role are another thing.</param>
    [StructLayout(LayoutKind.Auto)]
    public readonly record struct Content(string Path, string? Id, FileOrigin Origin);

    /// <summary>Indexes of the files of either side that have no equal on the other; each counts once, a file at its old place first.</summary>
    public static (ImmutableArray<int> Before, ImmutableArray<int> Now) Of(IReadOnlyList<Content> before, IReadOnlyList<Content> now)
    {
        var left = before.Select((file, index) => (File: file, Index: index)).Where(item => item.File.Id is not null)
            .GroupBy(item => (item.File.Id, item.File.Origin)).ToDictionary(group => group.Key, group => group.ToDictionary(item => item.Index, item => item.File.Path));
        var changed = new SortedSet<int>(Enumerable.Range(0, now.Count));
        foreach (var samePlace in new[] { true, false })
        {
            foreach (var index in changed.ToList())
            {
                var file = now[index];
                if (file.Id is null || !left.TryGetValue((file.Id, file.Origin), out var equals) || equals.Count == 0) continue;
                var match = samePlace ? equals.Where(pair => pair.Value == file.Path).Select(pair => pair.Key).DefaultIfEmpty(-1).First() : equals.Keys.Min();
                if (match < 0) continue;
                equals.Remove(match);
                changed.Remove(index);
            }
        }
        var gone = left.Values.SelectMany(equals => equals.Keys).Concat(Enumerable.Range(0, before.Count).Where(index => before[index].Id is null));
        return ([.. gone.Order()], [.. changed]);
    }
}
