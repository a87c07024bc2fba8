using System.Runtime.InteropServices;
using DataGate.Files.Cache;
using DataGate.Files.Memos;
using DataGate.Files.Paths;
using DataGate.Files.PolicyFile;
using DataGate.Files.Readers.Parquet.DuckDb;
using DataGate.Files.Reports.Escaping;
using DataGate.Verdicts;

namespace DataGate.Tool.Commands;

/// <summary>When results of earlier runs are believed, and of which program they are.</summary>
internal static class KeptResults
{
    /// <summary>Where many may write to a cache, it says nothing of a verdict unless the folder is named: in CI a branch may have filled it that nobody reviewed.</summary>
    public static bool Trusts(Host host) => !string.IsNullOrEmpty(host.Variable(CacheFolder.Variable)) || !(IsSet(host, "CI") || IsSet(host, "TF_BUILD"));

    private static bool IsSet(Host host, string variable) => host.Variable(variable) is { Length: > 0 } value && !value.Equals("false", StringComparison.OrdinalIgnoreCase);

    /// <summary>This program, down to its last line, what it runs on and what it reads Parquet with.</summary>
    public static IEnumerable<string> Build() =>
    [
        Defects.Version, DuckDbLibrary.Identity, RuntimeInformation.FrameworkDescription, RuntimeInformation.RuntimeIdentifier, Compiled.IsNative ? "native" : "",
        .. new[] { typeof(Gate), typeof(CheckMemo), typeof(Onnx.Embedders), typeof(KeptResults) }.Select(type => type.Module.ModuleVersionId.ToString()),
    ];

    /// <summary>What is asked for; where the cache that the environment names can't be used, which is said, without one: it would only be found out by waiting.</summary>
    /// <param name="host">What the tool is run in.</param>
    /// <param name="options">What is asked for.</param>
    public static CheckOptions Usable(Host host, CheckOptions options)
    {
        if (!options.Embedding.IsCached || string.IsNullOrEmpty(host.Variable(CacheFolder.Variable))) return options;
        var folder = PolicyFinder.TryFind(options.Policy, host.Folder) is { } policy ? RepositoryFence.Around(policy, options.AllowOutside).Root : host.Folder;
        if (UserCache.Place(host, folder).WhyNot is not { } why) return options;
        host.Error.WriteLine(Terminal.Escape($"datagate: nothing is cached: {why}"));
        return options with { Embedding = options.Embedding with { IsCached = false } };
    }

    /// <summary>What is known of files from earlier scans; null: every file is read.</summary>
    /// <param name="host">What the tool is run in.</param>
    /// <param name="options">What is asked for.</param>
    /// <param name="policy">By which is gathered.</param>
    public static ScanCache? Scans(Host host, CheckOptions options, PolicyResult policy)
    {
        if (!options.Embedding.IsCached || !Trusts(host) || options.Part is not null || policy.Resolved is not { } resolved) return null;
        if (UserCache.Place(host, policy.Fence.Root).Folder is not { } folder) return null;
        return new ScanCache(folder, string.Join('\n', [.. Build(), PolicyPrinter.ToYaml(resolved)]), options.Digests, host.MinKeptBytes);
    }
}
