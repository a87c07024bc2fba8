using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using DataGate.Metrics.Embeddings;

namespace DataGate.VectorBench;

/// <summary>numpy's file format 1.0 of rows of single-precision numbers: a magic word, the header's length, a header in Python's spelling, the numbers.</summary>
internal static class NumpyFile
{
    /// <summary>Begins a file; the rows follow.</summary>
    public static FileStream Begin(string file, int rows, int dimensions)
    {
        var stream = File.Create(file);
        var header = string.Create(CultureInfo.InvariantCulture, $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({rows}, {dimensions}), }}").PadRight(117) + "\n";
        stream.Write([0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, (byte)(header.Length >> 8)]);
        stream.Write(Encoding.ASCII.GetBytes(header));
        return stream;
    }

    public static void Write(string file, int dimensions, ReadOnlySpan<float> components)
    {
        using var stream = Begin(file, components.Length / dimensions, dimensions);
        stream.Write(MemoryMarshal.AsBytes(components));
    }

    public static Vectors Read(string file)
    {
        using var stream = File.OpenRead(file);
        var start = new byte[10];
        stream.ReadExactly(start);
        var header = new byte[BitConverter.ToUInt16(start, 8)];
        stream.ReadExactly(header);
        var shape = Encoding.ASCII.GetString(header).Split('(')[1].Split(')')[0].Split(',');
        var (rows, dimensions) = (int.Parse(shape[0], CultureInfo.InvariantCulture), int.Parse(shape[1], CultureInfo.InvariantCulture));
        var components = new float[rows * dimensions];
        stream.ReadExactly(MemoryMarshal.AsBytes(components.AsSpan()));
        return new Vectors(dimensions, components);
    }
}
