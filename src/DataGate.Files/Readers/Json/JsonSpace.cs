namespace DataGate.Files.Readers.Json;

/// <summary>What JSON allows between tokens.</summary>
internal static class JsonSpace
{
    public static ReadOnlySpan<byte> Bytes => " \t\r\n"u8;
}
