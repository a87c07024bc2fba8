using System.Collections.Immutable;
using System.Text;

namespace DataGate.Files.Git;

/// <summary>Reads what <c>git ls-tree -r -z</c> prints: mode, type, id, a tab and the path, each entry ended by a NUL.</summary>
internal static class TreeListing
{
    public static ImmutableArray<TreeEntry> Read(Stream listing)
    {
        var entries = ImmutableArray.CreateBuilder<TreeEntry>();
        var buffer = new byte[1 << 16];
        var (used, read) = (0, 0);
        do
        {
            read = listing.Read(buffer, used, buffer.Length - used);
            used += read;
            var start = 0;
            for (var end = buffer.AsSpan(0, used).IndexOf((byte)0); end >= 0; end = buffer.AsSpan(start, used - start).IndexOf((byte)0))
            {
                if (Parse(Encoding.UTF8.GetString(buffer, start, end)) is { } entry) entries.Add(entry);
                start += end + 1;
            }
            buffer.AsSpan(start, used - start).CopyTo(buffer);
            used -= start;
            if (used == buffer.Length) Array.Resize(ref buffer, 2 * buffer.Length);
        }
        while (read > 0);
        return entries.ToImmutable();
    }

    private static TreeEntry? Parse(string line)
    {
        var tab = line.IndexOf('\t', StringComparison.Ordinal);
        if (tab < 0 || line[..tab].Split(' ') is not [var mode, var type, var id]) return null;
        var path = line[(tab + 1)..];
        // No git that works as it should writes such a path; nothing good could be meant by it.
        if (path.Split('/').Any(segment => segment is "" or "." or "..")) return null;
        return new TreeEntry(path, type == "commit" ? TreeKind.Submodule : mode == "120000" ? TreeKind.Link : TreeKind.File, id);
    }
}
