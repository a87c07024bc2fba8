using System.Reflection;
using System.Text;

namespace DataGate.AheadProfile;

/// <summary>A type as the list names it: <c>[Assembly]Namespace.Outer+Inner`1&lt;Argument&gt;</c>, without the assembly where that is the core library.</summary>
internal sealed record TypeName(string Assembly, string Name, TypeName[] Arguments, bool IsArray = false)
{
    public const string Core = "System.Private.CoreLib";

    public IEnumerable<string> Assemblies() => Arguments.SelectMany(argument => argument.Assemblies()).Prepend(Assembly);
}

/// <summary>A method of a type, every one of that name, with the arguments of its own.</summary>
internal sealed record MethodName(string Name, TypeName[] Arguments);

/// <summary>The list: types, and below each, indented, the methods. A method's own arguments stand after a blank.</summary>
internal static class Generics
{
    private const string Indent = "  ";

    /// <summary>A method that has arguments, or whose type has, as <c>type  method</c>; none for others.</summary>
    public static string? Line(MethodBase method)
    {
        var type = method.DeclaringType;
        var arguments = method.IsGenericMethod ? method.GetGenericArguments() : [];
        return type is null || (!type.IsGenericType && arguments.Length == 0) ? null
            : Text(type) + Indent + method.Name + (arguments.Length == 0 ? "" : " <" + string.Join(',', arguments.Select(Text)) + ">");
    }

    /// <summary>One list of the lines of lists, or of runs.</summary>
    public static string Write(IEnumerable<string> lines)
    {
        var text = new StringBuilder();
        foreach (var group in Pairs(lines).Distinct().GroupBy(pair => pair.Type, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            text.Append(group.Key).Append('\n');
            foreach (var (_, method) in group.OrderBy(pair => pair.Method, StringComparer.Ordinal)) text.Append(Indent).Append(method).Append('\n');
        }
        return text.ToString();
    }

    public static IEnumerable<(TypeName Type, MethodName Method)> Read(IEnumerable<string> lines)
    {
        foreach (var (type, method) in Pairs(lines))
        {
            var blank = method.IndexOf(' ', StringComparison.Ordinal);
            var arguments = blank < 0 ? [] : Arguments(method, blank + 1).Types;
            yield return (Type(type, 0).Type, new MethodName(blank < 0 ? method : method[..blank], arguments));
        }
    }

    private static IEnumerable<(string Type, string Method)> Pairs(IEnumerable<string> lines)
    {
        var type = "";
        foreach (var line in lines.Where(line => line.Length > 0))
        {
            var at = line.IndexOf(Indent, StringComparison.Ordinal);
            if (at != 0) type = at < 0 ? line : line[..at];
            if (at >= 0) yield return (type, line[(at + Indent.Length)..]);
        }
    }

    private static string Text(Type type)
    {
        if (type.IsSZArray) return "@" + Text(type.GetElementType()!);
        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        var assembly = definition.Assembly.GetName().Name;
        return (assembly == TypeName.Core ? "" : "[" + assembly + "]") + definition.FullName
            + (type.IsGenericType ? "<" + string.Join(',', type.GetGenericArguments().Select(Text)) + ">" : "");
    }

    private static (TypeName Type, int End) Type(string text, int at)
    {
        if (text[at] == '@')
        {
            var (element, after) = Type(text, at + 1);
            return (element with { IsArray = true }, after);
        }
        var assembly = TypeName.Core;
        if (text[at] == '[')
        {
            var close = text.IndexOf(']', at);
            assembly = text[(at + 1)..close];
            at = close + 1;
        }
        var end = at;
        while (end < text.Length && text[end] is not (',' or '>'))
        {
            if (text[end] == '<')
            {
                // The compiler's own names begin with one.
                if (end > at && text[end - 1] is not ('.' or '+')) break;
                end = text.IndexOf('>', end);
            }
            end++;
        }
        var (arguments, last) = end < text.Length && text[end] == '<' ? Arguments(text, end) : ([], end);
        return (new TypeName(assembly, text[at..end], arguments), last);
    }

    private static (TypeName[] Types, int End) Arguments(string text, int at)
    {
        var types = new List<TypeName>();
        do
        {
            var (type, end) = Type(text, at + 1);
            types.Add(type);
            at = end;
        }
        while (text[at] == ',');
        return ([.. types], at + 1);
    }
}
