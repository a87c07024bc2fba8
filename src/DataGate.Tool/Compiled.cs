using System.Diagnostics.CodeAnalysis;

namespace DataGate.Tool;

/// <summary>What the tool was compiled to.</summary>
internal static class Compiled
{
    /// <summary>The full path of the tool's assembly; empty where it was compiled natively, to one program.</summary>
    public static string Assembly
    {
        [UnconditionalSuppressMessage("SingleFile", "IL3000", Justification = "That it is empty in one program is what is asked.")]
        get => typeof(Compiled).Assembly.Location;
    }

    /// <summary>Natively: other instructions than those that are compiled on the spot for this very processor.</summary>
    public static bool IsNative => Assembly.Length == 0;
}
