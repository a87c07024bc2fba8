using DataGate.Files.Reports.Escaping;
using DataGate.Files.Reports.Layout;
using DataGate.Policies;

namespace DataGate.Files.Reports.Html;

/// <summary>Verdicts and severities with a sign and a colour; the word alone says it all.</summary>
internal static class Words
{
    public static Markup Verdict(BudgetRow row) => Signed(row.Ink, row.Verdict);

    public static Markup Signed(Ink ink, string word) => Markup.Of($"""<span class="word {Class(ink)}"><span aria-hidden="true">{Sign(ink)}</span> {word}</span>""");

    public static Markup Of(Severity severity) =>
        Markup.Of($"""<span class="word {Class(severity)}"><span aria-hidden="true">{Sign(severity)}</span> {MsBuildLine.Word(severity)}</span>""");

    public static string Class(Severity severity) => severity switch { Severity.Error => "bad", Severity.Warning => "doubt", _ => "note" };

    /// <summary>A place as text that can be copied to an editor.</summary>
    public static Markup Place(in Documents.Location at) => Markup.Of($"<code><bdi>{MsBuildLine.Place(at)}</bdi></code>");

    private static string Class(Ink ink) => ink switch { Ink.Good => "good", Ink.Bad => "bad", _ => "doubt" };

    private static string Sign(Ink ink) => ink switch { Ink.Good => "✔", Ink.Bad => "✖", _ => "▲" };

    private static string Sign(Severity severity) => severity switch { Severity.Error => "✖", Severity.Warning => "▲", _ => "●" };
}
