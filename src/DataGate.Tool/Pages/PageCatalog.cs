using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using DataGate.Files.Changes;
using DataGate.Files.Git;
using DataGate.Files.PolicyFile;
using DataGate.Onnx;
using DataGate.Rules;

namespace DataGate.Tool.Pages;

/// <summary>Every page: each stands beside what it is about, and travels in that assembly.</summary>
internal static class PageCatalog
{
    /// <summary>The page that is made from the description of the keys.</summary>
    public const string Reference = "policy";

    private const string Folder = "pages/";

    private static readonly Assembly[] s_assemblies = [typeof(RuleCodes).Assembly, typeof(PolicyCodes).Assembly, typeof(EmbeddingCodes).Assembly, typeof(PageCatalog).Assembly];

    /// <summary>Every code that DataGate can print, with its title, in order.</summary>
    public static ImmutableArray<(string Code, string Title)> Codes { get; } =
    [
        .. PolicyCodes.All.Select(code => (code.Code, code.Title)).Concat(UsageCodes.All).Concat(EmbeddingCodes.All).Concat(GitCodes.All).Concat(ChangeCodes.All).Concat(RuleCodes.All)
            .OrderBy(code => code.Item1, StringComparer.Ordinal),
    ];

    /// <summary>What pages are about that is neither a code nor a metric.</summary>
    public static ImmutableArray<(string Name, string Title)> Topics { get; } =
    [
        ("cache", "what is kept of earlier checks, where, and when it is believed"),
        ("choosing-bounds", "which measures to bound, and how tightly, with numbers of real sets"),
        ("comparison", "what other tools are for, and what this one is not"),
        ("limits", "what data, policies and parts may be at most, and what is told beyond it"),
        (Reference, "every key of a policy, with its default"),
        ("relative-bounds", "how bounds such as '0.9 x reference' and 'null + 0.02' are judged"),
        ("since", "what a change is judged by unasked, and how often that errs"),
        ("threat-model", "what is promised against hostile data and changes, and what is not"),
    ];

    /// <summary>Those that are written, by name.</summary>
    public static ImmutableArray<Page> All { get; } = [.. s_assemblies.SelectMany(Read).OrderBy(page => page.Name, StringComparer.Ordinal)];

    /// <summary>The page of a code, of a metric, of a family of metrics such as <c>distinct-n</c>, or of a topic, in any case.</summary>
    public static Page? Find(string name) => name.Equals(Reference, StringComparison.OrdinalIgnoreCase)
        ? new Page(Reference, PolicyReference.ToMarkdown())
        : All.FirstOrDefault(page => page.Names.Prepend(page.Name).Contains(name, StringComparer.OrdinalIgnoreCase));

    private static IEnumerable<Page> Read(Assembly assembly)
    {
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
            yield return new Page(Path.GetFileNameWithoutExtension(resource[Folder.Length..]), reader.ReadToEnd().ReplaceLineEndings("\n"));
        }
    }
}
