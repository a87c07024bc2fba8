using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace DataGate.AheadProfile;

/// <summary>A profile as crossgen2 reads it: an assembly whose method AssemblyDictionary names a method, whose code names what to compile. All of it is compiled into whatever is being compiled.</summary>
internal static class Profile
{
    public static void Write(string path, string assembly, IEnumerable<(TypeName Type, MethodName Method)> list, Library library)
    {
        var references = new References(library);
        var metadata = references.Metadata;
        var code = new BlobBuilder();
        var bodies = new MethodBodyStreamEncoder(code);
        var signature = new BlobBuilder();
        new BlobEncoder(signature).MethodSignature().Parameters(0, type => type.Void(), _ => { });

        var group = new InstructionEncoder(new BlobBuilder());
        foreach (var method in list.SelectMany(named => references.Methods(named.Type, named.Method)).Distinct()) Name(group, method);
        var dictionary = new InstructionEncoder(new BlobBuilder());
        dictionary.LoadString(metadata.GetOrAddUserString(assembly + ";"));
        Name(dictionary, Define("Methods", group));
        Define("AssemblyDictionary", dictionary);

        metadata.AddTypeDefinition(default, default, metadata.GetOrAddString("<Module>"), default, MetadataTokens.FieldDefinitionHandle(1), MetadataTokens.MethodDefinitionHandle(1));
        metadata.AddModule(0, metadata.GetOrAddString("profile.dll"), metadata.GetOrAddGuid(new Guid(1, 0, 0, new byte[8])), default, default);
        metadata.AddAssembly(metadata.GetOrAddString("profile"), new Version(0, 0, 0, 0), default, default, default, AssemblyHashAlgorithm.None);
        var file = new BlobBuilder();
        new ManagedPEBuilder(new PEHeaderBuilder(imageCharacteristics: Characteristics.Dll), new MetadataRootBuilder(metadata), code).Serialize(file);
        using var output = File.Create(path);
        file.WriteContentTo(output);

        static void Name(InstructionEncoder code, EntityHandle method)
        {
            code.OpCode(ILOpCode.Ldtoken);
            code.Token(method);
            code.OpCode(ILOpCode.Pop);
        }

        EntityHandle Define(string name, InstructionEncoder body)
        {
            body.OpCode(ILOpCode.Ret);
            return metadata.AddMethodDefinition(MethodAttributes.Public | MethodAttributes.Static, MethodImplAttributes.IL, metadata.GetOrAddString(name), metadata.GetOrAddBlob(signature), bodies.AddMethodBody(body), default);
        }
    }
}
