namespace DataGate.Metrics.Sketches;

/// <summary>Saves sketches to be loaded again and not to be compared: in whatever order is at hand, where order says nothing.</summary>
/// <param name="to">Can seek; it is left open.</param>
public sealed class QuickWriter(Stream to) : BinaryWriter(to, System.Text.Encoding.UTF8, leaveOpen: true)
{
    /// <summary>Writes how long something is before it, so that readers may pass it over.</summary>
    public void Section(Action write)
    {
        ArgumentNullException.ThrowIfNull(write);
        var start = OutStream.Position;
        Write(0L);
        write();
        var end = OutStream.Position;
        OutStream.Position = start;
        Write(end - start - sizeof(long));
        OutStream.Position = end;
    }
}
