using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.EventLog;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Platform.Web.Lists;

namespace Nameplate.Platform.Jobs;

/// <summary>Jobs and events set aside in the console: what failed and why, and trying once more.</summary>
internal sealed class JobsConsole(AppDb db, EventPump pump, TimeProvider clock, ConsoleFrames frames)
{
    const string Back = "/admin/jobs/events";

    internal static async Task<IResult> Page(HttpContext http, ListReader lists, JobList jobs, AppDb db, IStringLocalizer<Texts> words, CancellationToken ct)
    {
        var aside = await db.Set<DeadEvent>().Take(ListView<DeadEvent>.MostCounted).CountAsync(ct);
        return Pages.Console<ListPage<Job>>(new ListPage<Job>.Shown(await lists.Read(http, jobs, words["Jobs"], words, ct), words["Jobs.EmptyTitle"], words["Jobs.Empty"])
        {
            Note = aside == 0 ? null : (words[aside == 1 ? "Jobs.Aside.One" : "Jobs.Aside.Many", aside.Counted()], words["Jobs.SeeAside"], "/admin/jobs/events"),
        });
    }

    internal static IResult Csv(HttpContext http, ListReader lists, JobList jobs, CancellationToken ct) => lists.Csv(http, jobs, ct);

    internal static async Task<IResult> Aside(HttpContext http, ListReader lists, DeadEventList events, IStringLocalizer<Texts> words, CancellationToken ct) =>
        Pages.Console<ListPage<DeadEvent>>(new ListPage<DeadEvent>.Shown(await lists.Read(http, events, words["Events.Aside"], words, ct), words["Events.EmptyTitle"], words["Events.Empty"]) { About = words["Events.AsideText"] });

    internal static IResult AsideCsv(HttpContext http, ListReader lists, DeadEventList events, CancellationToken ct) => lists.Csv(http, events, ct);

    internal static Task<IResult> TryAgain(Guid id, HttpContext http, JobsConsole jobs, CancellationToken ct) => jobs.Retry(id, http, ct);

    internal static Task<IResult> HandleAgain(HttpContext http, IFormCollection posted, JobsConsole jobs, CancellationToken ct) => jobs.TryEvent(http, posted, ct);

    async Task<IResult> TryEvent(HttpContext http, IFormCollection posted, CancellationToken ct)
    {
        if (!ListEvents.TryPlace(posted["token"].ToString(), out var tx, out var position)) return await frames.NotHere(http);
        try { return TypedResults.LocalRedirect(await pump.TryAgain(db.BrandId, posted["subscriber"].ToString(), tx, position, ct) ? Back + "?done=event" : Back); }
        catch (Exception error) when (error is not OperationCanceledException) { return TypedResults.LocalRedirect(Back + "?done=eventfailed"); }      // it stays where it is
    }

    async Task<IResult> Retry(Guid id, HttpContext http, CancellationToken ct)
    {
        if (await db.Set<Job>().SingleOrDefaultAsync(j => j.Id == id, ct) is not { } job) return await frames.NotHere(http);
        job.TryAgain(clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return TypedResults.LocalRedirect("/admin/jobs?done=retry");
    }
}

/// <summary>Jobs that gave up.</summary>
internal sealed class JobsToday(AppDb db, JobList jobs, IStringLocalizer<Texts> words) : ITodayItem
{
    public async Task<IReadOnlyList<TodayItem>> Items(CancellationToken ct)
    {
        var failed = await db.Set<Job>().AsNoTracking().Where(j => j.State == JobState.Failed).OrderBy(j => j.DueAt).Take(20).ToListAsync(ct);
        var aside = await db.Set<DeadEvent>().AsNoTracking().OrderBy(d => d.At).Take(1).ToListAsync(ct);
        return [.. aside.Select(d => new TodayItem(d.At, words["Today.EventsAside"], words["Today.SeeWhy"], "/admin/jobs/events?open=" + Uri.EscapeDataString($"{d.Tx}.{d.Position} {d.Subscriber}"))), .. failed.Select(j => new TodayItem(j.EndedAt ?? j.CreatedAt, words["Today.JobFailed", jobs.NameOf(j)], words["Jobs.TryAgain"], $"/admin/jobs?open={j.Id}") { Sends = $"/admin/jobs/{j.Id}/attempts", Needs = "platform.jobs.retry" })];
    }
}
