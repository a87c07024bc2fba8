using DataGate.Files.Reports;
using DataGate.Files.Tests.Reports;
using DataGate.Verdicts;

namespace DataGate.Files.Tests.Browser;

/// <summary>The page in a real browser, on a phone and on a desk, light and dark. Skipped where there is no browser: name one with CHROME.</summary>
[NonParallelizable]
public sealed class HtmlPageTests
{
    private static readonly string s_hostile = string.Concat(HostileVerdict.Pieces) + "<img src=https://x.test/a.png onerror=alert(1)><style>*{display:none}</style>" + new string('x', 3000);

    private readonly string _folder = Directory.CreateTempSubdirectory("datagate-page-").FullName;
    private Chromium? _browser;
    private BrowserPage? _page;

    private static IEnumerable<TestCaseData> Views() =>
        from name in new[] { "mixed", "hostile", "nothing", "many", "several" }
        from width in new[] { 360, 1280 }
        from theme in new[] { "light", "dark" }
        // Colours don't depend on the amount, and a page of thousands of rows is slow to check.
        where (theme == "light" || name is "mixed") && (width == 360 || name is not "many")
        select new TestCaseData(name, width, theme);

    [OneTimeSetUp]
    public async Task Start()
    {
        if (Chromium.Find() is not { } executable)
        {
            Assert.Ignore("there is no browser here: CHROME may name one");
            return;
        }
        _browser = await Chromium.Start(executable);
        _page = await BrowserPage.Open(_browser);
        Write("mixed", DrawnVerdict.Get(), Sample.Options with { Trends = Trends.Mixed });
        Write("hostile", DrawnVerdict.Hostile(s_hostile));
        Write("nothing", new Verdict([], []));
        Write("several", DrawnVerdict.Several(s_hostile));
        Write("many", DrawnVerdict.Many());
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [TestCaseSource(nameof(Views))]
    public async Task It_asks_for_nothing_fits_its_width_and_is_in_order(string name, int width, string theme)
    {
        await _page!.Show(FileOf(name), width, theme);
        var wide = (int)(await _page.Evaluate("document.documentElement.scrollWidth"))!;
        var levels = ((string)(await _page.Evaluate("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => h.tagName[1]).join('')"))!).Select(level => level - '0').ToList();
        var background = (string)(await _page.Evaluate("getComputedStyle(document.body).backgroundColor"))!;
        Assert.Multiple(() =>
        {
            Assert.That(_page.Requests, Is.Empty);
            Assert.That(_page.Files, Is.EqualTo(1), "the page itself");
            Assert.That(_page.Errors, Is.Empty);
            Assert.That(wide, Is.LessThanOrEqualTo(width));
            Assert.That(levels[0], Is.EqualTo(1));
            Assert.That(levels.Count(level => level == 1), Is.EqualTo(1));
            for (var i = 1; i < levels.Count; i++) Assert.That(levels[i] - levels[i - 1], Is.LessThanOrEqualTo(1), "no level is left out");
            Assert.That(background, Is.EqualTo(theme == "dark" ? "rgb(16, 20, 26)" : "rgb(255, 255, 255)"), "the style is in force");
        });
    }

    [TestCase("mixed", 360, "light")]
    [TestCase("hostile", 1280, "dark")]
    [TestCase("several", 360, "dark")]
    public async Task Axe_finds_no_serious_issue(string name, int width, string theme)
    {
        if (Axe.Find() is not { } axe)
        {
            Assert.Ignore("axe-core is not here, and npm can't fetch it");
            return;
        }
        await _page!.Show(FileOf(name), width, theme);
        await _page.Evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)");
        await _page.Evaluate(axe + ";0");
        var found = await _page.Evaluate("""
            axe.run().then(r => ({
              looked: r.passes.length,
              wrong: r.violations.filter(v => v.impact === 'serious' || v.impact === 'critical').map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html).join(' ')).join('\n'),
            }))
            """);
        Assert.That((string)found!["wrong"]!, Is.Empty);
        Assert.That((int)found["looked"]!, Is.GreaterThan(10));
    }

    [Test]
    public async Task Data_makes_no_element_and_runs_nothing()
    {
        await _page!.Show(FileOf("hostile"), 360, "light");
        Assert.That((int)(await _page.Evaluate("document.querySelectorAll('script, img, style:not(head style), iframe, object, [onerror], [onclick]').length"))!, Is.Zero);
        Assert.That((bool)(await _page.Evaluate("[...document.links].every(a => a.hash || a.href.startsWith('https://datagate.dev/rules/DG'))"))!);
        Assert.That((string)(await _page.Evaluate("document.body.innerText"))!, Does.Contain("<img src=https://x.test/a.png onerror=alert(1)>"));
    }

    [Test]
    public async Task Links_within_the_page_lead_somewhere()
    {
        await _page!.Show(FileOf("mixed"), 1280, "light");
        Assert.That((string)(await _page.Evaluate("[...document.links].filter(a => a.getAttribute('href')[0] === '#' && !document.getElementById(a.hash.slice(1))).map(a => a.hash).join()"))!, Is.Empty);
        Assert.That((string)(await _page.Evaluate("[...document.querySelectorAll('table')].filter(t => !t.caption || !t.querySelector('th[scope]')).map(t => t.outerHTML).join()"))!, Is.Empty, "tables have captions and scopes");
    }

    [Test]
    public async Task A_trend_is_a_picture_with_words()
    {
        await _page!.Show(FileOf("mixed"), 360, "dark");
        Assert.That((string)(await _page.Evaluate("[...document.querySelectorAll('svg.trend')].map(t => t.getAttribute('role') + ' ' + t.getAttribute('aria-label')).join('\\n')"))!, Is.EqualTo(
            "img 2 baselines from 2026-01-01 to 2026-03-01: 1%, 3%\nimg 4 baselines from 2026-01-01 to 2026-04-01: 0.7, 0.71, 0.65, 0.6; worse than the first"));
        Assert.That((bool)(await _page.Evaluate("[...document.querySelectorAll('svg.trend')].every(t => t.getBoundingClientRect().width > 60)"))!);
    }

    private string FileOf(string name) => Path.Combine(_folder, name + ".html");

    private void Write(string name, Verdict verdict, ReportOptions? options = null) => File.WriteAllText(FileOf(name), Sample.Render(new HtmlReport(), verdict, options));
}
