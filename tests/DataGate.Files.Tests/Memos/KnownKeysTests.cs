using System.Buffers.Binary;
using System.Collections.Immutable;
using DataGate.Documents;
using DataGate.Files.Cache;
using DataGate.Files.Memos;
using DataGate.Files.Readers;
using DataGate.Files.Readers.Pieces;
using DataGate.Scanning;

namespace DataGate.Files.Tests.Memos;

/// <summary>The keys that are kept of a piece are those of its records, wherever the piece stands by now.</summary>
public sealed class KnownKeysTests
{
    private static readonly byte[] s_piece = [1, 2, 3];
    private string _root = "";
    private MemoStore _store = null!;

    private KnownKeys Keys => new(_store, [7]);

    [SetUp]
    public void Create()
    {
        _root = Directory.CreateTempSubdirectory("datagate-keys-").FullName;
        _store = new MemoStore(CacheFolder.Open(name => name == CacheFolder.Variable ? Path.Combine(_root, "cache") : null, workTree: null).Folder!);
    }

    [TearDown]
    public void Delete() => Directory.Delete(_root, recursive: true);

    private static ImmutableArray<Chunk> Chunks(int first) => [new(first, 3, 100, 400), new(first + 1, 3, 400, 700), new(first + 2, 3, 700, 710)];

    private static RecordKey[] Records(int first) =>
    [
        new(ulong.MaxValue, RecordOrigin.Unknown, 5, Place.At(first, 0, 1)), new(0, RecordOrigin.Human, ulong.MaxValue, Place.At(first + 1, 70_000, 9)),
        new(9, RecordOrigin.Synthetic, 0, Place.At(first + 2, 3, 2_000_000)), new(9, RecordOrigin.Human, 0, Place.At(first + 2, long.MaxValue, int.MaxValue)),
    ];

    [Test]
    public void They_come_back_at_their_places_with_the_lines()
    {
        var lines = new long[20];
        (lines[4], lines[5], lines[6]) = (11, 0, long.MaxValue);
        Keys.Add(s_piece, Chunks(4), lines, Records(4));
        var now = new long[20];
        Assert.That(Keys.Find(s_piece, Chunks(12), now), Is.EqualTo(Records(12)));
        Assert.That(now[12..15], Is.EqualTo(new[] { 11, 0, long.MaxValue }));
        Assert.That(now.Sum(line => line == 0 ? 0 : 1), Is.EqualTo(2), "no other chunk's");
    }

    [Test]
    public void A_piece_without_records_is_known()
    {
        Keys.Add(s_piece, Chunks(0), new long[3], []);
        Assert.That(Keys.Find(s_piece, Chunks(0), new long[3]), Is.Empty);
        Assert.That(Keys.Find([4], Chunks(0), new long[3]), Is.Null);
    }

    [Test]
    public void What_is_cut_into_other_chunks_is_not_known()
    {
        Keys.Add(s_piece, Chunks(0), new long[4], Records(0));
        Assert.Multiple(() =>
        {
            Assert.That(Keys.Find(s_piece, Chunks(0)[..2], new long[4]), Is.Null);
            Assert.That(Keys.Find(s_piece, Chunks(0).Add(new Chunk(3, 3, 710, 720)), new long[4]), Is.Null);
            Assert.That(Keys.Find(s_piece, Chunks(0).SetItem(1, new Chunk(1, 3, 400, 701)), new long[4]), Is.Null);
        });
    }

    /// <summary>An entry adds up, and is none of these.</summary>
    [Test]
    public void What_says_more_than_it_has_is_not_known()
    {
        Keys.Add(s_piece, Chunks(0), new long[3], Records(0));
        var content = _store.Find(s_piece)!;
        foreach (var (at, value) in (ReadOnlySpan<(int, int)>)[(0, -1), (0, int.MaxValue), (0, 0), (content.Length - 4, -1)])
        {
            var other = content.ToArray();
            BinaryPrimitives.WriteInt32LittleEndian(other.AsSpan(at), value);
            _store.Add(s_piece, other);
            Assert.That(Keys.Find(s_piece, Chunks(0), new long[3]), Is.Null, $"{value} at {at}");
        }
        foreach (var length in (ReadOnlySpan<int>)[0, 3, 4, 30, content.Length - 1])
        {
            _store.Add(s_piece, content[..length]);
            Assert.That(Keys.Find(s_piece, Chunks(0), new long[3]), Is.Null, $"{length} bytes");
        }
    }

    /// <summary>The same bytes in another role, read otherwise, or where a byte order mark is one, are another thing.</summary>
    [Test]
    public void A_name_is_of_all_that_says_what_the_keys_are()
    {
        var (jsonl, text) = (new InputFile("a", "a.jsonl", 9), new InputFile("a", "a.txt", 9));
        var (piece, other) = (new Piece(9, new byte[] { 1 }), new Piece(9, new byte[] { 2 }));
        byte[][] names =
        [
            Keys.Name(jsonl, FileOrigin.None, piece, false), Keys.Name(text, FileOrigin.None, piece, false), Keys.Name(jsonl, FileOrigin.Human, piece, false), Keys.Name(jsonl, FileOrigin.Synthetic, piece, false),
            Keys.Name(jsonl, FileOrigin.None, piece, true), Keys.Name(jsonl, FileOrigin.None, other, false), new KnownKeys(_store, [8]).Name(jsonl, FileOrigin.None, piece, false),
        ];
        Assert.That(names.Select(Convert.ToHexString).Distinct().Count(), Is.EqualTo(names.Length));
        Assert.That(Keys.Name(jsonl with { Path = "b", Display = "b.jsonl" }, FileOrigin.None, piece with { End = 50 }, false), Is.EqualTo(names[0]), "wherever it stands");
    }
}
