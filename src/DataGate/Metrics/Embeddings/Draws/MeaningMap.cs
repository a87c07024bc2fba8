using DataGate.Metrics.Samples;
using DataGate.Metrics.Sketches;

namespace DataGate.Metrics.Embeddings.Draws;

/// <summary>A cell of a <see cref="MeaningMap"/> that has records.</summary>
/// <param name="X">Column, 0…<see cref="MeaningMap.Columns"/> − 1, along the direction in which the embeddings vary most.</param>
/// <param name="Y">Row, 0…<see cref="MeaningMap.Rows"/> − 1, along the next.</param>
/// <param name="Data">Its share of the data's records, in [0, 1].</param>
/// <param name="Reference">Its share of the reference's.</param>
/// <param name="Apart">How many standard errors of a difference of two shares the data's is above the reference's.</param>
/// <param name="OfData">The data's text that is nearest to the cell's middle; null: it has none here.</param>
/// <param name="OfReference">The same of the reference, with its places there.</param>
internal sealed record MeaningCell(int X, int Y, double Data, double Reference, double Apart, SampledText? OfData, SampledText? OfReference)
{
    /// <summary>Standard errors from which on a cell counts as thick or thin: of <see cref="MeaningMap.Columns"/> × <see cref="MeaningMap.Rows"/> cells a map in four has one by chance.</summary>
    private const double LeastApart = 3;

    private const double LeastTimes = 1.5;

    /// <summary>Whether the data has so much more of it than the reference that chance hardly makes it.</summary>
    public bool IsThick => Apart >= LeastApart && Data >= LeastTimes * Reference;

    /// <summary>The same the other way round.</summary>
    public bool IsThin => Apart <= -LeastApart && Reference >= LeastTimes * Data;
}

/// <summary>
/// Data and reference on a plane: the two principal components of the embeddings of both, cut into cells. For people to look at; two sets that fall apart in other directions may look alike here.
/// </summary>
internal static class MeaningMap
{
    public const int Columns = 12, Rows = 8;

    /// <summary>The share of the texts at each end of a direction that is shown at its edge: a few far ones would press all others into one cell.</summary>
    private const double Edge = 0.005;

    /// <summary>The cells that have records, row by row; none where the texts don't vary.</summary>
    public static IReadOnlyList<MeaningCell> Of(DrawInput input)
    {
        var (data, reference) = (EmbeddingDraw.Times(input, input.Data), EmbeddingDraw.Times(input, input.Reference!));
        var rows = CorpusVectors.Of(input.Corpus).LeadingRows;
        if (rows.Dimensions < 2) return [];
        int[] documents = [.. Enumerable.Range(0, rows.Count).Where(document => data[document] > 0 || reference[document] > 0)];
        if (Axis.Of(rows, documents, 0, Columns) is not { } across || Axis.Of(rows, documents, 1, Rows) is not { } up) return [];
        double allData = input.Data.Records, allReference = input.Reference!.Records;
        return
        [
            .. documents.GroupBy(document => (Y: up.Cell(rows[document][1]), X: across.Cell(rows[document][0]))).OrderBy(cell => cell.Key).Select(cell =>
            {
                var near = cell.OrderBy(document => across.Far(rows[document][0]) + up.Far(rows[document][1])).ThenBy(document => document).ToList();
                double ofData = cell.Sum(document => (double)data[document]), ofReference = cell.Sum(document => (double)reference[document]);
                var apart = Apart(ofData, allData, ofReference, allReference);
                return new MeaningCell(cell.Key.X, cell.Key.Y, ofData / allData, ofReference / allReference, apart, First(data), FirstOfReference());
                SampledText? First(int[] times) => near.Where(document => times[document] > 0).Select(input.Corpus.Text).FirstOrDefault();
                SampledText? FirstOfReference() => First(reference) is { } text ? input.ReferenceTexts.GetValueOrDefault(text.Content, text) : null;
            }),
        ];
    }

    private static double Apart(double data, double allData, double reference, double allReference)
    {
        var pooled = (data + reference) / (allData + allReference);
        var error = Math.Sqrt(pooled * (1 - pooled) * ((1 / allData) + (1 / allReference)));
        return error > 0 ? ((data / allData) - (reference / allReference)) / error : 0;
    }

    /// <summary>A direction, cut into cells of equal length.</summary>
    private sealed record Axis(double From, double To, int Cells)
    {
        public static Axis? Of(Vectors rows, int[] documents, int direction, int cells)
        {
            float[] places = [.. documents.Select(document => rows[document][direction]).Order()];
            if (places.Length == 0) return null;
            var cut = (int)(Edge * places.Length);
            var (from, to) = (places[cut], places[^(cut + 1)]);
            return to > from ? new Axis(from, to, cells) : null;
        }

        public int Cell(double place) => (int)Math.Clamp((place - From) / (To - From) * Cells, 0, Cells - 1);

        /// <summary>How far a place is from the middle of its cell, squared, in cells.</summary>
        public double Far(double place)
        {
            var far = ((place - From) / (To - From) * Cells) - Cell(place) - 0.5;
            return far * far;
        }
    }
}
