using System.Globalization;

namespace DataGate.Files.Reports.Html;

/// <summary>A picture with two axes: x and y from 0 to 1 within it, and a few ticks of each.</summary>
/// <param name="label">What it shows, in words.</param>
internal sealed class Chart(string label)
{
    private const double Width = 320, Height = 190, Left = 46, Right = 8, Top = 8, Bottom = 34;

    private readonly List<Markup> _parts = [];

    public void TickX(double x, string text, string anchor = "middle") =>
        _parts.Add(Markup.Of($"""<path class="axis" d="M{X(x)} {Height - Bottom}v4"/><text x="{X(x)}" y="{Height - Bottom + 16}" text-anchor="{anchor}">{text}</text>"""));

    public void TickY(double y, string text) =>
        _parts.Add(Markup.Of($"""<path class="axis" d="M{Left} {Y(y)}H{Width - Right}"/><text x="{Left - 5}" y="{Y(y) + 4}" text-anchor="end">{text}</text>"""));

    public void NameX(string name) => _parts.Add(Markup.Of($"""<text x="{Width - Right}" y="{Height - 3}" text-anchor="end">{name}</text>"""));

    public void Column(double from, double to, double height) =>
        _parts.Add(Markup.Of($"""<rect class="data-area" x="{X(from)}" y="{Y(height)}" width="{Math.Max(0.5, X(to) - X(from) - 0.5)}" height="{Math.Max(0, Y(0) - Y(height))}"/>"""));

    /// <summary>A line through points; a single one is a short dash.</summary>
    public void Line(IReadOnlyList<(double X, double Y)> points, bool isReference)
    {
        if (points.Count == 0) return;
        var path = string.Concat(points.Select((point, i) => string.Create(CultureInfo.InvariantCulture, $"{(i == 0 ? "M" : "L")}{X(point.X):0.##} {Y(point.Y):0.##}")));
        if (points.Count == 1) path += "h4";
        _parts.Add(Markup.Of($"""<path class="{(isReference ? "reference-line" : "data-line")}" d="{path}"/>"""));
    }

    public Markup Draw() => Markup.Of($"""
        <svg viewBox="0 0 {Width} {Height}" role="img" aria-label="{label}"><path class="axis" d="M{Left} {Top}V{Height - Bottom}H{Width - Right}"/>{Markup.Join(_parts)}</svg>
        """);

    /// <summary>The picture with what it shows and says, and with its numbers as a table.</summary>
    /// <param name="title">What it shows.</param>
    /// <param name="says">How to read it.</param>
    /// <param name="hasReference">Whether it shows a second line.</param>
    /// <param name="numbers">The rows of the table, of <paramref name="columns"/> cells each.</param>
    /// <param name="columns">Their titles.</param>
    public Markup Figure(string title, string says, bool hasReference, IEnumerable<string[]> numbers, params string[] columns)
    {
        var keys = hasReference
            ? Markup.Of($"""<p class="soft">{Key("data-line")} data {Key("reference-line")} reference</p>""")
            : Markup.Empty;
        return Markup.Of($"""
            <figure><figcaption>{title}<small>{says}</small></figcaption>{Draw()}{keys}{Numbers(title, numbers, columns)}</figure>

            """);
    }

    private static Markup Key(string line) => Markup.Of($"""<svg class="key" viewBox="0 0 26 10" aria-hidden="true"><path class="{line}" d="M0 5H26"/></svg>""");

    private static Markup Numbers(string title, IEnumerable<string[]> rows, string[] columns) => Markup.Of($"""
        <details><summary>The numbers</summary><table><caption>{title}</caption><thead><tr>{Markup.Join(columns.Select(column => Markup.Of($"""<th scope="col" class="n">{column}</th>""")))}</tr></thead><tbody>{Markup.Join(rows.Select(Row))}</tbody></table></details>
        """);

    private static Markup Row(string[] cells) => Markup.Of($"<tr>{Markup.Join(cells.Select(cell => Markup.Of($"""<td class="n">{cell}</td>""")))}</tr>");

    private static double X(double x) => Left + (x * (Width - Left - Right));

    private static double Y(double y) => Height - Bottom - (y * (Height - Top - Bottom));
}
