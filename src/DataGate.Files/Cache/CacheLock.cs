namespace DataGate.Files.Cache;

/// <summary>The lock of a folder of the cache: a file that only one process can hold open. It goes with the process.</summary>
/// <param name="folder">The folder, which exists.</param>
internal sealed class CacheLock(string folder)
{
    private const string LockFile = "lock";
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Waits for the lock, not for ever; null where another process holds it on.</summary>
    public FileStream? Enter()
    {
        var tries = (int)(s_patience / s_pause);
        for (var i = 0; i < tries; i++)
        {
            try
            {
                return new FileStream(Path.Join(folder, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (i + 1 < tries && Directory.Exists(folder))
            {
                Thread.Sleep(s_pause);
            }
            catch (IOException)
            {
                return null;
            }
        }
        return null;
    }
}
