using System.Collections.Immutable;
using System.Text;
using DataGate.Files.Memos;

namespace DataGate.Tool.Commands;

/// <summary>What a check says, in every form that was asked for.</summary>
/// <param name="Out">For standard output.</param>
/// <param name="Summary">To append to the job summary; null: there is none.</param>
/// <param name="Reports">For the files of <see cref="CheckOptions.Reports"/>, in their order.</param>
internal sealed record RenderedCheck(string Out, string? Summary, ImmutableArray<string> Reports)
{
    /// <summary>As the cache keeps it.</summary>
    public KeptCheck Kept(int exit) => new(exit, [Out, .. Summary is null ? [] : new[] { Summary }, .. Reports]);

    /// <summary>As it was kept by a check that was asked for the same; null: by another.</summary>
    public static RenderedCheck? Of(KeptCheck kept, CheckOptions options)
    {
        var summaries = string.IsNullOrEmpty(options.SummaryFile) ? 0 : 1;
        return kept.Texts.Length != 1 + summaries + options.Reports.Length ? null
            : new RenderedCheck(kept.Texts[0], summaries == 0 ? null : kept.Texts[1], kept.Texts[(1 + summaries)..]);
    }

    public void Write(Host host, CheckOptions options)
    {
        host.Out.Write(Out);
        if (Summary is not null) Append(host, options.SummaryFile!, Summary);
        for (var i = 0; i < Reports.Length; i++) options.Reports[i].Write(Reports[i], host.Folder, options.AllowOutside);
    }

    /// <summary>A summary that can't be written is said and changes nothing: the verdict stands in the log and in the exit code.</summary>
    private static void Append(Host host, string path, string summary)
    {
        try
        {
            using var writer = new StreamWriter(path, append: true, new UTF8Encoding(false));
            writer.Write(summary);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            host.Error.WriteLine($"datagate: warning {UsageCodes.Report}: the job summary can't be written: {Files.Reports.Escaping.Terminal.Escape(e.Message)}");
        }
    }
}
