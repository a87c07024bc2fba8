using System.Security.Cryptography;
using System.Text;

namespace DataGate.Files.Reports.Html;

/// <summary>The page's style sheet, and the rule that lets a browser use it and nothing else.</summary>
internal static class PageStyle
{
    public static string Text { get; } = Read();

    /// <summary>A content security policy: no script, no request, this style alone, whatever data may have become part of the page.</summary>
    public static string Policy { get; } =
        $"default-src 'none'; img-src data:; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Text)))}'; base-uri 'none'; form-action 'none'";

    private static string Read()
    {
        using var reader = new StreamReader(typeof(PageStyle).Assembly.GetManifestResourceStream("DataGate.Files.Reports.Html.page.css")!, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
