using DataGate.Verdicts;

namespace DataGate.Files.Reports;

/// <summary>Renders a verdict in one format. Lines end with a line feed everywhere, and the same verdict is the same text.</summary>
public abstract class Report
{
    /// <summary>As <c>--format</c> spells it.</summary>
    public abstract string Name { get; }

    /// <summary>Whether it shows what the sets look like, which takes some more memory and time to gather. Default: false.</summary>
    public virtual bool DrawsSets => false;

    /// <param name="verdict">What to tell.</param>
    /// <param name="options">How.</param>
    /// <param name="to">Where; it is not closed.</param>
    public abstract void Write(Verdict verdict, ReportOptions options, TextWriter to);
}
