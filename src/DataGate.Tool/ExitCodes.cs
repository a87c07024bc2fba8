namespace DataGate.Tool;

/// <summary>What the process returns. A crash, a parse error or no arguments are never 1.</summary>
internal static class ExitCodes
{
    /// <summary>Every budget was judged and holds.</summary>
    public const int Holds = 0;

    /// <summary>A budget of severity error is broken.</summary>
    public const int Violated = 1;

    /// <summary>The policy or the command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>Nothing is broken, but something that had to be judged was not.</summary>
    public const int NotJudged = 3;

    /// <summary>A defect in DataGate.</summary>
    public const int Defect = 70;

    /// <summary>Stopped by Ctrl-C, as shells count it.</summary>
    public const int Interrupted = 130;
}
