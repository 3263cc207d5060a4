using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Nameplate.Bench;

sealed record Measured(double PerSecond, double P50, double P99);

/// <summary>Asks over plain sockets, one request at a time on each, so that the load costs little beside the server.</summary>
static class Load
{
    public static async Task<Measured> Run(int port, string[] paths, int connections, TimeSpan length)
    {
        var began = Stopwatch.GetTimestamp();
        var each = await Task.WhenAll(Enumerable.Range(0, connections).Select(n => Task.Run(() => Ask(port, paths, n * paths.Length / connections, began, length))));
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var latencies = each.SelectMany(l => l).Order().ToArray();
        return new(latencies.Length / seconds, latencies[latencies.Length / 2], latencies[latencies.Length * 99 / 100]);
    }

    static async Task<List<double>> Ask(int port, string[] paths, int from, long began, TimeSpan length)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port);
        var answer = new byte[4096];
        List<double> latencies = [];
        for (var i = from; i == from || Stopwatch.GetElapsedTime(began) < length; i++)
        {
            var sent = Stopwatch.GetTimestamp();
            await socket.SendAsync(Encoding.ASCII.GetBytes($"GET {paths[i % paths.Length]} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUser-Agent: Mozilla/5.0 (iPhone) Mobile\r\nAccept: text/html,*/*;q=0.8\r\nAccept-Language: de\r\n\r\n"));
            var read = 0;
            do read += await socket.ReceiveAsync(answer.AsMemory(read));
            while (!answer.AsSpan(0, read).EndsWith("\r\n\r\n"u8));
            if (!answer.AsSpan(0, read).StartsWith("HTTP/1.1 307"u8)) throw new InvalidOperationException(Encoding.ASCII.GetString(answer, 0, read));
            latencies.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
        }
        return latencies;
    }
}
