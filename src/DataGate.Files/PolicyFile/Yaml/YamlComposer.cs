using System.Collections.Immutable;
using DataGate.Files.PolicyFile.Checking;
using DataGate.Policies;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace DataGate.Files.PolicyFile.Yaml;

/// <summary>Makes nodes of one YAML file: one document, one map, aliases resolved, every node with its place.</summary>
internal sealed class YamlComposer
{
    private readonly PolicySource _source;
    private readonly ProblemList _problems;
    private readonly SteadyScanner _scanner;
    private readonly Parser _parser;

    /// <summary>Null while the anchored node is still being read.</summary>
    private readonly Dictionary<string, PolicyNode?> _anchors = new(StringComparer.Ordinal);
    private long _nodes;

    private YamlComposer(string text, PolicySource source, ProblemList problems)
    {
        _source = source;
        _problems = problems;
        _scanner = new SteadyScanner(new StringReader(text));
        _parser = new Parser(_scanner);
    }

    /// <exception cref="PolicyFault">The text isn't such a document.</exception>
    public static MappingNode Compose(string text, PolicySource source, ProblemList problems)
    {
        var root = ComposeAny(text, source, problems);
        return root as MappingNode
            ?? throw new PolicyFault(PolicyCodes.Unreadable, $"found {Display.Kind(root)}; a policy is a map with 'version' and 'datasets'", root.Place);
    }

    /// <summary>The document, whatever it holds.</summary>
    /// <exception cref="PolicyFault">The text isn't one YAML document.</exception>
    public static PolicyNode ComposeAny(string text, PolicySource source, ProblemList problems)
    {
        var composer = new YamlComposer(text, source, problems);
        try
        {
            return composer.Document();
        }
        catch (YamlException e)
        {
            throw YamlSyntax.Fault(e, text, source);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or FormatException or OverflowException)
        {
            // The parser's own way to fail on some faults, such as a key behind a list that isn't closed.
            var place = composer.At(composer._scanner.CurrentPosition);
            throw new PolicyFault(PolicyCodes.Unreadable, "not YAML: up to here it can't be understood; a bracket, a brace or a quote may be left open", place);
        }
    }

    /// <summary>Null behind the stream's end.</summary>
    private ParsingEvent? Current => _parser.Current;

    private PolicyPlace Here => At(Current?.Start ?? _scanner.CurrentPosition);

    private PolicyPlace At(Mark mark) => _source.At(Math.Max(1, mark.Line), Math.Max(1, mark.Column));

    private PolicyNode Document()
    {
        Next();
        Next();
        if (Current is StreamEnd) throw new PolicyFault(PolicyCodes.Unreadable, "the file is empty; the least is 'version: 1' and 'datasets'", _source.Start);
        Next();
        var root = Node(depth: 1);
        Next();
        if (Current is not StreamEnd) throw new PolicyFault(PolicyCodes.Unreadable, "a second YAML document begins; a policy file holds one", Here);
        return root;
    }

    private void Next() => _parser.MoveNext();

    /// <summary>Reads one node; afterwards the event behind it is current.</summary>
    private PolicyNode Node(int depth)
    {
        if (depth > YamlLimits.Depth) throw Limit($"maps and lists are nested deeper than {YamlLimits.Depth} levels");
        Count(1);
        if (Current is AnchorAlias alias) return Alias(alias, depth);
        // "? : " gives a key and no value.
        if (Current is not NodeEvent start) throw new PolicyFault(PolicyCodes.Unreadable, "not YAML: a value is missing", Here);
        var anchor = start.Anchor.IsEmpty ? null : start.Anchor.Value;
        if (anchor is not null) _anchors[anchor] = null;
        PolicyNode node = start switch
        {
            Scalar scalar => Text(scalar),
            SequenceStart => List(depth),
            _ => Map(depth),
        };
        if (anchor is not null) _anchors[anchor] = node;
        return node;
    }

