namespace DataGate.Files.Cache;

/// <summary>How what a model makes of a text is kept: a few bytes in its entry (<see cref="CacheRecord"/>), and maybe a body beside it.</summary>
/// <typeparam name="T">What the model makes.</typeparam>
internal abstract class RecordForm<T>
    where T : struct
{
    /// <summary>The folder of the cache that holds all of the kind; its number changes with the form.</summary>
    public abstract string Folder { get; }

    /// <summary>Bytes of a body, the same for all texts; 0: the entry holds everything.</summary>
    public abstract int BodyLength { get; }

    /// <summary>Writes a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="fields"><see cref="CacheRecord.FieldLength"/> bytes, all zero.</param>
    /// <param name="body"><see cref="BodyLength"/> bytes.</param>
    public abstract void Write(T value, Span<byte> fields, Span<byte> body);

    /// <summary>The value; null where the bytes hold what no model gives.</summary>
    public abstract T? Read(ReadOnlySpan<byte> fields, ReadOnlySpan<byte> body);
}
