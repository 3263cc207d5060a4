using System.Net.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.Mail;

/// <summary>
/// Sends what waits in the outbox. A server that is down delays mail for up to 72 hours and loses none: while it cannot be used, a mail now and then
/// finds out whether it can again, and the others wait untouched.
/// </summary>
public sealed partial class MailSender(IServiceScopeFactory scopes, MailTransport transport, BrandBook brands, TimeProvider clock, ILogger<MailSender> log) : BackgroundService
{
    const int InARow = 20;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!transport.IsSet) return;
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
        if (!transport.MayTry) return 0;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        using var across = db.AcrossBrands();
        var due = await db.Set<OutgoingMail>().IgnoreQueryFilters().Where(m => m.State == MailState.Waiting && m.DueAt <= now).OrderBy(m => m.DueAt).Take(transport.IsAway ? 1 : InARow).ToListAsync(ct);
        using var smtp = transport.Connect();
        foreach (var mail in due)
        {
            ct.ThrowIfCancellationRequested();
            if (!await Claim(db, mail, ct)) continue;
            var usable = await Send(smtp, mail, ct);
            await db.SaveChangesAsync(CancellationToken.None);      // at once: a mail that left is not sent again
            if (!usable) return 0;
        }
        return due.Count;
    }

    /// <returns>False when the server cannot be used: that is no fault of the mail.</returns>
    async Task<bool> Send(SmtpClient smtp, OutgoingMail mail, CancellationToken ct)
    {
        var sender = (await brands.Get(mail.BrandId, CancellationToken.None)).Name;
        var (outcome, why) = await transport.Send(smtp, new(mail.Id, sender, mail.To, mail.Subject, mail.Html, mail.Text, mail.ReplyTo), null, ct);
        var now = clock.GetUtcNow();
        switch (outcome)
        {
            case Handover.Taken: mail.Sent(now); return true;
            case Handover.Refused: mail.Refused(why!); return true;
            case Handover.Later: mail.Postpone(why!, now); return true;
            default: mail.AwaitServer(why!, now); return false;      // staff rather get their mail twice than never
        }
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

    [LoggerMessage(Level = LogLevel.Error, Message = "The outbox could not be worked on")]
    partial void NotSent(Exception error);
}
