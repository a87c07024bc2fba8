using System.Reflection;
using System.Runtime.InteropServices;

namespace DataGate.Tool;

/// <summary>What to tell of an exception that nobody foresaw.</summary>
internal static class Defects
{
    /// <summary>The tool's version.</summary>
    public static string Version { get; } =
        typeof(Defects).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    public static string Describe(Exception exception) =>
        $"""
        datagate: error {UsageCodes.Defect}: this is a defect in DataGate; nothing was judged.
        Please report it with the lines below, the command line and, where you can, the policy.
        DataGate {Version}, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}
        {Files.Reports.Escaping.Terminal.Escape(exception.ToString(), keepLines: true)}
        """;
}
