using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using Nameplate.Platform.Access;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Platform.Web.Lists;

namespace Nameplate.Platform.Mail;

/// <summary>The outbox in the console: what was sent, what waits, what failed; each mail as its reader sees it.</summary>
internal sealed class OutboxConsole(AppDb db, Rights rights, TimeProvider clock, ConsoleFrames frames, IStringLocalizer<Texts> words)
{
    internal static async Task<IResult> List(HttpContext http, ListReader lists, MailList mails, IOptions<MailServer> server, IStringLocalizer<Texts> words, CancellationToken ct) =>
        Pages.Console<ListPage<MailList.Row>>(new ListPage<MailList.Row>.Shown(await lists.Read(http, mails, words["Outbox"], words, ct), words["Outbox.EmptyTitle"], words["Outbox.Empty"]) { Note = server.Value.IsSet ? null : (words["Outbox.NoServer"], null, null) });

    internal static IResult Csv(HttpContext http, ListReader lists, MailList mails, CancellationToken ct) => lists.Csv(http, mails, ct);
    internal static Task<IResult> Open(Guid id, HttpContext http, OutboxConsole outbox, CancellationToken ct) => outbox.ShowMail(id, http, ct);
    internal static Task<IResult> SendAgain(Guid id, HttpContext http, OutboxConsole outbox, CancellationToken ct) => outbox.Retry(id, http, ct);

    async Task<IResult> ShowMail(Guid id, HttpContext http, CancellationToken ct) =>
        await Readable(db, rights).AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, ct) is { } mail
            ? Pages.Console<MailPage>(new MailPage.Shown(await frames.For(http, mail.Subject, words), mail)) : await frames.NotHere(http);

    /// <summary>The HTML twin alone, for the frame on the mail's page: it runs nothing and fetches pictures of this server only.</summary>
    internal static async Task<IResult> Html(Guid id, HttpContext http, AppDb db, Rights rights, CancellationToken ct)
    {
        if (await Readable(db, rights).AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, ct) is not { IsSecret: false } mail) return Problems.NotFound("There is no such mail.");
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox";
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Content(mail.Html, "text/html; charset=utf-8");
    }

    /// <summary>Mails that let a colleague in are read only by who may let colleagues in: anybody else could become them.</summary>
    internal static IQueryable<OutgoingMail> Readable(AppDb db, Rights rights) =>
        rights.May("platform.staff.manage") ? db.Set<OutgoingMail>() : db.Set<OutgoingMail>().Where(m => !m.Kind.StartsWith("access."));

    async Task<IResult> Retry(Guid id, HttpContext http, CancellationToken ct)
    {
        if (await Readable(db, rights).SingleOrDefaultAsync(m => m.Id == id, ct) is not { } mail) return await frames.NotHere(http);
        mail.SendAgain(clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return TypedResults.LocalRedirect($"/admin/outbox/{id}?done=resend");
    }
}

/// <summary>Mails that could not be sent, and mails that wait for a server that cannot be used.</summary>
internal sealed class MailToday(AppDb db, Rights rights, IOptions<MailServer> server, TimeProvider clock, IStringLocalizer<Texts> words) : ITodayItem
{
    public async Task<IReadOnlyList<TodayItem>> Items(CancellationToken ct)
    {
        var mails = OutboxConsole.Readable(db, rights).AsNoTracking();
        var failed = await mails.Where(m => m.State == MailState.Failed).OrderBy(m => m.DueAt).Take(20).Select(m => new { m.Id, m.Subject, m.CreatedAt }).ToListAsync(ct);
        return [.. await Stuck(mails, ct), .. failed.Select(m => new TodayItem(m.CreatedAt, words["Today.MailFailed", m.Subject], words["Outbox.SendAgain"], $"/admin/outbox?open={m.Id}") { Sends = $"/admin/outbox/{m.Id}/sending", Needs = "platform.mails.send" })];
    }

    async Task<IReadOnlyList<TodayItem>> Stuck(IQueryable<OutgoingMail> mails, CancellationToken ct)
    {
        if (!server.Value.IsSet) return [];      // then all of them wait, and the outbox says so
        var late = clock.GetUtcNow() - OutgoingMail.Late;
        var waiting = await mails.Where(m => m.State == MailState.Waiting && m.CreatedAt < late).GroupBy(_ => 1).Select(g => new { Count = g.Count(), Since = g.Min(m => m.CreatedAt) }).ToListAsync(ct);
        return [.. waiting.Select(w => new TodayItem(w.Since, words["Today.MailStuck", w.Count], words["Today.SeeWhy"], "/admin/outbox?state=waiting"))];
    }
}
