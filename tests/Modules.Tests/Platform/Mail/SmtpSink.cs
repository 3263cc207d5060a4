using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Nameplate.Tests.Platform.Mail;

/// <summary>What a mail server may do.</summary>
public enum Temper
{
    Takes,
    /// <summary>Says 421 and closes.</summary>
    IsOutOfOrder,
    /// <summary>Accepts the connection and says nothing.</summary>
    Hangs,
    /// <summary>Takes a mail and is gone before it says so.</summary>
    DiesWithTheMail,
}

/// <summary>A mail server that takes everything, or is as ill-tempered as told.</summary>
public sealed class SmtpSink : IDisposable
{
    TcpListener listener = new(IPAddress.Loopback, 0);
    readonly ConcurrentQueue<string> taken = new();
    readonly X509Certificate2? certificate;
    int refusals, calls;

    /// <param name="refusals">For so many connections it is out of order.</param>
    /// <param name="certificate">It offers STARTTLS.</param>
    public SmtpSink(int refusals = 0, X509Certificate2? certificate = null)
    {
        (this.refusals, this.certificate) = (refusals, certificate);
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        _ = Accept();
    }

    public int Port { get; }
    public Temper Temper { get; set; }
    /// <summary>How long it takes to say that it has a mail.</summary>
    public TimeSpan Hesitation { get; set; }
    /// <summary>Says 550 5.1.1 to this address.</summary>
    public string? Unknown { get; set; }
    /// <summary>Connections that came.</summary>
    public int Calls => calls;
    public IReadOnlyCollection<string> Taken => taken;

    /// <summary>Nobody listens.</summary>
    public void Close() => listener.Stop();

    public void Open()
    {
        listener = new(IPAddress.Loopback, Port);
        listener.Start();
        _ = Accept();
    }

    async Task Accept()
    {
        while (true)
        {
            TcpClient client;
            try { client = await listener.AcceptTcpClientAsync(); }
            catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException or InvalidOperationException) { return; }
            Interlocked.Increment(ref calls);
            _ = Talk(client);
        }
    }

    async Task Talk(TcpClient client)
    {
        using (client)
        {
            try
            {
                if (Temper == Temper.Hangs) { _ = await client.GetStream().ReadAsync(new byte[1]); return; }
                await Talk(client.GetStream(), greet: true);
            }
            catch (Exception gone) when (gone is IOException or System.Security.Authentication.AuthenticationException) { /* the other side hung up */ }
        }
    }

    async Task Talk(Stream stream, bool greet)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII, false, 1024, leaveOpen: true);
        await using var writer = new StreamWriter(stream, Encoding.ASCII, 1024, leaveOpen: true) { AutoFlush = true, NewLine = "\r\n" };
        if (Temper == Temper.IsOutOfOrder || Interlocked.Decrement(ref refusals) >= 0) { await writer.WriteLineAsync("421 out of order"); return; }
        if (greet) await writer.WriteLineAsync("220 sink");
        while (await reader.ReadLineAsync() is { } line)
        {
            if (Unknown is not null && line.StartsWith("RCPT", StringComparison.Ordinal) && line.Contains(Unknown, StringComparison.Ordinal))
            {
                await writer.WriteLineAsync("550 5.1.1 no such user");
                continue;
            }
            if (line.StartsWith("STARTTLS", StringComparison.Ordinal))
            {
                await writer.WriteLineAsync("220 go on");
                await using var tls = new SslStream(stream, leaveInnerStreamOpen: true);
                await tls.AuthenticateAsServerAsync(certificate!);
                await Talk(tls, greet: false);
                return;
            }
            if (line.StartsWith("DATA", StringComparison.Ordinal))
            {
                await writer.WriteLineAsync("354 go on");
                var mail = new StringBuilder();
                string? text;
                while ((text = await reader.ReadLineAsync()) is not (null or ".")) mail.AppendLine(text);
                if (text is null) return;      // a mail without its end is none: the headers come before the client says that it hands over
                taken.Enqueue(mail.ToString());
                if (Temper == Temper.DiesWithTheMail) return;
                if (Hesitation > TimeSpan.Zero) await Task.Delay(Hesitation);
            }
            if (line.StartsWith("EHLO", StringComparison.Ordinal) && certificate is not null) await writer.WriteLineAsync("250-STARTTLS");
            await writer.WriteLineAsync(line.StartsWith("EHLO", StringComparison.Ordinal) ? "250 sink" : "250 ok");
            if (line.StartsWith("QUIT", StringComparison.Ordinal)) return;
        }
    }

    public void Dispose() => listener.Dispose();
}
