using System.Collections.Frozen;
using DataGate.Files.Changes;
using DataGate.Files.PolicyFile;
using DataGate.Rules;

namespace DataGate.Files.Reports.Layout;

/// <summary>What a code stands for, and where its page is.</summary>
internal static class CodePage
{
    private const string Pages = "https://datagate.dev/rules/";

    private static readonly FrozenDictionary<string, string> s_titles = RuleCodes.All
        .Concat(ChangeCodes.All).Concat(PolicyCodes.All.Select(code => (code.Code, code.Title))).ToFrozenDictionary(code => code.Item1, code => code.Item2, StringComparer.Ordinal);

    /// <summary>A few words; the code itself where nothing is known of it.</summary>
    public static string Title(string code) => s_titles.GetValueOrDefault(code, code);

    public static string Address(string code) => Pages + Uri.EscapeDataString(code);
}
