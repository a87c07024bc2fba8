using DataGate.Documents;
using DataGate.Metrics;

namespace DataGate.Tests.Metrics;

public sealed class OriginTests
{
    private static readonly Row[] s_rows =
    [
        new("one two three", "human"),
        new("four five", "a", Generation: 1, Created: "2026-01-10"),
        new("six", "a", Generation: 2, Created: "2026-01-02T23:30:00Z"),
        new("seven eight nine ten", "b", Generation: 1, Created: "2026-01-03"),
        new("eleven", "b", Generation: 1, Created: "2026-01-03"),
    ];

    [TestCase(Unit.Records, 4.0 / 5)]
    [TestCase(Unit.Tokens, 8.0 / 11)]
    [TestCase(Unit.Bytes, 38.0 / 51)]
    public void Ratio_counts_what_it_is_asked_to(Unit unit, double expected) =>
        Assert.That(Sets.Value(Sets.Measure("ratio", s_rows, unit: unit)), Is.EqualTo(expected));

    [Test]
    public void Sources_are_weighed_by_their_records()
    {
        Row[] uneven = [.. Enumerable.Repeat(new Row("x", "a"), 90), .. Enumerable.Repeat(new Row("x", "b"), 5), .. Enumerable.Repeat(new Row("x", "c"), 5)];
        Assert.Multiple(() =>
        {
            Assert.That(Sets.Value(Sets.Measure("source-share", s_rows)), Is.EqualTo(0.5));
            Assert.That(Sets.Value(Sets.Measure("effective-sources", s_rows)), Is.EqualTo(2).Within(1e-12));
            Assert.That(Sets.Value(Sets.Measure("source-share", uneven)), Is.EqualTo(0.9));
            Assert.That(Sets.Value(Sets.Measure("effective-sources", uneven)), Is.EqualTo(1.483).Within(0.0005));
        });
    }

    [Test]
    public void Depth_is_the_deepest_generation_and_points_at_it()
    {
        var measured = (Measured)Sets.Measure("depth", s_rows);
        Assert.Multiple(() =>
        {
            Assert.That(measured.Value, Is.EqualTo(2));
            Assert.That(measured.Explain!()[0].Places[0].Line, Is.EqualTo(2));
            Assert.That(measured.Incomplete, Is.Null);
        });
    }

    [Test]
    public void A_synthetic_record_without_generation_or_date_leaves_the_value_incomplete()
    {
        Row[] rows = [.. s_rows, new("twelve", "c")];
        Assert.Multiple(() =>
        {
            Assert.That(((Measured)Sets.Measure("depth", rows)).Incomplete, Does.StartWith("1 synthetic record"));
            Assert.That(((Measured)Sets.Measure("age", rows)).Incomplete, Does.StartWith("1 synthetic record"));
        });
    }

    [Test]
    public void Age_is_that_of_the_oldest_synthetic_record_in_whole_utc_days()
    {
        var today = new DateOnly(2026, 1, 12).DayNumber - new DateOnly(1970, 1, 1).DayNumber;
        Assert.Multiple(() =>
        {
            Assert.That(Sets.Value(Sets.Measure("age", s_rows, today: today)), Is.EqualTo(10));
            Assert.That(Sets.Value(Sets.Measure("age", s_rows, today: 0)), Is.Zero, "nothing is younger than new");
        });
    }

    [TestCase("2026-01-02", 20_455)]
    [TestCase("2026-01-02T23:30:00Z", 20_455)]
    [TestCase("2026-01-02T23:30:00-05:00", 20_456)]
    [TestCase("2026-01-02 10:00:00.123456", 20_455)]
    [TestCase("1969-12-31", -1)]
    [TestCase("01/02/2026", null)]
    [TestCase("yesterday", null)]
    public void Dates_are_read_as_ISO_8601_alone(string text, int? expected) =>
        Assert.That(Scanning.Days.Parse(System.Text.Encoding.UTF8.GetBytes(text), isNumber: false), Is.EqualTo(expected));

    [TestCase("1767312000", 20_455)]
    [TestCase("1767312000000", 20_455)]
    [TestCase("1e300", null)]
    public void Numbers_are_unix_time_in_seconds_or_milliseconds(string text, int? expected) =>
        Assert.That(Scanning.Days.Parse(System.Text.Encoding.UTF8.GetBytes(text), isNumber: true), Is.EqualTo(expected));

    [Test]
    public void Without_synthetic_records_there_is_no_source_and_no_depth()
    {
        Row[] human = [new("one", "human"), new("two", "human")];
        Assert.Multiple(() =>
        {
            Assert.That(Sets.Measure("source-share", human), Is.InstanceOf<NotJudged>());
            Assert.That(Sets.Value(Sets.Measure("depth", human)), Is.Zero);
            Assert.That(Sets.Value(Sets.Measure("ratio", human)), Is.Zero);
        });
    }
}
