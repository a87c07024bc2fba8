using System.Text.Json.Nodes;

namespace DataGate.Files.Tests.Browser;

/// <summary>A tab of the browser.</summary>
internal sealed class BrowserPage(Chromium browser, string session)
{
    public static async Task<BrowserPage> Open(Chromium browser)
    {
        var target = await browser.Send("Target.createTarget", new { url = "about:blank" });
        var attached = await browser.Send("Target.attachToTarget", new { targetId = (string?)target["targetId"], flatten = true });
        var page = new BrowserPage(browser, (string)attached["sessionId"]!);
        foreach (var domain in new[] { "Page", "Network", "Runtime", "Log" }) await browser.Send($"{domain}.enable", null, page.Session);
        return page;
    }

    private string Session => session;

    public async Task Show(string file, int width, string theme)
    {
        await browser.Send("Emulation.setDeviceMetricsOverride", new { width, height = 800, deviceScaleFactor = 1, mobile = width < 500 }, session);
        await browser.Send("Emulation.setEmulatedMedia", new { features = new[] { new { name = "prefers-color-scheme", value = theme } } }, session);
        browser.Events.Clear();
        await browser.Send("Page.navigate", new { url = new Uri(file).AbsoluteUri }, session);
        await browser.Until("Page.loadEventFired");
    }

    /// <summary>Addresses that were asked for, but the page's own and those within it.</summary>
    public IEnumerable<string> Requests => browser.Events.Where(happened => (string?)happened["method"] == "Network.requestWillBeSent")
        .Select(happened => (string)happened["params"]!["request"]!["url"]!)
        .Where(url => !url.StartsWith("file:", StringComparison.Ordinal) && !url.StartsWith("data:", StringComparison.Ordinal));

    /// <summary>Files beside the page that it asked for.</summary>
    public int Files => browser.Events.Count(happened => (string?)happened["method"] == "Network.requestWillBeSent"
        && ((string)happened["params"]!["request"]!["url"]!).StartsWith("file:", StringComparison.Ordinal));

    /// <summary>Errors of scripts, of the page's policy, of its markup.</summary>
    public IEnumerable<string> Errors => browser.Events
        .Where(happened => (string?)happened["method"] is "Runtime.exceptionThrown" or "Runtime.consoleAPICalled" or "Log.entryAdded")
        .Select(happened => happened["params"]!.ToJsonString());

    public async Task<JsonNode?> Evaluate(string script)
    {
        var answer = await browser.Send("Runtime.evaluate", new { expression = script, returnByValue = true, awaitPromise = true }, session);
        if (answer["exceptionDetails"] is { } failed) throw new InvalidOperationException(failed.ToJsonString());
        return answer["result"]!["value"];
    }
}
