using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using DataGate.Files.Readers;
using DataGate.Tool.Pages;

namespace DataGate.Tool.Tests;

/// <summary>The page of limits says what the code does.</summary>
public sealed partial class LimitsPageTests
{
    /// <summary>What a row begins with, and the constant that it tells.</summary>
    private static readonly (string Row, string Constant)[] s_constants =
    [
        ("beyond them", "DataGate.Files.Readers.Packing.BoundedContent.MaxRatio"),
        ("bytes that a Zstandard", "DataGate.Files.Readers.Packing.Zstandard.MaxWindow"),
        ("seconds that a Parquet", "DataGate.Files.Readers.Parquet.Apart.ParquetApart.Patience"),
        ("files of a set", "DataGate.Documents.Place.MaxChunks"),
        ("symbolic links in one path", "DataGate.Files.Paths.RealPath.MaxLinks"),
        ("linked folders in one path", "DataGate.Files.Datasets.GlobWalk.MaxLinksInPath"),
        ("different labels", "DataGate.Metrics.Sketches.ValueCounts.MaxValues"),
        ("values of the field of `by`", "DataGate.Scanning.GroupNeeds.MaxGroups"),
        ("rows named of one kind", "DataGate.Scanning.ProblemCount.MaxKept"),
        ("bytes of a policy file", "DataGate.Files.PolicyFile.Yaml.YamlLimits.FileBytes"),
        ("maps and lists within", "DataGate.Files.PolicyFile.Yaml.YamlLimits.Depth"),
        ("parts of a policy", "DataGate.Files.PolicyFile.Yaml.YamlLimits.Nodes"),
        ("files that extend", "DataGate.Files.PolicyFile.Yaml.YamlLimits.Extends"),
        ("files that a policy", "DataGate.Files.PolicyFile.Yaml.YamlLimits.Files"),
        ("characters of a pattern", "DataGate.Files.PolicyFile.Keys.TextScalars.MaxPattern"),
        ("characters of a name", "DataGate.Files.PolicyFile.Keys.TextScalars.MaxName"),
        ("policies that one names", "DataGate.Files.PolicyFile.Binding.PoliciesBinder.MaxPolicies"),
        ("problems told", "DataGate.Files.PolicyFile.Checking.ProblemList.Limit"),
        ("parts of a check", "DataGate.Files.Parts.PartNumber.MaxCount"),
        ("bytes of a baseline", "DataGate.Files.Baselines.BaselineFile.MaxBytes"),
        ("bytes of embeddings", "DataGate.Files.Cache.CachedEmbedder.DefaultMaxBytes"),
        ("bytes of what scans gathered", "DataGate.Files.Memos.ScanCache.DefaultMaxBytes"),
        ("bytes of a judge", "DataGate.Files.Judging.ChatEndpoint.MaxAnswer"),
        ("findings in SARIF", "DataGate.Files.Reports.SarifReport.MaxResults"),
        ("bytes of SARIF", "DataGate.Files.Reports.SarifReport.MaxBytes"),
    ];

    private static readonly Dictionary<string, long> s_values = s_constants.ToDictionary(row => row.Row, row => Constant(row.Constant), StringComparer.Ordinal)
        .Append(new("bytes of a record", ReadingLimits.Default.RecordLength)).Append(new("bytes that a packed file", ReadingLimits.Default.Unpacked)).Append(new("objects and arrays", ReadingLimits.Default.Depth)).ToDictionary(StringComparer.Ordinal);

    private static MatchCollection Rows => Row().Matches(PageCatalog.Find("limits")!.Text);

    [Test]
    public void Every_number_of_the_page_is_that_of_the_code()
    {
        Assert.That(Rows, Has.Count.EqualTo(s_values.Count));
        foreach (Match row in Rows)
        {
            var known = s_values.Where(value => row.Groups["what"].Value.StartsWith(value.Key, StringComparison.Ordinal)).ToList();
            Assert.That(known, Has.Count.EqualTo(1), row.Value);
            Assert.That(row.Groups["most"].Value, Is.EqualTo(known[0].Value.ToString("N0", CultureInfo.InvariantCulture)), row.Value);
        }
    }

    [Test]
    public void GitLabs_report_has_the_limit_of_sarif() =>
        Assert.That(Constant("DataGate.Files.Reports.GitLabReport.MaxIssues"), Is.EqualTo(Constant("DataGate.Files.Reports.SarifReport.MaxResults")));

    [GeneratedRegex(@"^\| (?<what>[^|]+) \| (?<most>[\d,]+) \| (?<beyond>[^|]+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    private static long Constant(string name)
    {
        var cut = name.LastIndexOf('.');
        var type = new[] { typeof(ReadingLimits), typeof(Documents.Place) }.Select(known => known.Assembly.GetType(name[..cut])).OfType<Type>().Single();
        var field = type.GetField(name[(cut + 1)..], BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic) ?? throw new AssertionException($"{name} is gone");
        return Convert.ToInt64(field.GetRawConstantValue(), CultureInfo.InvariantCulture);
    }
}
