using System.Collections.Immutable;
using System.Globalization;
using DataGate.Files.Readers;

namespace DataGate.Files.Memos;

/// <summary>
/// The files of a scan in groups: each file its own, or each of its pieces, or, where there are more files than groups, by their names alone, so that a file that comes, goes or changes leaves
/// all groups but its own as they are.
/// </summary>
internal sealed class ScanGroups
{
    /// <summary>Groups of more files than that: one change in a file costs reading so many-th of the bytes anew.</summary>
    public const int MaxFiles = 256;

    /// <summary>Blocks of groups: a change in one group costs adding up so many-th of them anew.</summary>
    private const int Blocks = 16;

    /// <summary>Files of which too many are in one block to be told apart by their names.</summary>
    private const int FewFiles = 4 * Blocks;

    private readonly ScanPlan _plan;
    private readonly ImmutableArray<Chunk>[] _chunks;
    private readonly ImmutableArray<Unit>[] _units;
    private readonly int[] _groupOf;

    /// <summary>A file of a group, or a piece of one.</summary>
    /// <param name="File">Its file's number in the plan.</param>
    /// <param name="Piece">Which one; −1: all of the file.</param>
    /// <param name="Length">In bytes.</param>
    public sealed record Unit(int File, int Piece, long Length)
    {
        /// <summary>What says what is in it, beside its file's name.</summary>
        /// <param name="plan">The scan.</param>
        /// <param name="file">The digest of its file.</param>
        public byte[] Digest(ScanPlan plan, byte[] file)
        {
            var pieces = plan.Pieces[File];
            if (pieces.IsEmpty) return file;
            // The chunks of a file that is cut are others than those of one that isn't.
            if (Piece < 0) return CheckMemo.Key("cut", Convert.ToHexString(file), string.Join(' ', pieces.Select(piece => piece.End.ToString(CultureInfo.InvariantCulture))));
            var digest = pieces[Piece].Digest.Span;
            var equals = 0;
            for (var before = 0; before < Piece; before++) equals += pieces[before].Digest.Span.SequenceEqual(digest) ? 1 : 0;
            return CheckMemo.Key("piece", Convert.ToHexString(digest), Piece == 0 ? "first" : "", equals.ToString(CultureInfo.InvariantCulture));
        }
    }

    public ScanGroups(ScanPlan plan)
    {
        _plan = plan;
        if (plan.Files.Length > MaxFiles)
        {
            var byName = Enumerable.Range(0, plan.Files.Length).ToLookup(file => Of(plan.Files[file].Display));
            _units = [.. Enumerable.Range(0, MaxFiles).Select(group => byName[group].Select(file => new Unit(file, -1, plan.Files[file].Length)).ToImmutableArray())];
            _groupOf = [.. plan.Chunks.Select(chunk => Of(plan.Files[chunk.File].Display))];
        }
        else
        {
            _units = [.. Enumerable.Range(0, plan.Files.Length).SelectMany(file => Units(plan, file)).Select(unit => ImmutableArray.Create(unit))];
            _groupOf = new int[plan.Chunks.Length];
            for (var (chunk, group, left) = (0, 0, _units.Length == 0 ? 0 : _units[0][0].Length); chunk < _groupOf.Length; chunk++)
            {
                _groupOf[chunk] = group;
                left -= plan.Chunks[chunk].Length;
                if (left == 0 && group < _units.Length - 1) left = _units[++group][0].Length;
            }
        }
        var byGroup = plan.Chunks.ToLookup(chunk => _groupOf[chunk.Index]);
        _chunks = [.. Enumerable.Range(0, _units.Length).Select(group => byGroup[group].ToImmutableArray())];
    }

    /// <summary>The block that a group is in, of <see cref="Blocks"/>, of which sums are kept: by its first file's name, so that pieces of one file stay together, or where there are few files by what is in it.</summary>
    /// <param name="group">Which one.</param>
    /// <param name="key">What says what is in it.</param>
    public int Block(int group, byte[] key) => (_plan.Files.Length >= FewFiles ? Of(_plan.Files[_units[group][0].File].Display) : key[0]) % Blocks;

    /// <summary>Groups, with files or without.</summary>
    public int Count => _units.Length;

    /// <summary>Groups that have files.</summary>
    public IEnumerable<int> Filled => Enumerable.Range(0, Count).Where(group => !_units[group].IsEmpty);

    public int Group(Chunk chunk) => _groupOf[chunk.Index];

    /// <summary>What is in a group, in the plan's order.</summary>
    public ImmutableArray<Unit> Units(int group) => _units[group];

    /// <summary>Bytes of a group.</summary>
    public long Bytes(int group) => _units[group].Sum(unit => unit.Length);

    /// <summary>The chunks of a group, in the plan's order.</summary>
    public ImmutableArray<Chunk> Chunks(int group) => _chunks[group];

    private static IEnumerable<Unit> Units(ScanPlan plan, int file)
    {
        var pieces = plan.Pieces[file];
        return pieces.IsEmpty ? [new Unit(file, -1, plan.Files[file].Length)] : pieces.Select((piece, at) => new Unit(file, at, piece.End - (at == 0 ? 0 : pieces[at - 1].End)));
    }

    /// <summary>FNV-1a of the name.</summary>
    private static int Of(string name)
    {
        var hash = 14695981039346656037UL;
        foreach (var character in name) hash = (hash ^ character) * 1099511628211UL;
        return (int)((hash ^ (hash >> 32)) % MaxFiles);
    }
}