    private PolicyNode Alias(AnchorAlias alias, int depth)
    {
        var name = alias.Value.Value;
        if (!_anchors.TryGetValue(name, out var node))
            throw new PolicyFault(PolicyCodes.Unreadable, $"no anchor {Display.Quote("&" + name)} stands before this alias; a text that begins with '*' must be quoted", Here);
        if (node is null) throw Limit($"the alias {Display.Quote("*" + name)} stands inside its own anchor: it would never end");
        if (depth + node.Height - 1 > YamlLimits.Depth) throw Limit($"with its aliases expanded, the policy is nested deeper than {YamlLimits.Depth} levels");
        Count(node.Size);
        Next();
        return node;
    }

    private ScalarNode Text(Scalar scalar)
    {
        var plain = scalar.Style is ScalarStyle.Plain;
        var text = scalar.Value;
        if (Tag(scalar) is { } tag)
        {
            if (tag is "!" or "tag:yaml.org,2002:str") plain = false;
            // The text that lacked its quotes: reading goes on with what was meant.
            else if (plain && text.Length == 0) (text, plain) = (tag, false);
        }
        var node = new ScalarNode(_source, Here, text, plain);
        Next();
        return node;
    }

    private SequenceNode List(int depth)
    {
        var place = Here;
        Tag((NodeEvent)Current!);
        Next();
        var items = ImmutableArray.CreateBuilder<PolicyNode>();
        while (Current is not SequenceEnd) items.Add(Node(depth + 1));
        Next();
        return new SequenceNode(_source, place, items.ToImmutable());
    }

    private MappingNode Map(int depth)
    {
        var place = Here;
        Tag((NodeEvent)Current!);
        Next();
        var entries = new List<PolicyEntry>();
        var places = new Dictionary<string, PolicyPlace>(StringComparer.Ordinal);
        PolicyEntry? merge = null;
        while (Current is not MappingEnd)
        {
            var keyPlace = Here;
            var keyNode = Node(depth + 1);
            var value = Node(depth + 1);
            if (keyNode is not ScalarNode key)
                _problems.Add(PolicyCodes.Unreadable, $"{Display.Kind(keyNode)} stands as a key; keys are plain text", keyPlace);
            else if (!places.TryAdd(key.Text, keyPlace))
                _problems.Add(PolicyCodes.DuplicateKey, $"the key {Display.Quote(key.Text)} stands twice in this map: first at {Display.Place(places[key.Text])}", keyPlace);
            else if (MergeKey.Is(key))
                merge = new PolicyEntry(key, value);
            else
                entries.Add(new PolicyEntry(key, value));
        }
        Next();
        return new MappingNode(_source, place, merge is null ? [.. entries] : MergeKey.Apply(entries, merge, _problems));
    }

    /// <summary>The tag where it isn't one that says nothing new; reports what no policy may have.</summary>
    private string? Tag(NodeEvent node)
    {
        if (node.Tag.IsEmpty) return null;
        var tag = node.Tag.Value;
        if (tag is "!" or "tag:yaml.org,2002:str") return tag;
        if (tag is "tag:yaml.org,2002:map" or "tag:yaml.org,2002:seq" or "tag:yaml.org,2002:int" or "tag:yaml.org,2002:float"
            or "tag:yaml.org,2002:bool" or "tag:yaml.org,2002:null" or "tag:yaml.org,2002:merge") return null;
        _problems.Add(PolicyCodes.Unreadable, $"the tag {Display.Quote(tag)} has no meaning in a policy; a text that begins with '!' must be quoted", Here);
        return tag;
    }

    private void Count(long nodes)
    {
        _nodes += nodes;
        if (_nodes > YamlLimits.Nodes) throw Limit($"with its aliases expanded, the file has more than {YamlLimits.Nodes} parts");
    }

    private PolicyFault Limit(string message) => new(PolicyCodes.Limit, message, Here);
}
