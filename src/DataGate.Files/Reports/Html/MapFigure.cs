using System.Globalization;
using DataGate.Rules;
using DataGate.Verdicts;

namespace DataGate.Files.Reports.Html;

/// <summary>The map of a set and its reference: where the data is too thick, and where too thin, with the rows in the middle of the worst places.</summary>
internal static class MapFigure
{
    private const double Cell = 40, Most = 19, Least = 2.5;

    public static Markup Of(SetMap map)
    {
        var ranked = map.Cells.Where(cell => cell.Rank > 0).OrderBy(cell => cell.Kind).ThenBy(cell => cell.Rank).ToList();
        var (thick, thin) = (map.Cells.Count(cell => cell.Kind == MapCellKind.Thick), map.Cells.Count(cell => cell.Kind == MapCellKind.Thin));
        var largest = map.Cells.Max(Share);
        var label = $"Map of meaning: of {Figures.Of(map.Cells.Length)} places with records the data is too thick in {Figures.Of(thick)} and too thin in {Figures.Of(thin)}";
        return Markup.Of($"""
            <figure class="map"><figcaption>Map of meaning<small>Data and reference by the two directions in which their embeddings vary most. The larger a disc, the more records are there; those that differ by more than chance are marked. Sets may differ in directions that no plane shows.</small></figcaption>
            <svg viewBox="0 0 {map.Columns * Cell} {map.Rows * Cell}" role="img" aria-label="{label}">{Markup.Join(map.Cells.OrderBy(cell => cell.Kind == MapCellKind.Even ? 0 : 1).Select(cell => Disc(cell, map, largest)))}{Markup.Join(ranked.Select(cell => Mark(cell, map, largest)))}</svg>
            <p class="soft">{Key("thick")} too thick {Key("thin")} too thin {Key("even")} as in the reference</p>
            {Places(ranked)}</figure>

            """);
    }

    private static double Share(MapCell cell) => Math.Max(cell.Data, cell.Reference);

    private static string Class(MapCellKind kind) => kind switch { MapCellKind.Thick => "thick", MapCellKind.Thin => "thin", _ => "even" };

    private static (double X, double Y) Middle(MapCell cell, SetMap map) => ((cell.X + 0.5) * Cell, (map.Rows - cell.Y - 0.5) * Cell);

    private static double Radius(MapCell cell, double largest) => Math.Max(Least, Most * Math.Sqrt(Share(cell) / largest));

    private static Markup Disc(MapCell cell, SetMap map, double largest)
    {
        var (x, y) = Middle(cell, map);
        return Markup.Of($"""<circle class="{Class(cell.Kind)}" cx="{x}" cy="{y}" r="{Radius(cell, largest)}"/>""");
    }

    /// <summary>Its name: T1 the thickest, L1 the one that lacks most.</summary>
    private static string Name(MapCell cell) => string.Create(CultureInfo.InvariantCulture, $"{(cell.Kind == MapCellKind.Thick ? "T" : "L")}{cell.Rank}");

    /// <summary>The name above its disc, in the upmost row below it; on the disc where it fits.</summary>
    private static Markup Mark(MapCell cell, SetMap map, double largest)
    {
        var (x, y) = Middle(cell, map);
        var radius = Radius(cell, largest);
        var at = radius > 0.7 * Most ? y + 5 : cell.Y == map.Rows - 1 ? y + radius + 14 : y - radius - 4;
        return Markup.Of($"""<text class="mark" x="{x}" y="{at}" text-anchor="middle">{Name(cell)}</text>""");
    }

    private static Markup Key(string kind) => Markup.Of($"""<svg class="key" viewBox="0 0 26 10" aria-hidden="true"><circle class="{kind}" cx="13" cy="5" r="4"/></svg>""");

    private static Markup Places(List<MapCell> ranked) => ranked.Count == 0 ? Markup.Of($"""<p>No place differs by more than chance.</p>""") : Markup.Of($"""
        <table class="stack" role="table"><caption>The places that differ most: T too thick, L lacking</caption><thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">place</th><th scope="col" role="columnheader" class="n">of the data</th><th scope="col" role="columnheader" class="n">of the reference</th><th scope="col" role="columnheader">in its middle</th></tr></thead><tbody role="rowgroup">
        {Markup.Join(ranked.Select(Row))}</tbody></table>
        """);

    private static Markup Row(MapCell cell) => Markup.Of($"""
        <tr role="row"><th scope="row" role="rowheader">{Name(cell)}</th><td role="cell" class="n" data-label="of the data">{Percent(cell.Data)}</td><td role="cell" class="n" data-label="of the reference">{Percent(cell.Reference)}</td><td role="cell">{Markup.Join(cell.Rows.Select(Middle))}</td></tr>

        """);

    private static Markup Middle(EvidenceRows row) => Markup.Of($"""
        <p><span class="soft">{row.What}:</span> <bdi>{(string.IsNullOrWhiteSpace(row.Excerpt) ? "(empty text)" : row.Excerpt)}</bdi> {Html.Places.Of(row.Rows, row.Records)}</p>
        """);

    private static string Percent(double share) => share.ToString("0.0%", CultureInfo.InvariantCulture);
}
