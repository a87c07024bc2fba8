using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace DataGate.Files.Readers.Parquet.Format;

/// <summary>A column without columns below it.</summary>
/// <param name="Path">Its names from the top down, parted by dots; cut where they are long.</param>
/// <param name="Repeats">Whether a row may have several values of it, or none.</param>
/// <param name="Top">The name of the column at the top that it is, or is within.</param>
internal sealed record LeafColumn(string Path, bool Repeats, string Top);

/// <summary>Where the values of a column lie that a group of rows has.</summary>
/// <param name="Start">Of its first page, in the file.</param>
/// <param name="Length">Bytes of all its pages.</param>
/// <param name="Values">Its values, nulls counted.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ColumnChunk(long Start, long Length, long Values);

/// <param name="Rows">How many.</param>
/// <param name="Columns">One for each leaf of the schema, in its order.</param>
internal sealed record RowGroup(long Rows, ImmutableArray<ColumnChunk> Columns);

/// <summary>What a Parquet file says of itself at its end (Apache Parquet, <i>parquet.thrift</i>: <c>FileMetaData</c>).</summary>
/// <param name="Rows">How many.</param>
/// <param name="Leaves">The columns that have values.</param>
/// <param name="Groups">Of rows.</param>
/// <param name="Names">Of the columns at the top, as the file writes them.</param>
internal sealed record FileMetadata(long Rows, ImmutableArray<LeafColumn> Leaves, ImmutableArray<RowGroup> Groups, ImmutableArray<string> Names)
{
    /// <summary>Columns of the schema, groups of columns counted, and columns within one another.</summary>
    public const int MaxColumns = 100_000, MaxDepth = 128;

    private const int Repeated = 2;

    /// <exception cref="InvalidDataException">It contradicts itself, or is beyond the limits.</exception>
    /// <exception cref="EndOfStreamException">It is cut off.</exception>
    public static FileMetadata Parse(ReadOnlySpan<byte> footer)
    {
        var reader = new CompactReader(footer);
        long rows = -1;
        ImmutableArray<LeafColumn>? leaves = null;
        var groups = ImmutableArray<RowGroup>.Empty;
        var schema = new SchemaReader();
        for (var field = 0; reader.NextField(ref field, out var type);)
        {
            switch (field, type)
            {
                case (2, CompactType.List):
                    leaves = schema.Read(ref reader);
                    break;
                case (3, CompactType.I64):
                    rows = reader.Number();
                    break;
                case (4, CompactType.List):
                    groups = RowGroups(ref reader);
                    break;
                case (8, _):
                    throw new InvalidDataException("it is encrypted");
                default:
                    reader.Skip(type);
                    break;
            }
        }
        if (leaves is not { } columns || rows < 0) throw new InvalidDataException("it says neither its columns nor its rows");
        if (groups.Any(group => group.Columns.Length != columns.Length)) throw new InvalidDataException("a row group of it has other columns than its schema");
        if (groups.Aggregate((Int128)0, (sum, group) => sum + group.Rows) != rows) throw new InvalidDataException("its row groups have other rows than it says");
        return new FileMetadata(rows, columns, groups, schema.Names);
    }

    private static ImmutableArray<RowGroup> RowGroups(ref CompactReader reader)
    {
        var groups = ImmutableArray.CreateBuilder<RowGroup>();
        for (var left = Structures(ref reader); left > 0; left--)
        {
            long rows = -1;
            var columns = ImmutableArray<ColumnChunk>.Empty;
            for (var field = 0; reader.NextField(ref field, out var type);)
            {
                if ((field, type) == (1, CompactType.List)) columns = Chunks(ref reader);
                else if ((field, type) == (3, CompactType.I64)) rows = reader.Number();
                else reader.Skip(type);
            }
            if (rows < 0) throw new InvalidDataException("a row group of it doesn't say its rows");
            groups.Add(new RowGroup(rows, columns));
        }
        return groups.ToImmutable();
    }

