using System.Globalization;
using System.Text;

namespace DataGate.Files.Git;

/// <summary>Content by object id, streamed out of one <c>git cat-file --batch</c>. For one thread.</summary>
internal sealed class GitBlobs(GitRepository repository) : IDisposable
{
    private readonly byte[] _buffer = new byte[1 << 16];
    private GitProcess? _git;

    /// <summary>Writes a content to a stream.</summary>
    /// <returns>Its bytes.</returns>
    /// <exception cref="GitException">This clone doesn't hold it.</exception>
    public long CopyTo(string id, string shown, Stream to) => Read(id, shown, bytes =>
    {
        to.Write(bytes);
        return true;
    });

    /// <summary>Hands out a content from its start on.</summary>
    /// <param name="id">Of the object.</param>
    /// <param name="shown">As a person would name it.</param>
    /// <param name="take">Takes its next bytes, and says whether it wants more.</param>
    /// <returns>Bytes of all of it.</returns>
    /// <exception cref="GitException">This clone doesn't hold it.</exception>
    public long Read(string id, string shown, Func<ReadOnlySpan<byte>, bool> take)
    {
        _git ??= new GitProcess(repository.Root, "cat-file", "--batch");
        _git.Input.Write(Encoding.ASCII.GetBytes(id + "\n"));
        _git.Input.Flush();
        var header = Header();
        if (header.Split(' ') is not [_, "blob", var size] || !long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var length))
        {
            throw new GitException(GitCodes.NotInClone, header.EndsWith(" missing", StringComparison.Ordinal)
                ? $"this clone doesn't hold the content of '{shown}': 'git fetch --refetch' fetches what a partial clone left out"
                : $"the content of '{shown}' can't be read: {(header.Length > 0 ? header : _git.Complaint)}");
        }
        for (var left = length; left > 0;)
        {
            var read = _git.Output.Read(_buffer, 0, (int)Math.Min(left, _buffer.Length));
            if (read == 0) throw new GitException(GitCodes.Failed, $"git ended within the content of '{shown}': {_git.Complaint}");
            left -= read;
            if (take(_buffer.AsSpan(0, read))) continue;
            // Git would unpack the rest before it looked at what is asked next.
            Dispose();
            return length;
        }
        _git.Output.ReadByte();
        return length;
    }

    public void Dispose()
    {
        _git?.Dispose();
        _git = null;
    }

    private string Header()
    {
        var line = new StringBuilder();
        for (var next = _git!.Output.ReadByte(); next >= 0 && next != '\n' && line.Length < 1_000; next = _git.Output.ReadByte()) line.Append((char)next);
        return line.ToString();
    }
}
