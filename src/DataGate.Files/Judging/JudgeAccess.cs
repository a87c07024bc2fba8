using System.Net;
using DataGate.Policies;

namespace DataGate.Files.Judging;

/// <summary>Whether a judge may be asked: nothing leaves the machine unless the command line names the host.</summary>
public static class JudgeAccess
{
    /// <summary>The variable that holds the endpoint's key.</summary>
    public const string KeyVariable = "DATAGATE_JUDGE_KEY";

    /// <summary>Whether the command line's hosts (<c>host</c> or <c>host:port</c>) have the judge's among them.</summary>
    public static bool IsAllowed(JudgePolicy judge, IEnumerable<string> hosts)
    {
        ArgumentNullException.ThrowIfNull(judge);
        return hosts.Any(host => string.Equals(host, judge.Endpoint.Host, StringComparison.OrdinalIgnoreCase) || string.Equals(host, judge.Endpoint.Authority, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>What to add to the command line: a clause.</summary>
    public static string Refusal(JudgePolicy judge)
    {
        ArgumentNullException.ThrowIfNull(judge);
        return $"the command line doesn't allow its judge's host: add --allow-network {judge.Endpoint.Host}";
    }

    /// <summary>What is wrong with an address; null: nothing. A key must not cross a network in the clear.</summary>
    public static string? Misfit(string address) =>
        !Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http") || uri.Host.Length == 0 ? "it is no https address"
        : uri.UserInfo.Length > 0 ? $"a key doesn't belong into a policy; it is read from {KeyVariable}"
        : uri.Query.Length > 0 || uri.Fragment.Length > 0 ? "it has a query or a fragment"
        : uri.Scheme == "http" && !(uri.IsLoopback || (IPAddress.TryParse(uri.Host, out var ip) && IPAddress.IsLoopback(ip))) ? "http goes to this machine alone; write https"
        : null;
}
