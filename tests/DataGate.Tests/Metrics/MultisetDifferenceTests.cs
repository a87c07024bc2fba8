using DataGate.Documents;
using DataGate.Scanning;

namespace DataGate.Tests.Metrics;

/// <summary>Which records one side has more often.</summary>
public sealed class MultisetDifferenceTests
{
    private static RecordKey Key(ulong content, int line, RecordOrigin origin = RecordOrigin.Human, uint fields = 0) => new(content, origin, fields, Place.At(0, line, 1));

    private static (int[] Added, int[] Removed) Of(RecordKey[] before, RecordKey[] now)
    {
        var (added, removed, _) = All(before, now);
        return (added, removed);
    }

    private static (int[] Added, int[] Removed, int[] Altered) All(RecordKey[] before, RecordKey[] now)
    {
        var (added, removed, altered) = (new List<Place>(), new List<Place>(), new List<Place>());
        MultisetDifference.Of(before, now, added, removed, altered);
        return ([.. added.Select(place => place.Line)], [.. removed.Select(place => place.Line)], [.. altered.Select(place => place.Line)]);
    }

    [Test]
    public void Of_equal_records_the_last_are_new() =>
        Assert.That(Of([Key(5, 0)], [Key(5, 9), Key(5, 3), Key(5, 7)]), Is.EqualTo((new[] { 7, 9 }, Array.Empty<int>())));

    [Test]
    public void Of_equal_records_the_first_are_gone() =>
        Assert.That(Of([Key(5, 9), Key(5, 3), Key(5, 7)], [Key(5, 0)]), Is.EqualTo((Array.Empty<int>(), new[] { 3, 7 })));

    [Test]
    public void Of_equal_records_that_all_say_something_else_the_first_are_gone() =>
        Assert.That(All([Key(5, 1, fields: 1), Key(5, 2, fields: 2), Key(5, 3, fields: 3)], [Key(5, 0, fields: 4)]), Is.EqualTo((Array.Empty<int>(), new[] { 1, 2 }, new[] { 0 })));

    [Test]
    public void Order_and_place_do_not_count() =>
        Assert.That(Of([Key(1, 0), Key(2, 1), Key(2, 2)], [Key(2, 5), Key(1, 6), Key(2, 7)]), Is.EqualTo((Array.Empty<int>(), Array.Empty<int>())));

    [Test]
    public void Another_origin_is_another_record() =>
        Assert.That(Of([Key(1, 0)], [Key(1, 4, RecordOrigin.Synthetic)]), Is.EqualTo((new[] { 4 }, new[] { 0 })));

    [Test]
    public void Other_fields_alter_a_record_and_make_no_other() =>
        Assert.That(All([Key(1, 0, fields: 7), Key(2, 1, fields: 7)], [Key(2, 4, fields: 7), Key(1, 5, fields: 8)]), Is.EqualTo((Array.Empty<int>(), Array.Empty<int>(), new[] { 5 })));

    [Test]
    public void Of_equal_records_those_are_new_that_say_something_else() =>
        Assert.That(All([Key(1, 0, fields: 7)], [Key(1, 4, fields: 6), Key(1, 5, fields: 7), Key(1, 6, fields: 7)]), Is.EqualTo((new[] { 4, 6 }, Array.Empty<int>(), Array.Empty<int>())));

    [Test]
    public void Both_sides_are_a_multiset_difference_of_random_sets()
    {
        var random = new Random(9);
        for (var round = 0; round < 300; round++)
        {
            RecordKey[] Side() => [.. Enumerable.Range(0, random.Next(12)).Select(line => Key((ulong)random.Next(4), line, (RecordOrigin)random.Next(2), (uint)random.Next(2)))];
            var (before, now) = (Side(), Side());
            var (added, removed, altered) = All([.. before], [.. now]);
            Assert.That(added.Concat(altered).Distinct().Count(), Is.EqualTo(added.Length + altered.Length));
            foreach (var key in before.Concat(now))
            {
                var (b, n) = (before.Count(key.IsSame), now.Count(key.IsSame));
                Assert.That(added.Count(line => now[line].IsSame(key)), Is.EqualTo(Math.Max(0, n - b)));
                Assert.That(removed.Count(line => before[line].IsSame(key)), Is.EqualTo(Math.Max(0, b - n)));
                var alike = now.Where(key.IsSame).Select(other => other.Fields).Distinct().Sum(fields => Math.Min(before.Count(other => key.IsSame(other) && other.Fields == fields), now.Count(other => key.IsSame(other) && other.Fields == fields)));
                Assert.That(altered.Count(line => now[line].IsSame(key)), Is.EqualTo(Math.Min(b, n) - alike));
            }
        }
    }
}
