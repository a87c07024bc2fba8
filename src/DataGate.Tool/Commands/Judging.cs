using System.Collections.Immutable;
using System.Globalization;
using DataGate.Files.Judging;
using DataGate.Files.Reports.Escaping;
using DataGate.Policies;
using DataGate.Verdicts;

namespace DataGate.Tool.Commands;

/// <summary>The judge of one check, where the policy names one and the command line lets it be asked.</summary>
internal sealed class Judging : IDisposable
{
    private readonly JudgePolicy? _policy;
    private readonly Host _host;
    private readonly ChatEndpoint? _endpoint;
    private readonly ChatJudge? _judge;

    public Judging(JudgePolicy? policy, ImmutableArray<string> allowed, Host host)
    {
        (_policy, _host) = (policy, host);
        if (policy is null || !JudgeAccess.IsAllowed(policy, allowed)) return;
        var key = host.Variable(JudgeAccess.KeyVariable);
        var options = new ChatOptions(policy.Endpoint, policy.Model, string.IsNullOrEmpty(key) ? null : key);
        _endpoint = new ChatEndpoint(options, host.Stopped);
        _judge = new ChatJudge(_endpoint, policy.Model, policy.Sample, options.Parallel);
    }

    public DatasetInput For(DatasetInput input) => _policy is null ? input : input with { Judge = _judge, NoJudge = JudgeAccess.Refusal(_policy) };

    /// <summary>Says what was asked and what it cost.</summary>
    public void Report()
    {
        if (_endpoint is not { Cost: { Answers: > 0 } or { Failed: > 0 } } endpoint) return;
        var cost = endpoint.Cost;
        var failed = cost.Failed == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {cost.Failed:N0} without a valid answer ({endpoint.Fault})");
        _host.Error.WriteLine(Terminal.Escape(string.Create(
            CultureInfo.InvariantCulture, $"datagate: judge {_policy!.Model} at {_policy.Endpoint.Authority}: {cost.Answers:N0} answers{failed}, {cost.TokensIn:N0} tokens read, {cost.TokensOut:N0} written")));
    }

    public void Dispose() => _endpoint?.Dispose();
}
