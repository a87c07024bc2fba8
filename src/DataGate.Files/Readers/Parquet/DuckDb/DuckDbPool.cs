using System.Collections.Concurrent;

namespace DataGate.Files.Readers.Parquet.DuckDb;

/// <summary>Databases that stand idle: to open one takes longer than to read a small file. There are never more than threads that read at once.</summary>
internal static class DuckDbPool
{
    private static readonly ConcurrentBag<DuckDbDatabase> s_idle = [];

    /// <param name="folder">Absolute, with the separator at its end; its files may be read.</param>
    /// <exception cref="DuckDbException">None can be opened.</exception>
    public static DuckDbDatabase Rent(string folder)
    {
        if (!s_idle.TryTake(out var idle)) return new DuckDbDatabase(folder);
        if (string.Equals(idle.Folder, folder, StringComparison.Ordinal)) return idle;
        idle.Dispose();
        return new DuckDbDatabase(folder);
    }

    /// <summary>Only of one that nothing failed in.</summary>
    public static void Return(DuckDbDatabase database) => s_idle.Add(database);
}
