using System.Diagnostics;
using System.Globalization;
using System.Text;
using DataGate.Files.Reports;

namespace DataGate.Tool.Tests;

/// <summary>The same files give the same report in every format, to the byte; see <see cref="PartTests"/> for threads and parts.</summary>
public sealed class SameReportTests
{
    [Test]
    public void The_reports_compared_here_show_findings_with_their_rows_and_groups([Values(0.1, 0.5, 0.95)] double duplicates)
    {
        using var folder = RealSet.Small(duplicates);
        var text = Tool.Run(folder.Path, "check").Out;
        Assert.Multiple(() =>
        {
            Assert.That(text, Does.Contain("repeated text").And.Contain("distinct-3 of intent="));
            Assert.That(text, Does.Match(@"\n        data/\d+\.jsonl\(\d+,1\)\n"));
            foreach (var code in new[] { "DG1001", "DG1002", "DG1003", "DG2001" }) Assert.That(text, Does.Contain("error " + code));
        });
    }

    [TestCase("tr-TR")]
    [TestCase("en-US")]
    [TestCase("ar-SA")]
    [TestCase("de-DE")]
    public void Under_any_culture(string name)
    {
        using var folder = RealSet.Small(0.5);
        var due = InCulture("", () => Tool.Reports(folder.Path, "check"));
        Assert.That(InCulture(name, () => Tool.Reports(folder.Path, "check")), Is.EqualTo(due));
    }

    [Test]
    public void The_cultures_tried_here_do_differ() =>
        Assert.That(InCulture("tr-TR", () => $"{"i".ToUpper(CultureInfo.CurrentCulture)} {0.5}"), Is.EqualTo("\u0130 0,5"));

    [TestCase("tr_TR.UTF-8")]
    [TestCase("en_US.UTF-8")]
    [TestCase("C")]
    public void As_a_process_under_any_locale(string locale)
    {
        using var folder = RealSet.Small(0.5);
        foreach (var format in ReportCatalog.All.Select(report => report.Name))
        {
            var start = new ProcessStartInfo("dotnet", [Tool.Assembly, "check", "--today", Tool.Today.ToString("o", CultureInfo.InvariantCulture), "--format", format])
            {
                WorkingDirectory = folder.Path,
                RedirectStandardOutput = true,
                StandardOutputEncoding = new UTF8Encoding(false),
                UseShellExecute = false,
            };
            foreach (var name in new[] { "LANG", "LC_ALL", "LANGUAGE" }) start.Environment[name] = locale;
            start.Environment.Remove("GITHUB_ACTIONS");
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.That(output, Is.EqualTo(Tool.Run(folder.Path, "check", "--format", format).Out), format);
        }
    }

    [Test]
    public void In_whatever_order_files_are_made_or_named([Values(0.1, 0.5, 0.95)] double duplicates)
    {
        using var folder = RealSet.Small(duplicates);
        using var backwards = RealSet.Small(duplicates, backwards: true);
        var due = Tool.Reports(folder.Path, "check");
        Assert.That(Tool.Reports(backwards.Path, "check"), Is.EqualTo(due), "made backwards");
        var policy = Path.Combine(folder.Path, "datagate.yaml");
        var text = File.ReadAllText(policy);
        var names = Enumerable.Range(0, 12).Select(file => $"\"data/{file}.jsonl\"").ToArray();
        for (var seed = 0; seed < 3; seed++)
        {
            new Random(seed).Shuffle(names);
            File.WriteAllText(policy, text.Replace(RealSet.Globs, $"files: [{string.Join(", ", names)}]", StringComparison.Ordinal));
            Assert.That(Tool.Reports(folder.Path, "check"), Is.EqualTo(due), string.Join(' ', names));
        }
    }

    private static string InCulture(string name, Func<string> run)
    {
        var (culture, ui) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = new CultureInfo(name);
            return run();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, ui);
        }
    }
}
