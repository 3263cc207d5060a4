using System.Globalization;
using System.Net.Mail;
using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Security.Authentication;
using System.Text;
using Microsoft.Extensions.Options;
using Nameplate.Platform.Mail;

namespace Nameplate.Platform.Doctor;

/// <summary>Greets the mail server and looks at its certificate. No mail leaves.</summary>
internal sealed class ExamineMail(IOptions<MailServer> server, TimeProvider clock) : IExamine
{
    static readonly TimeSpan LongestPatience = TimeSpan.FromSeconds(15);      // somebody sits in front of it
    TimeSpan Patience => server.Value.Patience < LongestPatience ? server.Value.Patience : LongestPatience;

    public string Check => "mail";

    public async IAsyncEnumerable<Finding> Look([EnumeratorCancellation] CancellationToken ct)
    {
        if (!server.Value.IsSet) yield return Finding.Warning("mail", "No mail server is set; mails stay in the outbox.", "Set Mail:Host. See the operator’s guide.");
        else yield return await Greet(server.Value, ct);
    }

    async Task<Finding> Greet(MailServer mail, CancellationToken ct)
    {
        var place = $"{mail.Host}:{mail.Port}";
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        try
        {
            using var tcp = new TcpClient();
            await tcp.ConnectAsync(mail.Host!, mail.Port, limit.Token);
            var plain = tcp.GetStream();
            using var reader = new StreamReader(plain, Encoding.ASCII, false, 1024, leaveOpen: true);
            await Answer(reader, limit.Token);
            var offers = await Say(plain, reader, "EHLO nameplate", limit.Token);
            if (!mail.StartTls)
            {
                await Say(plain, reader, "QUIT", limit.Token);
                return Finding.Warning("mail", $"{place} answers, without encryption.", "Set Mail:StartTls to true unless the way there is your own.");
            }
            if (!offers.Contains("STARTTLS", StringComparison.OrdinalIgnoreCase)) return Finding.Fails("mail", $"{place} does not offer STARTTLS.", "Use the submission port, most often 587; or set Mail:StartTls to false.");
            await Say(plain, reader, "STARTTLS", limit.Token);
            var errors = SslPolicyErrors.None;
            await using var tls = new SslStream(plain, leaveInnerStreamOpen: true, (_, _, _, e) => { errors = e; return true; });      // looked at below, where it can be told
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = mail.Host }, limit.Token);
            return Certificates.Judge("mail", place, mail.Host!, tls.RemoteCertificate, errors, clock.GetUtcNow());
        }
        catch (Exception error) when (error is SocketException or IOException or OperationCanceledException or AuthenticationException && !ct.IsCancellationRequested)
        {
            return Finding.Fails("mail", $"{place} cannot be used: {(error is OperationCanceledException ? $"no answer within {Patience.TotalSeconds:0} seconds" : error.Message.TrimEnd('.'))}.", "Check Mail:Host, Mail:Port and the firewall.");
        }
    }

    static async Task<string> Say(Stream to, StreamReader from, string command, CancellationToken ct)
    {
        await to.WriteAsync(Encoding.ASCII.GetBytes(command + "\r\n"), ct);
        return await Answer(from, ct);
    }

    static async Task<string> Answer(StreamReader from, CancellationToken ct)
    {
        var text = new StringBuilder();
        while (await from.ReadLineAsync(ct) is { } line)
        {
            text.Append(line).Append('\n');
            if (line.Length < 4 || line[3] != '-') return line.StartsWith('2') ? text.ToString() : throw new IOException($"it says {line}");
        }
        throw new IOException("the connection was closed");
    }

    /// <summary>Sends one mail, at the operator’s word only.</summary>
    public async Task<Finding> Send(string to, CancellationToken ct)
    {
        if (!server.Value.IsSet) return Finding.Fails("test mail", "No mail server is set.", "Set Mail:Host.");
        try
        {
            using var smtp = new SmtpClient(server.Value.Host, server.Value.Port) { EnableSsl = server.Value.StartTls };
            if (server.Value.User is { Length: > 0 } user) smtp.Credentials = new System.Net.NetworkCredential(user, server.Value.Password);
            using var mail = new MailMessage(server.Value.From, to, "A test mail of Nameplate", string.Create(CultureInfo.InvariantCulture, $"Sent by nameplate doctor at {clock.GetUtcNow():u}. Mail works."));
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
            limit.CancelAfter(Patience);
            await smtp.SendMailAsync(mail, limit.Token);
            return Finding.Ok("test mail", "The mail server took the test mail.");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested) { return Finding.Fails("test mail", $"The mail server did not take it within {Patience.TotalSeconds:0} seconds.", "Check that Mail:Port is a submission port, most often 587: 465 is not supported. Then look at the mail server."); }
        catch (Exception error) when (error is SmtpException or FormatException or IOException or AuthenticationException) { return Finding.Fails("test mail", $"It could not be sent: {error.GetBaseException().Message.TrimEnd('.')}.", "Check Mail:User, Mail:Password and Mail:From."); }
    }
}
