using DataGate.Metrics;
using DataGate.Rules;
using DataGate.Verdicts;

namespace DataGate.Files.Reports.Html;

/// <summary>The datasets that a budget over several takes together, the largest first, with what of each is synthetic.</summary>
internal static class Members
{
    private const int MaxMembers = 200;

    public static Markup Of(DatasetVerdict union)
    {
        if (union.Members.IsEmpty) return Markup.Empty;
        var members = union.Members.OrderByDescending(member => member.Tokens).ThenBy(member => member.Name, StringComparer.Ordinal).ToList();
        var left = members.Count > MaxMembers ? Markup.Of($"<p>{members.Count - MaxMembers} more datasets not shown here: see the JSON report.</p>") : Markup.Empty;
        return Markup.Of($"""
            <h3>Datasets</h3>
            <table class="stack" role="table"><caption>What is taken together</caption><thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">dataset</th><th scope="col" role="columnheader" class="n">records</th><th scope="col" role="columnheader" class="n">tokens</th><th scope="col" role="columnheader" class="n">synthetic records</th><th scope="col" role="columnheader" class="n">synthetic tokens</th></tr></thead><tbody role="rowgroup">
            {Markup.Join(members.Take(MaxMembers).Select(Row))}</tbody></table>{left}
            """);
    }

    private static Markup Row(MemberSize member) => Markup.Of($"""
        <tr role="row"><th scope="row" role="rowheader"><bdi>{member.Name}</bdi></th>{Cell("records", Figures.Of(member.Documents))}{Cell("tokens", Figures.Of(member.Tokens))}{Cell("synthetic records", Share(member.Synthetic?.Documents, member.Documents))}{Cell("synthetic tokens", Share(member.Synthetic?.Tokens, member.Tokens))}</tr>

        """);

    private static Markup Cell(string label, string text) => Markup.Of($"""<td role="cell" class="n" data-label="{label}">{text}</td>""");

    private static string Share(long? part, long whole) =>
        part is not { } some ? "not said" : whole == 0 ? "0" : $"{Figures.Of(some)} ({Figures.Of((double)some / whole, ValueRange.Share, percent: true)})";
}
