using System.Diagnostics;
using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace DataGate.Tests.Metrics;

/// <summary>
/// Runs properties over <see cref="GeneratedSets"/>: in the tests a few cases of one seed, the same each time. With the environment
/// variable <see cref="Seconds"/> set, the test <see cref="LongRunTests"/> goes through all of them with fresh seeds for so long:
/// <code>DATAGATE_PROPERTY_SECONDS=600 dotnet test tests/DataGate.Tests -c Release --filter FullyQualifiedName~LongRunTests</code>
/// What it finds prints with its seed and the smallest set that still fails.
/// </summary>
internal sealed record Property(string Name, Action<GeneratedCase> Holds, int Cases)
{
    public const string Seconds = "DATAGATE_PROPERTY_SECONDS";

    public override string ToString() => Name;

    /// <summary>The committed run.</summary>
    public void Check() => Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(Cases).WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(20250101, 7), FSharpOption<int>.None))));

    /// <summary>One round with a seed of its own.</summary>
    public void CheckAnew() => Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(50));

    private void Check(Config config) =>
        Prop.ForAll(Arb.From(GeneratedSets.Cases, GeneratedSets.Shrink), Holds).Check(config);
}

/// <summary>All properties for as long as <see cref="Property.Seconds"/> says.</summary>
public sealed class LongRunTests
{
    private const int Shown = 3;

    [Test]
    public void Fresh_seeds_find_nothing()
    {
        if (!int.TryParse(Environment.GetEnvironmentVariable(Property.Seconds), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            Assert.Ignore($"set {Property.Seconds} to run it");
        var properties = PropertyTests.Properties.Concat(DrawPropertyTests.Properties).Concat(ComparisonPropertyTests.Properties).ToList();
        var found = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var clock = Stopwatch.StartNew();
        var rounds = 0;
        for (; clock.Elapsed.TotalSeconds < seconds; rounds++)
        {
            foreach (var property in properties)
            {
                if (found.TryGetValue(property.Name, out var known) && known.Count == Shown) continue;
                try
                {
                    using (new NUnit.Framework.Internal.TestExecutionContext.IsolatedContext()) property.CheckAnew();
                }
                catch (Exception failure) when (failure is not OutOfMemoryException)
                {
                    if (known is null) found[property.Name] = known = [];
                    known.Add(failure.ToString());
                    TestContext.Progress.WriteLine($"{property.Name}: {failure}");
                }
            }
        }
        TestContext.Progress.WriteLine($"{rounds} rounds of {properties.Count} properties, {found.Count} of them broken");
        Assert.That(rounds, Is.Positive);
        Assert.That(found.Keys, Is.Empty);
    }
}
