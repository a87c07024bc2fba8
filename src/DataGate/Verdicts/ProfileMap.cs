using System.Collections.Immutable;
using DataGate.Metrics;
using DataGate.Metrics.Embeddings.Draws;
using DataGate.Metrics.Samples;
using DataGate.Metrics.Sketches;
using DataGate.Rules;

namespace DataGate.Verdicts;

/// <summary>Draws the map of a dataset and its reference.</summary>
internal static class ProfileMap
{
    private const int MaxRanked = 3;

    /// <param name="draw">Both sides; null: their texts can't be embedded.</param>
    /// <param name="input">Where their records are.</param>
    public static SetMap? Of(DrawInput? draw, DatasetInput input)
    {
        if (draw is null) return null;
        var cells = MeaningMap.Of(draw);
        if (cells.Count == 0) return null;
        var ranks = Ranks(cells.Where(cell => cell.IsThick)).Concat(Ranks(cells.Where(cell => cell.IsThin))).ToDictionary(pair => pair.Cell, pair => pair.Rank);
        return new SetMap(MeaningMap.Columns, MeaningMap.Rows, [.. cells.Select(cell =>
        {
            var rank = ranks.GetValueOrDefault(cell);
            var kind = cell.IsThick ? MapCellKind.Thick : cell.IsThin ? MapCellKind.Thin : MapCellKind.Even;
            return new MapCell(cell.X, cell.Y, cell.Data, cell.Reference, kind, rank, rank == 0 ? [] : [.. Rows(cell, input)]);
        })]);
    }

    private static IEnumerable<(MeaningCell Cell, int Rank)> Ranks(IEnumerable<MeaningCell> cells) =>
        cells.OrderByDescending(cell => Math.Abs(cell.Apart)).ThenBy(cell => cell.Y).ThenBy(cell => cell.X).Take(MaxRanked).Select((cell, i) => (cell, i + 1));

    private static IEnumerable<EvidenceRows> Rows(MeaningCell cell, DatasetInput input)
    {
        if (cell.OfData is { } own) yield return Row("in the data", own, input.Data.Locate);
        if (cell.OfReference is { } other) yield return Row("in the reference", other, input.Reference?.Locate ?? input.Data.Locate);
    }

    private static EvidenceRows Row(string what, SampledText text, Func<Documents.Place, Documents.Location> locate) =>
        new(what, Excerpts.Of(text.Text), text.Times, [.. text.Places.Select(locate)]);
}
