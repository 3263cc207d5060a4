using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Security.Authentication;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.Mail;

/// <summary>
/// Sends what waits in the outbox. A server that is down delays mail for up to 72 hours and loses none: while it cannot be used, a mail now and then
/// finds out whether it can again, and the others wait untouched.
/// </summary>
public sealed partial class MailSender(IServiceScopeFactory scopes, IOptions<MailServer> server, BrandBook brands, TimeProvider clock, ILogger<MailSender> log) : BackgroundService
{
    const int InARow = 20;
    static readonly TimeSpan LastWords = TimeSpan.FromSeconds(5);
    readonly MailOutage outage = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!server.Value.IsSet) return;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await SendDue(stoppingToken) == 0) await Task.Delay(TimeSpan.FromSeconds(1), stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { return; }
            catch (Exception error)
            {
                NotSent(error);
                await Task.Delay(TimeSpan.FromSeconds(5), stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    async Task<int> SendDue(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (!outage.MayTry(now)) return 0;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        using var across = db.AcrossBrands();
        var due = await db.Set<OutgoingMail>().IgnoreQueryFilters().Where(m => m.State == MailState.Waiting && m.DueAt <= now).OrderBy(m => m.DueAt).Take(outage.IsOn ? 1 : InARow).ToListAsync(ct);
        using var smtp = new SmtpClient(server.Value.Host, server.Value.Port) { EnableSsl = server.Value.StartTls };
        if (server.Value.User is { Length: > 0 } user) smtp.Credentials = new NetworkCredential(user, server.Value.Password);
        foreach (var mail in due)
        {
            ct.ThrowIfCancellationRequested();
            if (!await Claim(db, mail, ct)) continue;
            var usable = await Send(smtp, mail, ct);
            await db.SaveChangesAsync(CancellationToken.None);      // at once: a mail that left is not sent again
            if (usable && outage.End()) Back();
            if (usable) continue;
            if (outage.Goes(clock.GetUtcNow())) Away(mail.Error!);
            return 0;
        }
        return due.Count;
    }

    /// <returns>False when the server cannot be used: that is no fault of the mail.</returns>
    async Task<bool> Send(SmtpClient smtp, OutgoingMail mail, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(server.Value.Patience);      // SmtpClient has none of its own when it sends this way
        await using var hurry = ct.Register(() => patience.CancelAfter(LastWords));      // a mail on its way is not cut off, or it would leave once more
        try
        {
            using var message = Message(mail, (await brands.Get(mail.BrandId, CancellationToken.None)).Name);
            await smtp.SendMailAsync(message, patience.Token);
            mail.Sent(clock.GetUtcNow());
        }
        catch (SmtpFailedRecipientException error) when ((int)error.StatusCode >= 500) { mail.Refused(error.Message); }
        catch (SmtpException error) when (MailOutage.IsOfMail(error)) { mail.Postpone(error.Message, clock.GetUtcNow()); }
        catch (Exception error) when (error is FormatException or ArgumentException) { mail.Refused(error.Message); }      // it can never be sent, and must not hold up the others
        catch (Exception error) when (error is SmtpException or IOException or AuthenticationException or OperationCanceledException)
        {
            mail.AwaitServer(MailOutage.Explain(error, server.Value), clock.GetUtcNow());
            return false;
        }
        return true;
    }

    /// <summary>Of two nodes that see the same mail, one sends it. A claim lapses with the process that held it.</summary>
    async Task<bool> Claim(AppDb db, OutgoingMail mail, CancellationToken ct)
    {
        var until = clock.GetUtcNow() + TimeSpan.FromMinutes(5);
        await using var tx = await db.Database.BeginTransactionAsync(ct);
        var claimed = await db.Set<OutgoingMail>().IgnoreQueryFilters().Where(m => m.BrandId == mail.BrandId && m.Id == mail.Id && m.State == MailState.Waiting && m.DueAt == mail.DueAt).ExecuteUpdateAsync(u => u.SetProperty(m => m.DueAt, until), ct);
        await tx.CommitAsync(ct);
        return claimed == 1;
    }

    MailMessage Message(OutgoingMail mail, string brandName)
    {
        var message = new MailMessage { From = new MailAddress(server.Value.From, brandName), Subject = mail.Subject, SubjectEncoding = Encoding.UTF8 };
        message.To.Add(new MailAddress(mail.To));
        if (mail.ReplyTo is not null) message.ReplyToList.Add(mail.ReplyTo);
        message.Headers.Add("Message-ID", $"<{mail.Id:n}@{message.From.Host}>");      // SmtpClient writes none
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(mail.Text, Encoding.UTF8, MediaTypeNames.Text.Plain));
        message.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(mail.Html, Encoding.UTF8, MediaTypeNames.Text.Html));
        return message;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The outbox could not be worked on")]
    partial void NotSent(Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The mail server cannot be used: {Reason}. Mails wait in the outbox and are tried again")]
    partial void Away(string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The mail server takes mails again")]
    partial void Back();
}
