namespace DataGate.Metrics.Sketches;

/// <summary>Saves sketches to be loaded again and not to be compared: in whatever order is at hand, where order says nothing.</summary>
/// <param name="to">It is left open.</param>
public sealed class QuickWriter(Stream to) : BinaryWriter(to, System.Text.Encoding.UTF8, leaveOpen: true);
