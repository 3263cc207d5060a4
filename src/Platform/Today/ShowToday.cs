using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Access;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Today;

/// <summary>The console's first page: what needs a person, oldest first, and for a new brand how to begin. It names nothing that the reader may not open.</summary>
internal static class ShowToday
{
    const int Most = 50;

    internal static async Task<IResult> Page(HttpContext http, ConsoleFrames frames, IEnumerable<ITodayItem> contributions, IEnumerable<ISetupStep> setup, IEnumerable<IActivity> activities, TimeProvider clock, Rights rights, IStringLocalizer<Texts> words, CancellationToken ct)
    {
        List<TodayItem> items = [];
        foreach (var contribution in contributions) items.AddRange((await contribution.Items(ct)).Where(i => rights.MayOpen(i.Href)));
        List<SetupStep> steps = [];
        foreach (var step in setup) steps.Add(await step.Look(ct));
        steps.RemoveAll(s => !rights.MayOpen(s.Href));
        List<ActivityCount> activity = [];
        var now = clock.GetUtcNow();
        foreach (var seen in activities.Where(a => rights.MayOpen(a.Href))) activity.Add(await seen.Count(now.AddDays(-14), now.AddDays(-7), now, ct));
        return Pages.Console<TodayPage>(new TodayPage.Shown(await frames.For(http, words["Section.Today"], http.Request.Query.ContainsKey("done") ? words[http.Request.Query["done"] == "not" ? "Today.NotDone" : "Today.Done"].Value : null), [.. items.OrderBy(i => i.Since).Take(Most)], items.Count,
            steps.TrueForAll(s => s.IsDone) ? [] : [.. steps.OrderBy(s => s.Order)], activity));
    }
}
