using System.Buffers;

namespace DataGate.Files.Readers.Parquet.Format;

/// <summary>Goes from page to page of a column, by what stands before each, to see that they are where the file says and hold as many values.</summary>
internal static class PageWalk
{
    /// <summary>What is read for what stands before a page; more where that is longer, to a limit.</summary>
    private const int FirstRead = 256, MostRead = 16 << 20;

    private const int DataPage = 0, DataPageV2 = 3;

    /// <exception cref="InvalidDataException">The column contradicts itself, or a page of it is to be verified and isn't what was written.</exception>
    public static void Check(FileStream file, LeafColumn leaf, in ColumnChunk chunk, long rows, long end, bool verify)
    {
        if (chunk.Start < 4 || chunk.Length > end - chunk.Start) throw Fault(leaf, "lies beyond the file's end");
        if (!leaf.Repeats && chunk.Values != rows) throw Fault(leaf, FormattableString.Invariant($"has {chunk.Values:N0} values in a row group of {rows:N0} rows"));
        var buffer = ArrayPool<byte>.Shared.Rent(FirstRead);
        try
        {
            long values = 0;
            var last = chunk.Start + chunk.Length;
            for (var at = chunk.Start; values < chunk.Values;)
            {
                if (at >= last) throw Fault(leaf, FormattableString.Invariant($"has pages with {values:N0} values of {chunk.Values:N0}"));
                var page = Header(file, leaf, ref buffer, at, last);
                if (page.Values < 0 || page.Packed < 0 || page.Unpacked < 0) throw Fault(leaf, "has a page of less than nothing");
                var start = at + page.Header;
                at = start + page.Packed;
                if (at > last) throw Fault(leaf, "has a page beyond its own end");
                if (verify && page.Crc is { } crc && Checksum(file, leaf, start, page.Packed) != crc) throw Fault(leaf, "has a page whose bytes are not those that were written: its checksum is another");
                values += page.Values;
            }
            if (values > chunk.Values) throw Fault(leaf, FormattableString.Invariant($"has pages with {values:N0} values, not {chunk.Values:N0}"));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static (int Header, long Packed, long Unpacked, long Values, uint? Crc) Header(FileStream file, LeafColumn leaf, ref byte[] buffer, long at, long last)
    {
        for (var wanted = FirstRead; ; wanted *= 4)
        {
            var length = (int)Math.Min(wanted, last - at);
            if (buffer.Length < length)
            {
                ArrayPool<byte>.Shared.Return(buffer);
                buffer = ArrayPool<byte>.Shared.Rent(length);
            }
            if (!FileEnds.Fill(file, buffer.AsSpan(0, length), at)) throw Fault(leaf, "lies beyond the file's end");
            try
            {
                return Header(buffer.AsSpan(0, length));
            }
            catch (Exception e) when (e is InvalidDataException or EndOfStreamException or OverflowException)
            {
                // A text in it may just be longer than what was read.
                if (length >= last - at || wanted >= MostRead) throw Fault(leaf, "has a page that says nothing of itself", e);
            }
        }
    }

    /// <summary><c>PageHeader</c>: its own length, that of the page as it lies there and unpacked, its values where it has any, and its checksum where it has one.</summary>
    private static (int Header, long Packed, long Unpacked, long Values, uint? Crc) Header(ReadOnlySpan<byte> bytes)
    {
        var reader = new CompactReader(bytes);
        long kind = -1, unpacked = -1, packed = -1, values = 0;
        uint? crc = null;
        for (var field = 0; reader.NextField(ref field, out var type);)
        {
            switch (field, type)
            {
                case (1, CompactType.I32): kind = reader.Number(); break;
                case (2, CompactType.I32): unpacked = reader.Number(); break;
                case (3, CompactType.I32): packed = reader.Number(); break;
                case (4, CompactType.I32): crc = unchecked((uint)reader.Number()); break;
                case (5 or 8, CompactType.Struct): values = Values(ref reader); break;
                default: reader.Skip(type); break;
            }
        }
        return (reader.Position, packed, unpacked, kind is DataPage or DataPageV2 ? values : 0, crc);
    }

    /// <summary>Of a page as it lies there, packed (<c>PageHeader.crc</c>).</summary>
    private static uint Checksum(FileStream file, LeafColumn leaf, long start, long length)
    {
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(length, MostRead));
        try
        {
            uint crc = 0;
            for (long done = 0; done < length;)
            {
                var part = buffer.AsSpan(0, (int)Math.Min(buffer.Length, length - done));
                if (!FileEnds.Fill(file, part, start + done)) throw Fault(leaf, "lies beyond the file's end");
                crc = Crc32.Of(part, crc);
                done += part.Length;
            }
            return crc;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static long Values(ref CompactReader reader)
    {
        long values = -1;
        for (var field = 0; reader.NextField(ref field, out var type);)
        {
            if ((field, type) == (1, CompactType.I32)) values = reader.Number();
            else reader.Skip(type);
        }
        return values;
    }

    private static InvalidDataException Fault(LeafColumn leaf, string what, Exception? inner = null) => new($"the column '{Details.Clip(leaf.Path, 60)}' {what}", inner);
}
