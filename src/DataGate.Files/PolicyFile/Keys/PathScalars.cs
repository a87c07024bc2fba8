namespace DataGate.Files.PolicyFile.Keys;

/// <summary>Values that name files. Whether they lie within the repository is looked at where they are used.</summary>
internal static class PathScalars
{
    private const int MaxLength = 1000;

    /// <summary>A glob, or with <c>!</c> in front one that takes files away.</summary>
    public static readonly ScalarShape<string> Glob = new(
        "a glob such as \"data/**/*.jsonl\"", () => SchemaParts.Text(@"^!?[^!\\]"), ReadGlob);

    public static readonly ScalarShape<string> Path = new(
        "a path such as ../datagate.base.yaml", () => SchemaParts.Text(@"^[^\\]+$"),
        node => Spelling(node.Text) is { } fault ? Parsed<string>.Wrong(fault) : node.Text);

    private static Parsed<string> ReadGlob(ScalarNode node)
    {
        var glob = node.Text.StartsWith('!') ? node.Text[1..] : node.Text;
        return (Spelling(glob) ?? Segments(glob)) is { } fault ? Parsed<string>.Wrong(fault) : node.Text;
    }

    private static string? Spelling(string path)
    {
        if (string.IsNullOrWhiteSpace(path)) return "it is empty";
        if (path.Length > MaxLength) return "it is longer than 1,000 characters";
        if (path.Contains('\\', StringComparison.Ordinal)) return "folders are separated by '/', on every system";
        return path.Any(char.IsControl) ? "it holds a control character" : null;
    }

    private static string? Segments(string glob)
    {
        if (glob.StartsWith('!')) return "one '!' takes files away; two say nothing";
        var segments = glob.Split('/');
        var named = false;
        for (var i = 0; i < segments.Length; i++)
        {
            var segment = segments[i];
            if (segment.Length == 0 && i > 0 && i < segments.Length - 1) return "two '/' stand side by side";
            if (segment is ".." && named) return "'..' may only stand at its beginning";
            named |= segment is not ("" or "." or "..");
        }
        return named ? null : "it names no file";
    }
}
