using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using DataGate.Rules;

namespace DataGate.Files.Reports.Html;

/// <summary>
/// A piece of a page. It is made from interpolated strings alone, whose own text is markup and whose every value is escaped, so that no
/// text gets into a page as markup by being forgotten.
/// </summary>
internal readonly record struct Markup
{
    private readonly string? _text;

    private Markup(string text) => _text = text;

    public static Markup Empty { get; }

    public static Markup Of(Builder html) => new(html.ToString());

    public static Markup Join(IEnumerable<Markup> parts) => new(string.Concat(parts));

    public override string ToString() => _text ?? "";

    /// <summary>What the compiler makes of <c>$"…"</c> where a piece of a page is wanted.</summary>
    [InterpolatedStringHandler]
    internal readonly struct Builder(int literals, int values)
    {
        private readonly StringBuilder _html = new(literals + (values * 16));

        public void AppendLiteral(string markup) => _html.Append(markup);

        public void AppendFormatted(string? text) => _html.Append(Escaping.Html.Text(text ?? ""));

        public void AppendFormatted(Markup part) => _html.Append(part._text);

        public void AppendFormatted(long number) => _html.Append(Figures.Of(number));

        /// <summary>A coordinate.</summary>
        public void AppendFormatted(double number) => _html.Append(number.ToString("0.##", CultureInfo.InvariantCulture));

        public override string ToString() => _html.ToString();
    }
}
