using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using DataGate.Files.Cache;
using DataGate.Files.Paths;

namespace DataGate.Files.Memos;

/// <summary>What a check said: its exit code and every text that it wrote, in the order of what was asked for.</summary>
public sealed record KeptCheck(int Exit, ImmutableArray<string> Texts);

/// <summary>
/// Checks that were made before, in the user's cache: what each read and what it said. A check is taken from it where everything that it read is the same, by SHA-256, and was
/// kept only where nothing of that changed while it was read.
/// </summary>
/// <param name="folder">The cache.</param>
/// <param name="fence">What may be read.</param>
/// <param name="baseDirectory">Files are shown relative to it.</param>
/// <param name="digests">Of the run's files.</param>
/// <param name="threads">Files hashed at once.</param>
public sealed class CheckMemo(CacheFolder folder, RepositoryFence fence, string baseDirectory, KnownDigests digests, int threads)
{
    private readonly MemoStore _store = Opened(folder, digests);

    /// <summary>The key of a check: of everything that it depends on and doesn't read from files.</summary>
    public static byte[] Key(params IEnumerable<string> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var word in words) hash.AppendData(SHA256.HashData(Encoding.Unicode.GetBytes(word)));
        return hash.GetHashAndReset();
    }

    /// <summary>What the check said when everything was as it is; null: it is to be made.</summary>
    public KeptCheck? Find(byte[] key)
    {
        if (_store.Find(key) is not { } entry) return null;
        try
        {
            using var reader = new BinaryReader(new MemoryStream(entry), Encoding.UTF8);
            var inputs = CheckInputs.Load(reader);
            var digest = reader.ReadBytes(SHA256.HashSizeInBytes);
            var check = Load(reader);
            return InputState.Of(inputs, fence, baseDirectory)?.Digest(digests, threads) is { } now && now.AsSpan().SequenceEqual(digest) ? check : null;
        }
        catch (Exception e) when (e is IOException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Looks at what a check is about to read; null: it can't be kept.</summary>
    /// <param name="inputs">All of it.</param>
    public Recording? Begin(CheckInputs inputs)
    {
        var moment = digests.Moment;
        if (InputState.Of(inputs, fence, baseDirectory) is not { } before || before.Stamps(moment) is not { } stamps) return null;
        var digest = FileStamp.IsSure ? null : before.Digest(digests, threads);
        return new Recording((key, check) =>
        {
            if (InputState.Of(inputs, fence, baseDirectory) is not { } after || !after.IsNamedAs(before)) return false;
            if (after.Digest(digests, threads) is not { } now || (digest is not null && !now.AsSpan().SequenceEqual(digest))) return false;
            return after.Stamps(moment) is { } then && then.SequenceEqual(stamps) && _store.Add(key, Entry(inputs, now, check));
        });
    }

    /// <summary>The store of checks; what is asked here of git's contents is asked before any scan.</summary>
    private static MemoStore Opened(CacheFolder folder, KnownDigests digests)
    {
        digests.Know(folder);
        return new(folder);
    }

    private static byte[] Entry(CheckInputs inputs, byte[] digest, KeptCheck check)
    {
        using var entry = new MemoryStream();
        using var writer = new BinaryWriter(entry, Encoding.UTF8);
        inputs.Save(writer);
        writer.Write(digest);
        writer.Write(check.Exit);
        writer.Write(check.Texts.Length);
        foreach (var text in check.Texts) writer.Write(text);
        writer.Flush();
        return entry.ToArray();
    }

    private static KeptCheck Load(BinaryReader reader)
    {
        var exit = reader.ReadInt32();
        var texts = new string[reader.ReadInt32() is >= 0 and <= 1_000 and var count ? count : throw new FormatException("a count is out of range")];
        for (var i = 0; i < texts.Length; i++) texts[i] = reader.ReadString();
        return new KeptCheck(exit, [.. texts]);
    }

    /// <summary>A check on its way.</summary>
    public sealed class Recording
    {
        private readonly Func<byte[], KeptCheck, bool> _keep;

        internal Recording(Func<byte[], KeptCheck, bool> keep) => _keep = keep;

        /// <summary>Keeps what the check said, if all is still as it was before it.</summary>
        /// <returns>Whether it is kept.</returns>
        public bool Keep(byte[] key, KeptCheck check) => _keep(key, check);
    }
}
