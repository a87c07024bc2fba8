using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace DataGate.Files.Judging;

/// <summary>What an endpoint is asked with.</summary>
/// <param name="Address">Of the API, as its documentation gives it: <c>…/v1</c>.</param>
/// <param name="Model">The model's name.</param>
/// <param name="Key">Sent as a bearer token; null: none is sent.</param>
public sealed record ChatOptions(Uri Address, string Model, string? Key)
{
    /// <summary>For one request, in seconds.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Times that a request is made again after an answer that may pass (429, 5xx) or none.</summary>
    public int Retries { get; init; } = 3;

    /// <summary>What the first wait between tries is at least; it doubles with each.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Requests under way at once.</summary>
    public int Parallel { get; init; } = 4;
}

/// <summary>
/// One chat completion after another from an OpenAI-compatible endpoint. Goes to the one address and nowhere else: redirects are not followed; answers are bounded.
/// </summary>
public sealed class ChatEndpoint : IDisposable
{
    private const int MaxAnswer = 1 << 18;
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http;
    private readonly ChatOptions _options;
    private readonly Uri _address;
    private readonly CancellationToken _stopped;
    private readonly Lock _gate = new();

    /// <param name="options">Whom to ask.</param>
    /// <param name="stopped">Ends the requests under way.</param>
    public ChatEndpoint(ChatOptions options, CancellationToken stopped)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_options, _stopped) = (options, stopped);
        _address = new Uri(options.Address.AbsoluteUri.TrimEnd('/') + "/chat/completions");
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = options.Timeout, MaxResponseContentBufferSize = MaxAnswer };
    }

    /// <summary>What the answers have cost so far.</summary>
    public ChatCost Cost { get; private set; } = new(0, 0, 0, 0);

    /// <summary>What went wrong last, as a clause; null: nothing.</summary>
    public string? Fault { get; private set; }

    /// <summary>The text that the model answers with; null: there is none, <see cref="Fault"/> says why. Safe from any thread.</summary>
    public string? Ask(string system, string user)
    {
        for (var tries = 0; ; tries++)
        {
            var (answer, fault, wait) = Try(system, user);
            if (answer is not null) return answer;
            if (wait is null || tries == _options.Retries || _stopped.IsCancellationRequested)
            {
                Reject(fault!);
                return null;
            }
            var pause = _options.Pause * (1 << tries);
            if (wait > pause) pause = wait.Value;
            _stopped.WaitHandle.WaitOne(pause < s_longestPause ? pause : s_longestPause);
        }
    }

    /// <summary>Counts an answer that can't be used.</summary>
    public void Reject(string fault)
    {
        lock (_gate)
        {
            Fault = fault;
            Cost = Cost with { Failed = Cost.Failed + 1 };
        }
    }

    public void Dispose() => _http.Dispose();

    /// <summary>An answer, or what is wrong and how long to wait before another try; null: another would not help.</summary>
    private (string? Answer, string? Fault, TimeSpan? Wait) Try(string system, string user)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, _address) { Content = new StringContent(Body(system, user), Encoding.UTF8, "application/json") };
            if (_options.Key is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _options.Key);
            using var response = _http.Send(request, HttpCompletionOption.ResponseContentRead, _stopped);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                var code = (int)response.StatusCode;
                var passes = code is 408 or 429 or >= 500;
                return (null, string.Create(CultureInfo.InvariantCulture, $"{_options.Address.Host} answered with status {code}"), passes ? response.Headers.RetryAfter?.Delta ?? TimeSpan.Zero : null);
            }
            using var stream = response.Content.ReadAsStream(_stopped);
            using var json = JsonDocument.Parse(stream, new JsonDocumentOptions { MaxDepth = 32 });
            Count(json.RootElement);
            return json.RootElement.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString() is { } text ? (text, null, null) : (null, "an answer has no text", null);
        }
        catch (OperationCanceledException)
        {
            return (null, $"{_options.Address.Host} didn't answer in time", TimeSpan.Zero);
        }
        catch (HttpRequestException e)
        {
            return (null, $"{_options.Address.Host} can't be reached ({e.HttpRequestError})", TimeSpan.Zero);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException or IOException)
        {
            return (null, "an answer is not a chat completion", null);
        }
    }

    private void Count(JsonElement answer)
    {
        var usage = answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("usage", out var found) && found.ValueKind == JsonValueKind.Object ? found : default;
        lock (_gate)
        {
            Cost = Cost with
            {
                Answers = Cost.Answers + 1,
                TokensIn = Cost.TokensIn + Tokens(usage, "prompt_tokens"),
                TokensOut = Cost.TokensOut + Tokens(usage, "completion_tokens"),
            };
        }
    }

    private static long Tokens(JsonElement usage, string name) =>
        usage.ValueKind == JsonValueKind.Object && usage.TryGetProperty(name, out var tokens) && tokens.ValueKind == JsonValueKind.Number && tokens.TryGetInt64(out var number) ? Math.Max(0, number) : 0;

    private string Body(string system, string user) => new JsonObject
    {
        ["model"] = _options.Model,
        ["temperature"] = 0,
        ["messages"] = new JsonArray(
            new JsonObject { ["role"] = "system", ["content"] = system },
            new JsonObject { ["role"] = "user", ["content"] = user }),
    }.ToJsonString();
}

/// <summary>What was asked, and what it cost.</summary>
/// <param name="Answers">Requests that were answered.</param>
/// <param name="Failed">Answers and requests that came to nothing.</param>
/// <param name="TokensIn">Tokens read, as the endpoint counts them; 0 where it doesn't say.</param>
/// <param name="TokensOut">Tokens written.</param>
public sealed record ChatCost(long Answers, long Failed, long TokensIn, long TokensOut);
