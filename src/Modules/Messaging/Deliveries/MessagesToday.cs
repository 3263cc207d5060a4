using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Messaging.Templates;
using Nameplate.Platform.Doctor;
using Nameplate.Platform.Mail;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Messaging.Deliveries;

/// <summary>Messages that could not be sent, that are in doubt, and that wait for a server that cannot be used.</summary>
internal sealed class MessagesToday(AppDb db, MessageKinds kinds, MessageBody bodies, TimeProvider clock, IStringLocalizer<Texts> words) : ITodayItem
{
    public async Task<IReadOnlyList<TodayItem>> Items(CancellationToken ct)
    {
        var week = clock.GetUtcNow() - TimeSpan.FromDays(7);
        var stuck = await db.Set<Message>().AsNoTracking().Where(m => (m.State == MessageState.Failed || m.State == MessageState.InDoubt) && m.ChangedAt > week && m.Html != null)
            .OrderBy(m => m.Id).Take(20).Select(m => new { m.Id, m.Kind, m.Subject, m.State, m.CreatedAt }).ToListAsync(ct);
        return
        [
            .. await Late(ct),
            .. stuck.Select(m => new TodayItem(m.CreatedAt, words[m.State == MessageState.InDoubt ? "Today.InDoubt" : "Today.Failed", m.Subject ?? kinds.NameOf(m.Kind)], words["SendAgain"], $"/admin/messages?open={m.Id}")
            {
                Sends = $"/admin/messages/{m.Id}/sending", Needs = "messaging.messages.send", Confirm = m.State == MessageState.InDoubt ? words["SendAgain.Sure"].Value : null,
            }),
        ];
    }

    async Task<IReadOnlyList<TodayItem>> Late(CancellationToken ct)
    {
        if (bodies.StaysHere(MessageChannel.Email)) return [];      // then all of them wait, and the list says so
        var late = clock.GetUtcNow() - OutgoingMail.Late;
        var waiting = await db.Set<Message>().AsNoTracking().Where(m => m.State == MessageState.Queued && m.Channel == MessageChannel.Email && m.CreatedAt < late && m.Reason != MessageReasons.QuietHours && (m.Attempts > 0 || m.DueAt < late))
            .GroupBy(_ => 1).Select(g => new { Count = g.Count(), Since = g.Min(m => m.CreatedAt) }).ToListAsync(ct);
        return [.. waiting.Select(w => new TodayItem(w.Since, words["Today.Stuck", w.Count], words["Today.SeeWhy"], "/admin/messages?state=queued"))];
    }
}

/// <summary>For those who watch the server: how much waits to be sent, of all brands. What is not due yet does not wait.</summary>
internal sealed class WaitingMessages(AppDb db, TimeProvider clock) : IWaitingMail
{
    public async Task<MailsWaiting> Waiting(CancellationToken ct)
    {
        using var across = db.AcrossBrands();
        var now = clock.GetUtcNow();
        var waiting = db.Set<Message>().IgnoreQueryFilters().AsNoTracking().Where(m => m.State == MessageState.Queued && (m.DueAt <= now || m.Attempts > 0));
        return new(await waiting.LongCountAsync(ct), await waiting.MinAsync(m => (DateTimeOffset?)m.CreatedAt, ct), await waiting.Where(m => m.Reason != null).OrderByDescending(m => m.DueAt).Select(m => m.Reason).FirstOrDefaultAsync(ct));
    }
}
