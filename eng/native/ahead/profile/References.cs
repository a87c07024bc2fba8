using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace DataGate.AheadProfile;

/// <summary>References to methods of other assemblies, whose signatures are taken from those and written anew.</summary>
internal sealed class References(Library library) : ISignatureTypeProvider<BlobBuilder, object?>
{
    private readonly Dictionary<string, EntityHandle> _types = new(StringComparer.Ordinal);

    public MetadataBuilder Metadata { get; } = new();

    /// <summary>All methods of that name which take as many arguments; none that names a type which isn't there.</summary>
    public IEnumerable<EntityHandle> Methods(TypeName type, MethodName method)
    {
        if (library.Find(type.Assembly, type.Name) is not var (reader, definition) || Encoded(type) is not { } parent) yield break;
        var arguments = method.Arguments.Select(Encoded).ToArray();
        if (arguments.Contains(null)) yield break;
        EntityHandle owner = type.Arguments.Length > 0 ? Metadata.AddTypeSpecification(Metadata.GetOrAddBlob(parent)) : Reference(type.Assembly, type.Name);
        var instantiation = arguments.Length == 0 ? default : Metadata.GetOrAddBlob(Listed((byte)SignatureKind.MethodSpecification, arguments!));
        foreach (var handle in definition.GetMethods())
        {
            var found = reader.GetMethodDefinition(handle);
            if (found.GetGenericParameters().Count != arguments.Length || !reader.StringComparer.Equals(found.Name, method.Name) || Signature(reader, found) is not { } signature) continue;
            var member = Metadata.AddMemberReference(owner, Metadata.GetOrAddString(method.Name), Metadata.GetOrAddBlob(signature));
            yield return arguments.Length == 0 ? member : Metadata.AddMethodSpecification(member, instantiation);
        }
    }

    private BlobBuilder? Signature(MetadataReader reader, MethodDefinition method)
    {
        MethodSignature<BlobBuilder> decoded;
        try
        {
            decoded = method.DecodeSignature(this, null);
        }
        catch (NotSupportedException)
        {
            return null; // pointers to functions, arrays of many dimensions
        }
        var blob = new BlobBuilder();
        blob.WriteByte(decoded.Header.RawValue);
        if (decoded.GenericParameterCount > 0) blob.WriteCompressedInteger(decoded.GenericParameterCount);
        blob.WriteCompressedInteger(decoded.ParameterTypes.Length);
        blob.LinkSuffix(decoded.ReturnType);
        foreach (var parameter in decoded.ParameterTypes) blob.LinkSuffix(parameter);
        return blob;
    }

    private BlobBuilder? Encoded(TypeName type)
    {
        if (type.IsArray) return Encoded(type with { IsArray = false }) is { } element ? GetSZArrayType(element) : null;
        if (type.Assembly == TypeName.Core && type.Arguments.Length == 0 && Primitive(type.Name) is { } primitive) return GetPrimitiveType(primitive);
        if (library.Find(type.Assembly, type.Name) is not var (reader, definition)) return null;
        var blob = Named(Reference(type.Assembly, type.Name), IsValue(reader, definition) ? SignatureTypeKind.ValueType : SignatureTypeKind.Class);
        if (type.Arguments.Length == 0) return blob;
        var arguments = type.Arguments.Select(Encoded).ToImmutableArray();
        return arguments.Contains(null) ? null : GetGenericInstantiation(blob, arguments!);
    }

    private static PrimitiveTypeCode? Primitive(string name) =>
        name.StartsWith("System.", StringComparison.Ordinal) && Enum.TryParse<PrimitiveTypeCode>(name["System.".Length..], out var code) ? code : null;

    private static bool IsValue(MetadataReader reader, TypeDefinition type)
    {
        var name = type.BaseType.Kind switch
        {
            HandleKind.TypeReference => reader.GetString(reader.GetTypeReference((TypeReferenceHandle)type.BaseType).Name),
            HandleKind.TypeDefinition when !type.BaseType.IsNil => reader.GetString(reader.GetTypeDefinition((TypeDefinitionHandle)type.BaseType).Name),
            _ => "",
        };
        return name is "ValueType" or "Enum" && !reader.StringComparer.Equals(type.Name, "Enum");
    }

