namespace DataGate.AheadProfile;

/// <summary>Where a method is compiled into: the runtime finds it in any assembly that is loaded when it is called first.</summary>
internal sealed class Homes(Library library, string[] assemblies)
{
    private readonly string _common = assemblies.MaxBy(assembly => assemblies.Count(other => library.Refers(other, assembly)))!;

    /// <summary>The assembly that knows all that the method takes; where that is the framework's alone, the one that most others know.</summary>
    public string Of(TypeName type, MethodName method)
    {
        var named = type.Assemblies().Concat(method.Arguments.SelectMany(argument => argument.Assemblies())).Intersect(assemblies, StringComparer.Ordinal).ToArray();
        return Array.Find(named, assembly => !Array.Exists(named, other => library.Refers(other, assembly))) ?? _common;
    }
}
