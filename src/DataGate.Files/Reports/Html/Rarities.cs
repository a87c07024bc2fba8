using DataGate.Files.Reports.Layout;
using DataGate.Rules;
using DataGate.Verdicts;

namespace DataGate.Files.Reports.Html;

/// <summary>What there is too much of, and what there is too little of, with the rows: repeated texts and thin labels.</summary>
internal static class Rarities
{
    public static Markup Of(DatasetProfile profile) => Markup.Of($"{Repeats(profile)}{Thin(profile)}");

    private static Markup Repeats(DatasetProfile profile) => profile.Repeats.IsEmpty ? Markup.Empty : Markup.Of($"""
        <h3>Repeated texts</h3><table class="stack" role="table"><caption>The texts that most records share; of a large set, of those that were sampled</caption>
        <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">text</th><th scope="col" role="columnheader" class="n">records</th><th scope="col" role="columnheader">rows</th></tr></thead><tbody role="rowgroup">
        {Markup.Join(profile.Repeats.Select(Repeat))}</tbody></table>

        """);

    private static Markup Repeat(EvidenceRows repeat) => Markup.Of($"""
        <tr role="row"><th scope="row" role="rowheader"><bdi>{(string.IsNullOrWhiteSpace(repeat.Excerpt) ? "(empty text)" : repeat.Excerpt)}</bdi></th><td role="cell" class="n" data-label="records">{repeat.Records}</td><td role="cell">{Places.Of(repeat.Rows, repeat.Records)}</td></tr>

        """);

    private static Markup Thin(DatasetProfile profile) => profile.Thin.IsEmpty ? Markup.Empty : Markup.Of($"""
        <h3>Thin and lost labels</h3><table class="stack" role="table"><caption>Labels that the reference has more of, the thinnest first; rows of the reference where the data has none</caption>
        <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">label</th><th scope="col" role="columnheader" class="n">here</th><th scope="col" role="columnheader" class="n">in the reference</th><th scope="col" role="columnheader">rows</th></tr></thead><tbody role="rowgroup">
        {Markup.Join(profile.Thin.Select(Label))}</tbody></table>

        """);

    private static Markup Label(ThinLabel label) => Markup.Of($"""
        <tr role="row"><th scope="row" role="rowheader"><bdi>{label.Name}</bdi>{(label.Records == 0 ? Markup.Of($" {Words.Signed(Ink.Bad, "lost")}") : Markup.Empty)}</th><td role="cell" class="n" data-label="here">{Share(label.Share, label.Records)}</td><td role="cell" class="n" data-label="in the reference">{Share(label.Reference, label.ReferenceRecords)}</td><td role="cell">{Places.Of(label.Rows, label.Records == 0 ? label.ReferenceRecords : label.Records)}</td></tr>

        """);

    private static string Share(double share, long records) =>
        $"{Figures.Of(records)} ({Figures.Of(share, Metrics.ValueRange.Share, percent: true)})";
}
