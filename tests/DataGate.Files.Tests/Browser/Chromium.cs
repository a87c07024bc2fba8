using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace DataGate.Files.Tests.Browser;

/// <summary>A real browser without a window, spoken to by the DevTools protocol; no package and no driver is needed.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private static readonly JsonSerializerOptions s_json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private readonly Process _process;
    private readonly string _profile;
    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[1 << 16];
    private int _last;

    private Chromium(Process process, string profile) => (_process, _profile) = (process, profile);

    /// <summary>What the browser has told since the list was cleared.</summary>
    public List<JsonNode> Events { get; } = [];

    /// <summary>The browser that CHROME names, or that stands where Linux has it; null: there is none.</summary>
    public static string? Find() =>
        new[] { Environment.GetEnvironmentVariable("CHROME"), "/usr/bin/chromium", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);

    public static async Task<Chromium> Start(string executable)
    {
        var profile = Directory.CreateTempSubdirectory("datagate-browser-").FullName;
        // The page is our own and asks for nothing; the sandbox can't be had in most containers.
        string[] arguments = ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--remote-debugging-port=0", $"--user-data-dir={profile}", "about:blank"];
        var start = new ProcessStartInfo(executable, arguments) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true };
        var browser = new Chromium(Process.Start(start)!, profile);
        using var stop = new CancellationTokenSource(s_patience);
        const string Listening = "DevTools listening on ";
        string? line;
        do line = await browser._process.StandardError.ReadLineAsync(stop.Token);
        while (line is not null && !line.StartsWith(Listening, StringComparison.Ordinal));
        _ = browser._process.StandardError.ReadToEndAsync(CancellationToken.None);
        _ = browser._process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        await browser._socket.ConnectAsync(new Uri(line?[Listening.Length..] ?? throw new InvalidOperationException("the browser ended")), stop.Token);
        return browser;
    }

    /// <summary>One command and its answer; what happens meanwhile is kept in <see cref="Events"/>.</summary>
    public async Task<JsonNode> Send(string method, object? parameters = null, string? session = null)
    {
        var id = ++_last;
        using var stop = new CancellationTokenSource(s_patience);
        var message = JsonSerializer.SerializeToUtf8Bytes(new { id, method, @params = parameters ?? new { }, sessionId = session }, s_json);
        await _socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, stop.Token);
        while (true)
        {
            var answer = await Receive(stop.Token);
            if (answer["id"]?.GetValue<int>() == id)
                return answer["result"] ?? throw new InvalidOperationException($"{method}: {answer["error"]}");
            Events.Add(answer);
        }
    }

    /// <summary>Waits for an event.</summary>
    public async Task Until(string method)
    {
        using var stop = new CancellationTokenSource(s_patience);
        while (Events.All(happened => (string?)happened["method"] != method)) Events.Add(await Receive(stop.Token));
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        try
        {
            Directory.Delete(_profile, recursive: true);
        }
        catch (IOException)
        {
            // A process of the browser may still be writing; the system clears its temporary files.
        }
    }

    private async Task<JsonNode> Receive(CancellationToken stop)
    {
        using var message = new MemoryStream();
        WebSocketReceiveResult part;
        do
        {
            part = await _socket.ReceiveAsync(_buffer, stop);
            message.Write(_buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return JsonNode.Parse(message.ToArray())!;
    }
}
