using DataGate.Documents;

namespace DataGate.Tests.Documents;

public sealed class PlaceTests
{
    [TestCase(0, 0, 1)]
    [TestCase(Place.MaxChunks - 2, 5, 2047)]
    [TestCase(3, int.MaxValue, 2047)]
    [TestCase(3, 2047, 2048)]
    [TestCase(3, 0, int.MaxValue)]
    public void Keeps_chunk_line_and_column(int chunk, int line, int column)
    {
        var place = Place.At(chunk, line, column);
        Assert.That((place.Chunk, place.Line, place.Column), Is.EqualTo((chunk, line, column)));
    }

    [TestCase(2048, 2048, 2048, 2047)]
    [TestCase(1_000_000, 1_000_000, 1_000_000, 2047)]
    [TestCase(1L << 40, 1L, int.MaxValue, 1)]
    [TestCase(0, 1L << 40, 0, int.MaxValue)]
    public void Gives_up_the_column_before_the_line(long line, long column, int keptLine, int keptColumn)
    {
        var place = Place.At(7, line, column);
        Assert.That((place.Chunk, place.Line, place.Column), Is.EqualTo((7, keptLine, keptColumn)));
    }

    [Test]
    public void A_whole_file_has_neither_line_nor_column()
    {
        var place = Place.OfFile(9);
        Assert.That((place.Chunk, place.Line, place.Column), Is.EqualTo((9, 0, 0)));
        Assert.That(place, Is.LessThan(Place.At(9, 0, 1)));
        Assert.That(place, Is.GreaterThan(Place.At(8, int.MaxValue, 2047)));
    }

    [Test]
    public void None_sorts_last() =>
        Assert.That(Place.None, Is.GreaterThan(Place.At(Place.MaxChunks - 2, 0, int.MaxValue)));
}
