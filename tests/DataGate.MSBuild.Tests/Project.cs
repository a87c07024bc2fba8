using DataGate.TestSupport;

namespace DataGate.MSBuild.Tests;

/// <summary>What the SDK says of the tool's project.</summary>
internal static class Project
{
    private static readonly Lazy<string> s_machine = new(() => Property("NETCoreSdkPortableRuntimeIdentifier"));
    private static readonly Lazy<string> s_framework = new(() => Property("BundledNETCoreAppPackageVersion"));

    /// <summary>This machine, as packages name it.</summary>
    public static string Machine => s_machine.Value;

    /// <summary>The version of the SDK's framework.</summary>
    public static string Framework => s_framework.Value;

    /// <summary>Packing fetches it where a feed serves it.</summary>
    public static bool IsHad(string package, string version) => Directory.Exists(Path.Combine(Packages.OfTheMachine, package.ToLowerInvariant(), version));

    private static string Property(string name) => Dotnet.Run(Repository.Root, "msbuild", Path.Combine("src", "DataGate.Tool"), $"-getProperty:{name}").Output.Trim();
}
