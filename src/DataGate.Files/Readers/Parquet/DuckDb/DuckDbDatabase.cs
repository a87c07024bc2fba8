using System.Runtime.InteropServices;

namespace DataGate.Files.Readers.Parquet.DuckDb;

/// <summary>
/// An empty database in memory, through which the files of one folder are read, and nothing else: no other file, no address, no extension that isn't built in, no spilling to disk.
/// For one thread at a time.
/// </summary>
internal sealed class DuckDbDatabase : IDisposable
{
    /// <summary>What reading one file may take. Fixed, so that no verdict depends on the machine.</summary>
    private const string Memory = "1GiB";

    private static readonly (string Name, string Value)[] s_settings =
    [
        ("threads", "1"), ("memory_limit", Memory), ("temp_directory", ""), ("max_temp_directory_size", "0KiB"),
        ("autoinstall_known_extensions", "false"), ("autoload_known_extensions", "false"), ("allow_community_extensions", "false"), ("allow_unsigned_extensions", "false"),
        ("allow_persistent_secrets", "false"), ("enable_external_file_cache", "false"), ("preserve_insertion_order", "true"),
    ];

    private nint _database, _connection;

    /// <param name="folder">Absolute, with the separator at its end; its files may be read.</param>
    /// <exception cref="DuckDbException">It can't be opened.</exception>
    public DuckDbDatabase(string folder)
    {
        Folder = folder;
        try
        {
            Open();
            // As a path and as the pattern that stands for it alone.
            Run($"SET allowed_directories = [{DuckDbQuoting.Text(folder)}, {DuckDbQuoting.Literal(folder)}]");
            Run("SET enable_external_access = false");
            Run("SET TimeZone = 'UTC'");
            // Rows are handed over as they are read, so that what breaks off later takes none of them away.
            Run("SET streaming_buffer_size = '1KiB'");
            Run("SET lock_configuration = true");
        }
        catch (DuckDbException)
        {
            Dispose();
            throw;
        }
    }

    public string Folder { get; }

    /// <summary>Starts a query whose columns are all texts or bytes.</summary>
    /// <exception cref="DuckDbException">It can't be done.</exception>
    public DuckDbRows Query(string sql) => new(_connection, sql);

    public void Dispose()
    {
        if (_connection != 0) DuckDbApi.Disconnect(ref _connection);
        if (_database != 0) DuckDbApi.Close(ref _database);
    }

    private void Open()
    {
        if (DuckDbApi.CreateConfig(out var config) != DuckDbApi.Success) throw new DuckDbException("it takes no settings");
        try
        {
            foreach (var (name, value) in s_settings)
                if (DuckDbApi.SetConfig(config, name, value) != DuckDbApi.Success) throw new DuckDbException($"it has no setting {name}");
            if (DuckDbApi.Open(":memory:", out _database, config, out var error) != DuckDbApi.Success)
            {
                var message = Marshal.PtrToStringUTF8(error);
                DuckDbApi.Free(error);
                throw new DuckDbException(message ?? "it doesn't open");
            }
            if (DuckDbApi.Connect(_database, out _connection) != DuckDbApi.Success) throw new DuckDbException("it doesn't connect");
        }
        finally
        {
            DuckDbApi.DestroyConfig(ref config);
        }
    }

    private void Run(string sql)
    {
        using var rows = Query(sql);
        while (rows.NextChunk())
        {
        }
    }
}
