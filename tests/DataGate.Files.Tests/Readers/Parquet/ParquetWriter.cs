using DataGate.Files.Readers.Parquet.DuckDb;

namespace DataGate.TestSupport;

/// <summary>Writes Parquet files, and what else DuckDB writes.</summary>
internal static class ParquetWriter
{
    /// <summary>Skips the test where DuckDB isn't.</summary>
    public static void Need()
    {
        if (!DuckDbLibrary.IsThere) Assert.Ignore("DuckDB's library is not beside the tests: npm could not fetch it when they were built");
    }

    /// <param name="path">Absolute.</param>
    /// <param name="query">Gives the rows.</param>
    /// <param name="options">How they are written.</param>
    public static void Write(string path, string query, string options = "FORMAT parquet") => Run($"COPY ({query}) TO '{path.Replace("'", "''", StringComparison.Ordinal)}' ({options})");

    private static void Run(string sql)
    {
        Assert.That(DuckDbLibrary.Load(), Is.Null);
        Assert.That(DuckDbApi.CreateConfig(out var config), Is.EqualTo(DuckDbApi.Success));
        Assert.That(DuckDbApi.Open(":memory:", out var database, config, out _), Is.EqualTo(DuckDbApi.Success));
        Assert.That(DuckDbApi.Connect(database, out var connection), Is.EqualTo(DuckDbApi.Success));
        using (var rows = new DuckDbRows(connection, sql)) rows.NextChunk();
        DuckDbApi.Disconnect(ref connection);
        DuckDbApi.Close(ref database);
        DuckDbApi.DestroyConfig(ref config);
    }
}
