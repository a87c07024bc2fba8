using System.Text.RegularExpressions;
using DataGate.TestSupport;
using DataGate.Tool.Pages;

namespace DataGate.Tool.Tests;

/// <summary>Each promise of the threat model names tests that hold it.</summary>
public sealed partial class ThreatModelTests
{
    [Test]
    public void Every_promise_names_tests_that_there_are()
    {
        var tests = Directory.GetFiles(Path.Combine(Repository.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal)).ToLookup(file => Path.GetFileNameWithoutExtension(file)!, file => File.ReadAllText(file), StringComparer.Ordinal);
        var page = PageCatalog.Find("threat-model")!.Text;
        var promises = page[page.IndexOf("## What is promised", StringComparison.Ordinal)..page.IndexOf("## What is not promised", StringComparison.Ordinal)]
            .Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(2).ToList();
        Assert.That(promises, Has.Count.GreaterThanOrEqualTo(12));
        foreach (var promise in promises)
        {
            var named = Test().Matches(promise.Split('|')[3]);
            Assert.That(named, Is.Not.Empty, promise);
            foreach (Match test in named)
            {
                var sources = tests[test.Groups["class"].Value].ToList();
                Assert.That(sources, Is.Not.Empty, $"{test.Value} of: {promise}");
                if (test.Groups["method"] is { Success: true, Value: var method })
                    Assert.That(sources, Has.Some.Matches<string>(text => text is not null && Regex.IsMatch(text, $@"\bpublic \w+ {method}\(")), $"{test.Value} of: {promise}");
            }
        }
    }

    [GeneratedRegex(@"`(?<class>\w+Tests)(\.(?<method>\w+))?`")]
    private static partial Regex Test();
}
