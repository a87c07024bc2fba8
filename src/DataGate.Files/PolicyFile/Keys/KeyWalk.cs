namespace DataGate.Files.PolicyFile.Keys;

/// <summary>Goes through the description of the keys.</summary>
internal static class KeyWalk
{
    /// <summary>Every map that may stand in or below a shape, each once, outer ones first.</summary>
    public static IReadOnlyList<MapShape> Maps(Shape shape)
    {
        var found = new List<MapShape>();
        Visit(shape, found);
        return found;
    }

    private static void Visit(Shape shape, List<MapShape> found)
    {
        switch (shape)
        {
            case MapShape map when !found.Contains(map):
                found.Add(map);
                foreach (var key in map.Keys) Visit(key.Shape, found);
                break;
            case NamedShape named:
                Visit(named.Value, found);
                break;
            case ListShape list:
                Visit(list.Item, found);
                break;
            case ChoiceShape choice:
                foreach (var one in choice.Choices) Visit(one, found);
                break;
        }
    }
}
