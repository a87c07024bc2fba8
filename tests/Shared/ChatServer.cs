using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace DataGate.TestSupport;

/// <summary>A chat endpoint on this machine, that answers as a test says.</summary>
internal sealed class ChatServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Func<ChatRequest, ChatReply> _answer;
    private readonly Task _loop;

    public ChatServer(Func<ChatRequest, ChatReply> answer)
    {
        _answer = answer;
        Port = FreePort();
        _listener.Prefixes.Add($"http://127.0.0.1:{Port}/");
        _listener.Start();
        _loop = Task.Run(Serve);
    }

    public int Port { get; }

    public Uri Address => new($"http://127.0.0.1:{Port}/v1");

    public ConcurrentQueue<ChatRequest> Requests { get; } = new();

    public static ChatReply Text(string content) => new(200, new JsonObject
    {
        ["choices"] = new JsonArray(new JsonObject { ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = content } }),
        ["usage"] = new JsonObject { ["prompt_tokens"] = 100, ["completion_tokens"] = 7 },
    }.ToJsonString());

    public void Dispose()
    {
        _listener.Close();
        _loop.Wait();
    }

    private void Serve()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = _listener.GetContext();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
            Answer(context);
        }
    }

    private void Answer(HttpListenerContext context)
    {
        using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
        var request = new ChatRequest(context.Request.Url!.AbsolutePath, context.Request.Headers["Authorization"], reader.ReadToEnd());
        Requests.Enqueue(request);
        var reply = _answer(request);
        try
        {
            context.Response.StatusCode = reply.Status;
            if (reply.Location is not null) context.Response.RedirectLocation = reply.Location;
            context.Response.OutputStream.Write(Encoding.UTF8.GetBytes(reply.Body));
            context.Response.Close();
        }
        catch (Exception e) when (e is HttpListenerException or IOException or ObjectDisposedException)
        {
            // The client has had enough: its matter.
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}

/// <summary>What a client sent.</summary>
internal sealed record ChatRequest(string Path, string? Authorization, string Body)
{
    /// <summary>The content of the message with that role.</summary>
    public string Message(string role)
    {
        using var json = JsonDocument.Parse(Body);
        return json.RootElement.GetProperty("messages").EnumerateArray().Single(message => message.GetProperty("role").GetString() == role).GetProperty("content").GetString()!;
    }
}

/// <summary>What the server answers.</summary>
internal sealed record ChatReply(int Status, string Body)
{
    public string? Location { get; init; }
}
