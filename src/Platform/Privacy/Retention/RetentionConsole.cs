using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Privacy.Retention;

/// <summary>How long what is kept, and the log that proves what was deleted.</summary>
internal sealed class RetentionConsole(AppDb db, CurrentBrand brand, IEnumerable<IRetention> rules, RetentionPeriods periods, ConsoleFrames frames, IStringLocalizer<Texts> words)
{
    const int Lately = 100;

    internal static Task<IResult> Page(HttpContext http, RetentionConsole console, CancellationToken ct) => console.Show(http, null, ct);
    internal static Task<IResult> Save(HttpContext http, IFormCollection posted, RetentionConsole console, CancellationToken ct) => console.Change(http, posted, ct);

    /// <summary>A period after which something is deleted.</summary>
    /// <param name="Days">In force.</param>
    /// <param name="UsualDays">As long as the brand chose none.</param>
    /// <param name="Deleted">How many rows were deleted so far.</param>
    internal sealed record Item(string Key, string What, int Days, int UsualDays, long Deleted, DateTimeOffset? LastDeletedAt);

    /// <summary>What was deleted when.</summary>
    /// <param name="Before">What was older than this.</param>
    internal sealed record DeletedItem(string Key, DateTimeOffset At, DateTimeOffset Before, int Rows);

    internal sealed record Answer(IReadOnlyList<Item> Periods, IReadOnlyList<DeletedItem> Deletions);

    /// <summary>Shows how long what is kept, and the latest deletions.</summary>
    /// <remarks>The log holds figures, never persons. It shows the last 100 entries.</remarks>
    /// <example>
    /// GET /api/v1/retention
    /// 200
    /// {"periods": [{"key": "messaging.messages", "what": "Messages to owners", "days": 90, "usualDays": 90, "deleted": 12, "lastDeletedAt": "2026-07-28T09:30:00Z"}],
    ///  "deletions": [{"key": "messaging.messages", "at": "2026-07-28T09:30:00Z", "before": "2026-04-29T09:30:00Z", "rows": 12}]}
    /// </example>
    internal static async Task<Ok<Answer>> Api(RetentionConsole console, AppDb db, CancellationToken ct) =>
        TypedResults.Ok(new Answer(await console.Items(ct), [.. (await Log(db, ct)).Select(d => new DeletedItem(d.Rule, d.At, d.Before, d.Rows))]));

    static Task<List<Deletion>> Log(AppDb db, CancellationToken ct) => db.Set<Deletion>().AsNoTracking().OrderByDescending(d => d.Id).Take(Lately).ToListAsync(ct);

    async Task<IReadOnlyList<Item>> Items(CancellationToken ct)
    {
        var sums = await db.Set<Deletion>().AsNoTracking().GroupBy(d => d.Rule).Select(g => new { g.Key, Rows = g.Sum(d => (long)d.Rows), Last = g.Max(d => d.At) }).ToDictionaryAsync(g => g.Key, ct);
        List<Item> items = [];
        foreach (var rule in rules.OrderBy(r => r.Title, StringComparer.CurrentCulture)) items.Add(new(rule.Key, rule.Title, await periods.DaysOf(rule, ct), rule.Days, sums.GetValueOrDefault(rule.Key)?.Rows ?? 0, sums.GetValueOrDefault(rule.Key)?.Last));
        return items;
    }

    async Task<IResult> Show(HttpContext http, ConsoleForm? form, CancellationToken ct)
    {
        var (items, status) = (await Items(ct), form is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
        if (form is null)
        {
            form = frames.NewForm();
            foreach (var item in items) form[item.Key] = item.Days.ToString(CultureInfo.InvariantCulture);
        }
        return Pages.Console<RetentionPage>(new RetentionPage.Shown(await frames.For(http, words["Retention"], words), words, [.. items.Select(i => (i, rules.First(r => r.Key == i.Key)))], await Log(db, ct), form), status);
    }

    async Task<IResult> Change(HttpContext http, IFormCollection posted, CancellationToken ct)
    {
        var form = frames.Read(posted);
        var chosen = rules.ToDictionary(r => r, r => form.Whole(r.Key));
        foreach (var (rule, days) in chosen)
            if (days is null || days < rule.Least || days > rule.Most) form.Refuse(rule.Key, words["Wrong.Retention", rule.Title, rule.Least, rule.Most]);
        if (!form.IsRight) return await Show(http, form, ct);
        var known = await db.Set<RetentionPeriod>().ToDictionaryAsync(p => p.Rule, ct);
        foreach (var (rule, days) in chosen)
            if (known.TryGetValue(rule.Key, out var period)) period.Days = days!.Value;
            else if (days != rule.Days) db.Add(new RetentionPeriod { BrandId = brand.Id, Rule = rule.Key, Days = days!.Value });
        await db.SaveChangesAsync(ct);
        return TypedResults.LocalRedirect("/admin/retention?done=retention");
    }
}
