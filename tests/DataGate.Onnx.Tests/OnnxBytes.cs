using System.Runtime.InteropServices;
using System.Text;

namespace DataGate.Onnx.Tests;

/// <summary>Writes small ONNX models byte by byte, for tests. Field numbers are those of onnx.proto.</summary>
internal static class OnnxBytes
{
    public const int Float = 1;
    public const int OfInts = 6;
    public const int OfLongs = 7;

    public static byte[] Model(params byte[][] graph) => Model([], graph);

    public static byte[] Model(byte[][] more, byte[][] graph) =>
        Join([Number(1, 8), Bytes(7, Join([.. graph, Utf8(2, "test")])), Bytes(8, Join(Utf8(1, ""), Number(2, 17))), .. more]);

    /// <summary>An input (field 11) or output (field 12); a dimension that isn't a number is any.</summary>
    public static byte[] Input(string name, int type, params string[] dimensions) => Bytes(11, Value(name, type, dimensions));

    public static byte[] Output(string name, int type, params string[] dimensions) => Bytes(12, Value(name, type, dimensions));

    public static byte[] Node(string operation, string[] inputs, string output, string domain = "", params byte[][] attributes) => Bytes(1, Join(
    [
        .. inputs.Select(input => Utf8(1, input)), Utf8(2, output), Utf8(4, operation), .. domain.Length > 0 ? new[] { Utf8(7, domain) } : [], .. attributes.Select(attribute => Bytes(5, attribute)),
    ]));

    public static byte[] Integer(string name, long value) => Join(Utf8(1, name), Number(3, value), Number(20, 2));

    public static byte[] Graph(string name, params byte[][] graph) => Join(Utf8(1, name), Bytes(6, Join(graph)), Number(20, 5));

    /// <summary>A stored tensor of floats.</summary>
    public static byte[] Floats(string name, int[] dimensions, params float[] values) => Bytes(5, Join(
        [.. dimensions.Select(size => Number(1, size)), Number(2, Float), Utf8(8, name), Bytes(9, MemoryMarshal.AsBytes(values.AsSpan()).ToArray())]));

    public static byte[] Longs(string name, params long[] values) => Bytes(5, Join(
        [Number(1, values.Length), Number(2, OfLongs), Utf8(8, name), Bytes(9, MemoryMarshal.AsBytes(values.AsSpan()).ToArray())]));

    /// <summary>A tensor of floats that lies in another file.</summary>
    public static byte[] Outside(string name, int[] dimensions, string? location, bool isMarked = true) => Bytes(5, Join(
    [
        .. dimensions.Select(size => Number(1, size)), Number(2, Float), Utf8(8, name),
        .. location is null ? [] : new[] { Bytes(13, Join(Utf8(1, "location"), Utf8(2, location))) }, .. isMarked ? new[] { Number(14, 1) } : [],
    ]));

    public static byte[] Bytes(int field, byte[] content) => Join(Varint((ulong)field << 3 | 2), Varint((ulong)content.Length), content);

    public static byte[] Utf8(int field, string text) => Bytes(field, Encoding.UTF8.GetBytes(text));

    public static byte[] Number(int field, long value) => Join(Varint((ulong)field << 3), Varint((ulong)value));

    public static byte[] Join(params byte[][] parts) => [.. parts.SelectMany(part => part)];

    private static byte[] Value(string name, int type, string[] dimensions) =>
        Join(Utf8(1, name), Bytes(2, Bytes(1, Join(Number(1, type), Bytes(2, Join([.. dimensions.Select(Dimension)]))))));

    private static byte[] Dimension(string size) => Bytes(1, long.TryParse(size, System.Globalization.CultureInfo.InvariantCulture, out var number) ? Number(1, number) : Utf8(2, size));

    private static byte[] Varint(ulong value)
    {
        var bytes = new List<byte>();
        for (; value > 127; value >>= 7) bytes.Add((byte)(value & 127 | 128));
        bytes.Add((byte)value);
        return [.. bytes];
    }
}
