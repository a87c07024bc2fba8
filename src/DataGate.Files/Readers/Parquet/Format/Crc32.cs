using System.Runtime.InteropServices;

namespace DataGate.Files.Readers.Parquet.Format;

/// <summary>The checksum of gzip and of Parquet's pages: CRC-32 of ISO 3309, eight bytes at once (Kounavis and Berry, <i>A Systematic Approach to Building High Performance Software-based CRC Generators</i>, 2005).</summary>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB88320;
    private const int Slices = 8, Values = 256;

    private static readonly uint[] s_tables = Tables();

    /// <param name="bytes">What comes next.</param>
    /// <param name="before">Of what came before it. Default: nothing did.</param>
    public static uint Of(ReadOnlySpan<byte> bytes, uint before = 0)
    {
        var (crc, tables) = (~before, s_tables);
        while (bytes.Length >= Slices)
        {
            var (low, high) = (MemoryMarshal.Read<uint>(bytes) ^ crc, MemoryMarshal.Read<uint>(bytes[sizeof(uint)..]));
            crc = tables[(7 * Values) + (byte)low] ^ tables[(6 * Values) + (byte)(low >> 8)] ^ tables[(5 * Values) + (byte)(low >> 16)] ^ tables[(4 * Values) + (low >> 24)]
                ^ tables[(3 * Values) + (byte)high] ^ tables[(2 * Values) + (byte)(high >> 8)] ^ tables[Values + (byte)(high >> 16)] ^ tables[high >> 24];
            bytes = bytes[Slices..];
        }
        foreach (var value in bytes) crc = tables[(byte)(crc ^ value)] ^ (crc >> 8);
        return ~crc;
    }

    private static uint[] Tables()
    {
        var tables = new uint[Slices * Values];
        for (uint value = 0; value < Values; value++)
        {
            var crc = value;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ Polynomial;
            tables[value] = crc;
        }
        for (var at = Values; at < tables.Length; at++) tables[at] = (tables[at - Values] >> 8) ^ tables[(byte)tables[at - Values]];
        return tables;
    }
}
