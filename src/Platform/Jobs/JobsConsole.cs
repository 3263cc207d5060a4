using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.EventLog;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Jobs;

/// <summary>Jobs in the console: what runs, what failed and why, and trying once more.</summary>
internal sealed class JobsConsole(AppDb db, EventPump pump, TimeProvider clock, ConsoleFrames frames, IStringLocalizer<Texts> words)
{
    const int Shown = 50;

    internal static Task<IResult> Page(HttpContext http, JobsConsole jobs, CancellationToken ct) => jobs.Show(http, ct);
    internal static Task<IResult> TryAgain(Guid id, HttpContext http, JobsConsole jobs, CancellationToken ct) => jobs.Retry(id, http, ct);

    internal static Task<IResult> HandleAgain(HttpContext http, IFormCollection posted, JobsConsole jobs, CancellationToken ct) => jobs.TryEvent(http, posted, ct);

    async Task<IResult> TryEvent(HttpContext http, IFormCollection posted, CancellationToken ct)
    {
        if (!ListEvents.TryPlace(posted["token"].ToString(), out var tx, out var position)) return await frames.NotHere(http);
        try { return TypedResults.LocalRedirect(await pump.TryAgain(db.BrandId, posted["subscriber"].ToString(), tx, position, ct) ? "/admin/jobs?done=event" : "/admin/jobs"); }
        catch (Exception error) when (error is not OperationCanceledException) { return TypedResults.LocalRedirect("/admin/jobs?done=eventfailed"); }      // it stays where it is
    }

    async Task<IResult> Show(HttpContext http, CancellationToken ct)
    {
        var open = await db.Set<Job>().AsNoTracking().Where(j => j.State != JobState.Done).OrderByDescending(j => j.Id).Take(Shown).ToListAsync(ct);
        var done = await db.Set<Job>().AsNoTracking().Where(j => j.State == JobState.Done).OrderByDescending(j => j.Id).Take(Shown - open.Count).ToListAsync(ct);
        return Pages.Console<JobsPage>(new JobsPage.Shown(await frames.For(http, words["Jobs"], words), [.. open, .. done], await db.Set<DeadEvent>().AsNoTracking().OrderBy(d => d.At).Take(Shown).ToListAsync(ct)));
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
internal sealed class JobsToday(AppDb db, IStringLocalizer<Texts> words) : ITodayItem
{
    public async Task<IReadOnlyList<TodayItem>> Items(CancellationToken ct)
    {
        var failed = await db.Set<Job>().AsNoTracking().Where(j => j.State == JobState.Failed).OrderBy(j => j.DueAt).Take(20).ToListAsync(ct);
        var aside = await db.Set<DeadEvent>().AsNoTracking().OrderBy(d => d.At).Take(1).ToListAsync(ct);
        return [.. aside.Select(d => new TodayItem(d.At, words["Today.EventsAside"], words["Today.SeeWhy"], "/admin/jobs")), .. failed.Select(j => new TodayItem(j.EndedAt ?? j.CreatedAt, words["Today.JobFailed", JobsPage.Name(j, words)], words["Today.SeeWhy"], "/admin/jobs"))];
    }
}
