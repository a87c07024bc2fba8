using System.Collections.Frozen;
using System.Collections.Immutable;
using DataGate.Files.PolicyFile.Keys;

namespace DataGate.Files.PolicyFile.Checking;

/// <summary>Says where an unknown key most likely belongs.</summary>
internal static class UnknownKey
{
    /// <summary>Every known key, and the parts of a policy that take it.</summary>
    private static readonly FrozenDictionary<string, ImmutableArray<string>> s_homes = KeyWalk.Maps(RootKeys.Map)
        .SelectMany(map => map.Keys.Select(key => (key.Name, map.What)))
        .GroupBy(home => home.Name, home => home.What, StringComparer.Ordinal)
        .ToFrozenDictionary(g => g.Key, g => g.Distinct(StringComparer.Ordinal).ToImmutableArray(), StringComparer.Ordinal);

    public static string Message(string key, MapShape shape)
    {
        var known = shape.Keys.Where(k => k.Available).Select(k => k.Name).ToArray();
        var message = $"unknown key {Display.Quote(key)} in {shape.What}";
        if (s_homes.TryGetValue(key, out var homes))
            message += $"; it belongs in {string.Join(" or ", homes.Take(3))}";
        else
            message += Nearest.Hint(key, shape.Keys.Select(k => k.Name));
        return $"{message}{(message.EndsWith('?') ? "" : ";")} known here: {Display.Words(known)}";
    }
}
