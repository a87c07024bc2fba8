using System.Runtime.CompilerServices;

namespace DataGate.TestSupport;

/// <summary>
/// Compares a text with <c>CLASS.TEST.verified.txt</c> beside the test's source. Where they differ, the text is written to
/// <c>CLASS.TEST.received.txt</c>: a person looks at the two and renames. Accepting without looking: set SNAPSHOT_ACCEPT=1, which
/// does nothing where CI is set.
/// </summary>
public static class Snapshot
{
    private const int MaxShown = 12;

    /// <param name="text">What the test made.</param>
    /// <param name="name">Tells snapshots of one test apart; null: there is one.</param>
    /// <param name="scrub">Texts of this machine or version, each with what to write for it.</param>
    /// <param name="source">The test's source file.</param>
    /// <param name="test">The test.</param>
    public static void Match(
        string text, string? name = null, IReadOnlyDictionary<string, string>? scrub = null,
        [CallerFilePath] string source = "", [CallerMemberName] string test = "") =>
        Match(text, Paths(source, test, name), scrub);

    /// <summary>Compares with a file that stands elsewhere.</summary>
    /// <param name="verified">A path that ends in <c>.verified.txt</c>.</param>
    /// <param name="text">What the test made.</param>
    public static void MatchFile(string verified, string text) =>
        Match(text, (verified, verified.Replace(".verified.", ".received.", StringComparison.Ordinal)), scrub: null);

    private static void Match(string text, (string Verified, string Received) paths, IReadOnlyDictionary<string, string>? scrub)
    {
        var (verified, received, problem) = Compare(text, paths, scrub);
        if (problem is null)
            File.Delete(received);
        else if (IsAccepting)
            File.WriteAllText(verified, Scrub(text, scrub));
        else
            Assert.Fail($"{problem}\n  verified: {verified}\n  received: {received}");
    }

    /// <summary>What is wrong, or null; what was received is written then.</summary>
    internal static (string Verified, string Received, string? Problem) Compare(
        string text, (string Verified, string Received) at, IReadOnlyDictionary<string, string>? scrub = null)
    {
        var now = Scrub(text, scrub);
        var then = File.Exists(at.Verified) ? Lines(File.ReadAllText(at.Verified)) : null;
        if (now == then) return (at.Verified, at.Received, null);
        File.WriteAllText(at.Received, now);
        return (at.Verified, at.Received, then is null ? "There is no verified snapshot yet." : Difference(then, now));
    }

    internal static (string Verified, string Received) Paths(string source, string test, string? name)
    {
        var file = OnThisMachine(source);
        var stem = Path.Combine(Path.GetDirectoryName(file)!, $"{Path.GetFileNameWithoutExtension(file)}.{test}{(name is null ? "" : "_" + name)}");
        return (stem + ".verified.txt", stem + ".received.txt");
    }

    private static bool IsAccepting =>
        Environment.GetEnvironmentVariable("SNAPSHOT_ACCEPT") == "1" && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI"));

    /// <summary>Deterministic builds call the root <c>/_/</c>.</summary>
    private static string OnThisMachine(string source) =>
        source.StartsWith("/_/", StringComparison.Ordinal) ? Path.Combine(Repository.Root, source[3..]) : source;

    private static string Scrub(string text, IReadOnlyDictionary<string, string>? scrub)
    {
        text = text.Replace(Repository.Root, "{root}", StringComparison.Ordinal);
        foreach (var (own, general) in scrub ?? new Dictionary<string, string>(StringComparer.Ordinal))
            text = text.Replace(own, general, StringComparison.Ordinal);
        return Lines(text);
    }

    private static string Lines(string text) => text.ReplaceLineEndings("\n");

    private static string Difference(string then, string now)
    {
        var (before, after) = (then.Split('\n'), now.Split('\n'));
        var first = 0;
        while (first < before.Length && first < after.Length && before[first] == after[first]) first++;
        var shown = before.Skip(first).Take(MaxShown).Select(line => "  - " + line)
            .Concat(after.Skip(first).Take(MaxShown).Select(line => "  + " + line));
        return $"The text is not the verified one, from line {first + 1} on ({before.Length} lines verified, {after.Length} received):\n{string.Join('\n', shown)}";
    }
}