    private EntityHandle Reference(string assembly, string name)
    {
        var key = "[" + assembly + "]" + name;
        if (_types.TryGetValue(key, out var known)) return known;
        var plus = name.LastIndexOf('+');
        if (plus >= 0) return _types[key] = Metadata.AddTypeReference(Reference(assembly, name[..plus]), default, Metadata.GetOrAddString(name[(plus + 1)..]));
        if (!_types.TryGetValue(assembly, out var scope)) _types[assembly] = scope = Metadata.AddAssemblyReference(Metadata.GetOrAddString(assembly), new Version(0, 0, 0, 0), default, default, default, default);
        var dot = name.LastIndexOf('.');
        return _types[key] = Metadata.AddTypeReference(scope, dot < 0 ? default : Metadata.GetOrAddString(name[..dot]), Metadata.GetOrAddString(name[(dot + 1)..]));
    }

    private static BlobBuilder Prefixed(byte code, BlobBuilder rest)
    {
        var blob = new BlobBuilder();
        blob.WriteByte(code);
        blob.LinkSuffix(rest);
        return blob;
    }

    private static BlobBuilder Numbered(byte code, int number)
    {
        var blob = new BlobBuilder();
        blob.WriteByte(code);
        blob.WriteCompressedInteger(number);
        return blob;
    }

    private static BlobBuilder Listed(byte code, BlobBuilder[] items)
    {
        var blob = Numbered(code, items.Length);
        foreach (var item in items) blob.LinkSuffix(item);
        return blob;
    }

    private static BlobBuilder Named(EntityHandle type, SignatureTypeKind kind) => Numbered((byte)kind, CodedIndex.TypeDefOrRefOrSpec(type));

    public BlobBuilder GetPrimitiveType(PrimitiveTypeCode typeCode) => Prefixed((byte)typeCode, new BlobBuilder());

    public BlobBuilder GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
        Named(Reference(reader.GetString(reader.GetAssemblyDefinition().Name), Library.Name(reader, handle)), (SignatureTypeKind)rawTypeKind);

    public BlobBuilder GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
    {
        var (assembly, name) = Library.Name(reader, handle);
        return Named(Reference(assembly, name), (SignatureTypeKind)rawTypeKind);
    }

    public BlobBuilder GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public BlobBuilder GetGenericInstantiation(BlobBuilder genericType, ImmutableArray<BlobBuilder> typeArguments)
    {
        var blob = Prefixed((byte)SignatureTypeCode.GenericTypeInstance, genericType);
        blob.WriteCompressedInteger(typeArguments.Length);
        foreach (var argument in typeArguments) blob.LinkSuffix(argument);
        return blob;
    }

    public BlobBuilder GetSZArrayType(BlobBuilder elementType) => Prefixed((byte)SignatureTypeCode.SZArray, elementType);

    public BlobBuilder GetByReferenceType(BlobBuilder elementType) => Prefixed((byte)SignatureTypeCode.ByReference, elementType);

    public BlobBuilder GetPointerType(BlobBuilder elementType) => Prefixed((byte)SignatureTypeCode.Pointer, elementType);

    public BlobBuilder GetGenericTypeParameter(object? genericContext, int index) => Numbered((byte)SignatureTypeCode.GenericTypeParameter, index);

    public BlobBuilder GetGenericMethodParameter(object? genericContext, int index) => Numbered((byte)SignatureTypeCode.GenericMethodParameter, index);

    public BlobBuilder GetPinnedType(BlobBuilder elementType) => Prefixed((byte)SignatureTypeCode.Pinned, elementType);

    // A modifier is a type without the byte that says of which kind.
    public BlobBuilder GetModifiedType(BlobBuilder modifier, BlobBuilder unmodifiedType, bool isRequired)
    {
        var blob = new BlobBuilder();
        blob.WriteByte((byte)(isRequired ? SignatureTypeCode.RequiredModifier : SignatureTypeCode.OptionalModifier));
        blob.WriteBytes(modifier.ToArray(1, modifier.Count - 1));
        blob.LinkSuffix(unmodifiedType);
        return blob;
    }

    public BlobBuilder GetFunctionPointerType(MethodSignature<BlobBuilder> signature) => throw new NotSupportedException();

    public BlobBuilder GetArrayType(BlobBuilder elementType, ArrayShape shape) => throw new NotSupportedException();
}
