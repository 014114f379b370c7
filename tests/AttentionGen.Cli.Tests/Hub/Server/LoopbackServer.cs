using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AttentionGen.Cli.Tests.Hub.Server;

/// <summary>A server of HTTP/1.1 on this machine, one request per connection, that can also break the protocol.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<Request, Answer> _respond;
    private readonly ConcurrentQueue<(Request Request, int Bytes)> _served = new();

    public LoopbackServer(Func<Request, Answer> respond)
    {
        _respond = respond;
        _listener.Start();
        _ = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>The requests in order, with the bytes of body that each was sent.</summary>
    public IReadOnlyList<(Request Request, int Bytes)> Served => [.. _served];

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptSocketAsync(_stop.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using var connection = socket;
        try
        {
            if (await ReadAsync(socket) is not { } request)
                return;
            var answer = _respond(request);
            var length = request.Method == "HEAD" ? 0 : Math.Min(answer.CutAfter ?? int.MaxValue, answer.StallAfter ?? int.MaxValue);
            var body = answer.Body.AsMemory(0, Math.Min(length, answer.Body.Length));
            _served.Enqueue((request, body.Length));
            await socket.SendAsync(Encoding.ASCII.GetBytes(Head(answer)));
            await socket.SendAsync(body);
            if (answer.StallAfter is not null)
                await Task.Delay(Timeout.Infinite, _stop.Token);
            if (answer.CutAfter is not null)
                return;
            socket.Shutdown(SocketShutdown.Send);
            await socket.ReceiveAsync(new byte[1], _stop.Token); // until the client closes too
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            // The client has gone.
        }
    }

    private static string Head(Answer answer)
    {
        var head = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {answer.Status} X\r\nConnection: close\r\n"));
        if ((answer.Announced ?? answer.Body.Length) is >= 0 and var length)
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {length}\r\n");
        foreach (var (name, value) in answer.Headers)
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        return head.Append("\r\n").ToString();
    }

    private static async Task<Request?> ReadAsync(Socket socket)
    {
        var text = "";
        var buffer = new byte[4096];
        while (!text.EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            var read = await socket.ReceiveAsync(buffer);
            if (read == 0)
                return null;
            text += Encoding.ASCII.GetString(buffer, 0, read);
        }
        var lines = text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var first = lines[0].Split(' ');
        return new(first[0], first[1], lines.Skip(1).Select(l => l.Split(": ", 2)).ToDictionary(l => l[0].ToLowerInvariant(), l => l[1]));
    }
}
