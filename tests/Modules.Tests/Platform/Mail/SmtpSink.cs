using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Nameplate.Tests.Platform.Mail;

/// <summary>A mail server that takes everything, or is out of order for as many connections as told.</summary>
public sealed class SmtpSink : IDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly ConcurrentQueue<string> taken = new();
    int refusals;

    public SmtpSink(int refusals = 0)
    {
        this.refusals = refusals;
        listener.Start();
        _ = Accept();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;
    public IReadOnlyCollection<string> Taken => taken;

    async Task Accept()
    {
        while (true)
        {
            TcpClient client;
            try { client = await listener.AcceptTcpClientAsync(); }
            catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException) { return; }
            _ = Talk(client);
        }
    }

    async Task Talk(TcpClient client)
    {
        using (client)
        {
            using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
            await using var writer = new StreamWriter(client.GetStream(), Encoding.ASCII) { AutoFlush = true, NewLine = "\r\n" };
            if (Interlocked.Decrement(ref refusals) >= 0) { await writer.WriteLineAsync("421 out of order"); return; }
            await writer.WriteLineAsync("220 sink");
            while (await reader.ReadLineAsync() is { } line)
            {
                if (line.StartsWith("DATA", StringComparison.Ordinal))
                {
                    await writer.WriteLineAsync("354 go on");
                    var mail = new StringBuilder();
                    while (await reader.ReadLineAsync() is { } text && text != ".") mail.AppendLine(text);
                    taken.Enqueue(mail.ToString());
                }
                await writer.WriteLineAsync(line.StartsWith("EHLO", StringComparison.Ordinal) ? "250 sink" : "250 ok");
                if (line.StartsWith("QUIT", StringComparison.Ordinal)) return;
            }
        }
    }

    public void Dispose() => listener.Dispose();
}
