using DataGate.Files.Readers.Parquet.Apart;

namespace DataGate.Files.Tests.Readers.Parquet;

/// <summary>Processes that read Parquet, or don't.</summary>
internal static class Apart
{
    /// <summary>One that does.</summary>
    public static ParquetStart Start { get; } = new("dotnet", [typeof(Apart).Assembly.Location, ParquetApart.Command]);

    /// <summary>A shell in its place.</summary>
    public static ParquetStart Shell(string script) => new("sh", ["-c", script]) { Patience = TimeSpan.FromSeconds(20) };
}