    private static ImmutableArray<ColumnChunk> Chunks(ref CompactReader reader)
    {
        var chunks = ImmutableArray.CreateBuilder<ColumnChunk>();
        for (var left = Structures(ref reader); left > 0; left--)
        {
            ColumnChunk? chunk = null;
            for (var field = 0; reader.NextField(ref field, out var type);)
            {
                if ((field, type) == (1, CompactType.Binary)) throw new InvalidDataException("a column of it lies in another file");
                if (field is 8 or 9) throw new InvalidDataException("a column of it is encrypted");
                if ((field, type) == (3, CompactType.Struct)) chunk = Chunk(ref reader);
                else reader.Skip(type);
            }
            chunks.Add(chunk ?? throw new InvalidDataException("a column of it doesn't say where it lies"));
        }
        return chunks.ToImmutable();
    }

    private static ColumnChunk Chunk(ref CompactReader reader)
    {
        long values = -1, length = -1, data = -1, dictionary = 0;
        for (var field = 0; reader.NextField(ref field, out var type);)
        {
            if (type != CompactType.I64)
            {
                reader.Skip(type);
                continue;
            }
            var number = reader.Number();
            switch (field)
            {
                case 5: values = number; break;
                case 7: length = number; break;
                case 9: data = number; break;
                case 11: dictionary = number; break;
                default: break;
            }
        }
        if (values < 0 || length < 0 || data < 0 || dictionary < 0) throw new InvalidDataException("a column of it doesn't say where it lies");
        return new ColumnChunk(dictionary > 0 ? Math.Min(dictionary, data) : data, length, values);
    }

    private static int Structures(ref CompactReader reader)
    {
        var count = reader.List(out var items);
        return count == 0 || items == CompactType.Struct ? count : throw new InvalidDataException("its metadata is not what Parquet writes");
    }

    /// <summary>The columns, which stand one behind the other, each with how many of those behind it are below it.</summary>
    private sealed class SchemaReader
    {
        private readonly ImmutableArray<LeafColumn>.Builder _leaves = ImmutableArray.CreateBuilder<LeafColumn>();
        private readonly ImmutableArray<string>.Builder _names = ImmutableArray.CreateBuilder<string>();
        private int _left;

        public ImmutableArray<string> Names => _names.ToImmutable();

        public ImmutableArray<LeafColumn> Read(ref CompactReader reader)
        {
            _left = Structures(ref reader);
            if (_left > MaxColumns) throw new InvalidDataException(FormattableString.Invariant($"it has more than {MaxColumns:N0} columns"));
            if (_left == 0) throw new InvalidDataException("it has no columns");
            Column(ref reader, path: null, repeats: false, depth: 0);
            return _left == 0 ? _leaves.ToImmutable() : throw new InvalidDataException("its columns don't add up");
        }

        private void Column(ref CompactReader reader, string? path, bool repeats, int depth)
        {
            if (--_left < 0) throw new InvalidDataException("its columns don't add up");
            if (depth > MaxDepth) throw new InvalidDataException(FormattableString.Invariant($"its columns nest deeper than {MaxDepth}"));
            var (name, children, isLeaf) = ("", 0L, true);
            for (var field = 0; reader.NextField(ref field, out var type);)
            {
                if ((field, type) == (3, CompactType.I32)) repeats |= reader.Number() == Repeated;
                else if ((field, type) == (4, CompactType.Binary)) name = reader.Text();
                else if ((field, type) == (5, CompactType.I32)) (children, isLeaf) = (reader.Number(), false);
                else reader.Skip(type);
            }
            // The top's own name is no column's.
            var own = depth == 0 ? null : Details.Clip(path is null ? name : $"{path}.{name}");
            if (depth == 1) _names.Add(name);
            if (isLeaf && own is not null) _leaves.Add(new LeafColumn(own, repeats, _names[^1]));
            for (; children > 0; children--) Column(ref reader, own, depth > 0 && repeats, depth + 1);
        }
    }
}
