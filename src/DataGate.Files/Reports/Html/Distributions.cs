using System.Globalization;
using DataGate.Documents;
using DataGate.Metrics.Samples;
using DataGate.Rules;
using DataGate.Verdicts;

namespace DataGate.Files.Reports.Html;

/// <summary>What a set looks like: lengths, growth of its vocabulary, label tail, sources, map of meaning. A picture more is a method and a line here.</summary>
internal static class Distributions
{
    private const int MaxNumbers = 40;

    public static Markup Of(DatasetProfile profile)
    {
        var figures = Markup.Join([Lengths(profile), Growth(profile), Labels(profile), Sources(profile)]);
        var map = profile.Map is { } found ? MapFigure.Of(found) : Markup.Empty;
        return figures.ToString().Length + map.ToString().Length == 0 ? Markup.Empty : Markup.Of($"""<h3>What the set looks like</h3><div class="figures">{figures}{map}</div>""");
    }

    private static Markup Lengths(DatasetProfile profile)
    {
        var (data, reference) = (profile.Data.Lengths, profile.Reference?.Lengths ?? []);
        if (data.IsEmpty) return Markup.Empty;
        var classes = data.Concat(reference).Select(length => (length.From, length.To)).Distinct().Order().ToList();
        var most = data.Concat(reference).Max(length => length.Share);
        var chart = new Chart($"Lengths in tokens, from {Figures.Of(data[0].From)} to {Figures.Of(data[^1].To)}");
        Shares(chart, most);
        double At(int from) => classes.FindIndex(found => found.From == from) / (double)classes.Count;
        foreach (var length in data) chart.Column(At(length.From), At(length.From) + (1.0 / classes.Count), length.Share / most);
        chart.Line([.. reference.Select(length => (At(length.From) + (0.5 / classes.Count), length.Share / most))], isReference: true);
        var step = Math.Max(1, (classes.Count + 5) / 6);
        for (var i = 0; i < classes.Count; i += step) chart.TickX((i + 0.5) / classes.Count, Figures.Of(classes[i].From));
        chart.NameX("tokens");
        return chart.Figure("Length", "Share of the records by their length.", !reference.IsEmpty, classes.Select(found => new[]
        {
            found.From == found.To ? Figures.Of(found.From) : $"{Figures.Of(found.From)} to {Figures.Of(found.To)}",
            Percent(data.FirstOrDefault(length => length.From == found.From)?.Share ?? 0),
            reference.IsEmpty ? "–" : Percent(reference.FirstOrDefault(length => length.From == found.From)?.Share ?? 0),
        }), "tokens", "data", "reference");
    }

    private static Markup Growth(DatasetProfile profile)
    {
        var (data, reference) = (profile.Data.Growth, profile.Reference?.Growth ?? []);
        if (data.IsEmpty) return Markup.Empty;
        double records = data.Concat(reference).Max(point => point.Records), distinct = Math.Max(1, data.Concat(reference).Max(point => point.Distinct));
        var chart = new Chart($"{Figures.Of(data[^1].Distinct)} different two-word sequences in {Figures.Records(data[^1].Records)}");
        foreach (var part in new[] { 0.5, 1 })
        {
            chart.TickX(part, Short(part * records), part >= 1 ? "end" : "middle");
            chart.TickY(part, Short(part * distinct));
        }
        chart.NameX("records");
        (double, double)[] Points(IEnumerable<GrowthPoint> curve) => [(0, 0), .. curve.Select(point => (point.Records / records, point.Distinct / distinct))];
        if (!reference.IsEmpty) chart.Line(Points(reference), isReference: true);
        chart.Line(Points(data), isReference: false);
        return chart.Figure("Growth of the vocabulary", "Different two-word sequences over records of the sample: a set that repeats itself flattens early.", !reference.IsEmpty,
            data.Select(point => new[] { Figures.Of(point.Records), Figures.Of(point.Distinct) }), "records", "different sequences");
    }

    private static Markup Labels(DatasetProfile profile)
    {
        var (data, reference) = (profile.Data.Labels, profile.Reference?.Labels ?? []);
        if (data.Length < 2) return Markup.Empty;
        var all = data.Concat(reference).ToList();
        double ranks = Math.Log(Math.Max(2, all.Max(label => label.Rank))), high = Math.Log(all.Max(label => label.Share)), low = Math.Log(all.Min(label => label.Share));
        if (high <= low) low = high - 1;
        var chart = new Chart($"{Figures.Of(data[^1].Rank)} labels, the largest with {Percent(data[0].Share)} of the records, the smallest with {Percent(data[^1].Share)}");
        chart.TickX(0, "1", "start");
        chart.TickX(1, Figures.Of(all.Max(label => label.Rank)), "end");
        chart.TickY(1, Percent(Math.Exp(high)));
        chart.TickY(0, Percent(Math.Exp(low)));
        chart.NameX("labels, most frequent first (log)");
        (double, double)[] Points(IEnumerable<LabelRank> labels) => [.. labels.Select(label => (Math.Log(label.Rank) / ranks, (Math.Log(label.Share) - low) / (high - low)))];
        if (!reference.IsEmpty) chart.Line(Points(reference), isReference: true);
        chart.Line(Points(data), isReference: false);
        return chart.Figure("Label tail", "Share of each label by its rank: a line that ends early has lost its tail.", !reference.IsEmpty,
            data.Take(MaxNumbers).Select(label => new[] { Figures.Of(label.Rank), Figures.Of(label.Records), Percent(label.Share) }), "rank", "records", "share");
    }

    private static Markup Sources(DatasetProfile profile)
    {
        if (profile.Sources.IsEmpty) return Markup.Empty;
        double all = profile.Sources.Sum(source => source.Records);
        return Markup.Of($"""
            <figure><figcaption>Sources<small>Who made the records.</small></figcaption><table><caption>Records by source, the largest first</caption>
            <thead><tr><th scope="col">source</th><th scope="col" class="n">records</th><th scope="col" class="n">share</th></tr></thead><tbody>
            {Markup.Join(profile.Sources.Select(source => Source(source, source.Records / all)))}</tbody></table></figure>

            """);
    }

    private static Markup Source(SourcePart source, double share) => Markup.Of($"""
        <tr><th scope="row"><bdi>{source.Name}</bdi>{Word(source)}<svg viewBox="0 0 100 5" aria-hidden="true" preserveAspectRatio="none" height="6"><rect class="track" width="100" height="5"/><rect class="data-area" width="{share * 100}" height="5"/></svg></th><td class="n">{source.Records}</td><td class="n">{Percent(share)}</td></tr>

        """);

    /// <summary>What made the records, of a generator: the other names say it.</summary>
    private static Markup Word(SourcePart source) =>
        source.Origin == RecordOrigin.Synthetic ? Markup.Of($""" <span class="soft">synthetic</span>""") : Markup.Empty;

    private static void Shares(Chart chart, double most)
    {
        foreach (var part in new[] { 0.5, 1 }) chart.TickY(part, Percent(part * most));
    }

    private static string Percent(double share) => share.ToString(share >= 0.1 ? "0%" : share >= 0.01 ? "0.0%" : "0.00%", CultureInfo.InvariantCulture);

    private static string Short(double number) => number switch
    {
        >= 1e6 => (number / 1e6).ToString("0.#M", CultureInfo.InvariantCulture),
        >= 1e4 => (number / 1e3).ToString("0k", CultureInfo.InvariantCulture),
        _ => Figures.Of((long)Math.Round(number)),
    };
}
