using System.Buffers;
using System.Text;
using System.Text.Json;
using DataGate.Files.Reports.Escaping;

namespace DataGate.Files.Reports.Json;

/// <summary>A whole JSON text: indented, with line feeds and one at its end, and with nothing raw in it that a terminal or a runner would act on.</summary>
internal static class JsonPage
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JsonText.Encoder, Indented = true, NewLine = "\n" };

    public static string Of(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, s_options)) write(json);
        return JsonText.Harmless(Encoding.UTF8.GetString(buffer.WrittenSpan)) + '\n';
    }
}
