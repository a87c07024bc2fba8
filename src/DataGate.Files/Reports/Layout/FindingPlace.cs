using DataGate.Documents;
using DataGate.Rules;

namespace DataGate.Files.Reports.Layout;

/// <summary>Where a finding points: at its row, else at the policy's line that decided, else at the policy.</summary>
internal static class FindingPlace
{
    public static Location Of(Finding finding, ReportOptions options) =>
        finding.Data
        ?? (finding.Policy is { } place ? new Location(place.File, place.Line, place.Column) : new Location(options.PolicyFile, 0, 0));

    /// <summary>The same, for what finds files from the repository's root.</summary>
    public static Location InRepository(Finding finding, ReportOptions options)
    {
        var place = Of(finding, options);
        return place with { File = options.FileInRepository(place.File) };
    }
}
