namespace DataGate.Files.Readers.Packing;

/// <summary>A way in which the bytes of a file are packed, told by its name.</summary>
public interface IPacking
{
    /// <summary>For a person: <c>gzip</c>.</summary>
    string Name { get; }

    /// <summary>What the file's name ends in, with its dot.</summary>
    string Extension { get; }

    /// <summary>Why it can't be unpacked on this machine, with what mends that; null: it can.</summary>
    string? WhyNot { get; }

    /// <summary>Whether a file that starts like this may be packed so.</summary>
    bool MayStart(ReadOnlySpan<byte> head);

    /// <summary>
    /// The content, to the very end of what is packed. Reading it throws a <see cref="CutOffException"/>, a <see cref="TrailingBytesException"/> or a <see cref="DamagedException"/> where
    /// the packed bytes are not whole: it never ends early in silence. An <see cref="IOException"/> is thrown here where there is a <see cref="WhyNot"/>.
    /// </summary>
    /// <param name="packed">Stays open.</param>
    Stream Unpack(Stream packed);
}

/// <summary>The packed content ends too early.</summary>
internal sealed class CutOffException(string packing) : IOException($"the {packing} data is cut off");

/// <summary>Something else follows the packed content.</summary>
internal sealed class TrailingBytesException(string packing) : IOException($"bytes that are not {packing} follow the {packing} data");

/// <summary>The packed content is not what a packer writes, or its checksum is wrong.</summary>
internal sealed class DamagedException(string packing, Exception? inner = null) : IOException($"the {packing} data is damaged", inner);
