using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace DataGate.AheadProfile;

/// <summary>The assemblies that are compiled against, as metadata: none is loaded, they may be another machine's.</summary>
internal sealed class Library(IEnumerable<string> paths) : IDisposable
{
    private readonly Dictionary<string, string> _paths = paths.GroupBy(Path.GetFileNameWithoutExtension, StringComparer.Ordinal).ToDictionary(group => group.Key!, group => group.Last(), StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, TypeDefinitionHandle>> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PEReader> _files = new(StringComparer.Ordinal);

    /// <summary>The definition of a type; none where this machine's assembly doesn't hold it.</summary>
    public (MetadataReader Reader, TypeDefinition Type)? Find(string assembly, string name)
    {
        if (!_types.TryGetValue(assembly, out var types)) _types[assembly] = types = Open(assembly);
        return types.TryGetValue(name, out var type) ? (_files[assembly].GetMetadataReader(), _files[assembly].GetMetadataReader().GetTypeDefinition(type)) : null;
    }

    /// <summary>Whether an assembly refers to another.</summary>
    public bool Refers(string assembly, string other) => Find(assembly, "<Module>") is var (reader, _)
        && reader.AssemblyReferences.Any(reference => reader.StringComparer.Equals(reader.GetAssemblyReference(reference).Name, other));

    public void Dispose()
    {
        foreach (var file in _files.Values) file.Dispose();
    }

    private Dictionary<string, TypeDefinitionHandle> Open(string assembly)
    {
        var types = new Dictionary<string, TypeDefinitionHandle>(StringComparer.Ordinal);
        if (!_paths.TryGetValue(assembly, out var path)) return types;
        _files[assembly] = new PEReader(File.OpenRead(path));
        var reader = _files[assembly].GetMetadataReader();
        foreach (var type in reader.TypeDefinitions) types[Name(reader, type)] = type;
        return types;
    }

    public static string Name(MetadataReader reader, TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        var name = reader.GetString(type.Name);
        if (type.GetDeclaringType() is { IsNil: false } outer) return Name(reader, outer) + "+" + name;
        return type.Namespace.IsNil ? name : reader.GetString(type.Namespace) + "." + name;
    }

    public static (string Assembly, string Name) Name(MetadataReader reader, TypeReferenceHandle handle)
    {
        var type = reader.GetTypeReference(handle);
        var name = type.Namespace.IsNil ? reader.GetString(type.Name) : reader.GetString(type.Namespace) + "." + reader.GetString(type.Name);
        switch (type.ResolutionScope.Kind)
        {
            case HandleKind.TypeReference:
                var (assembly, outer) = Name(reader, (TypeReferenceHandle)type.ResolutionScope);
                return (assembly, outer + "+" + name);
            case HandleKind.AssemblyReference:
                return (reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name), name);
            default:
                throw new NotSupportedException();
        }
    }
}
