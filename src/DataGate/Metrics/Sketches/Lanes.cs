namespace DataGate.Metrics.Sketches;

/// <summary>Kinds of sketches that know nothing of each other: the sketches of one lane may be merged beside those of another.</summary>
public static class Lanes
{
    /// <summary>How many there are.</summary>
    public const int Count = 8;

    private const int Others = 1, Openings = 2, Grams = 3;

    /// <summary>The lane of a kind, from 0. Those that take longest come first; a sample reads what the contents are.</summary>
    public static int Of(SketchKind kind) => kind switch
    {
        SketchKind.Contents or SketchKind.Sample => 0,
        SketchKind.Openings => Openings,
        >= SketchKind.Grams1 and <= SketchKind.Grams5 => Grams + (kind - SketchKind.Grams1),
        _ => Others,
    };
}
