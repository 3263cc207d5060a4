using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Today;
using Nameplate.Platform.Web;
using Nameplate.Platform.Web.Lists;

namespace Nameplate.Platform.Webhooks;

/// <summary>Webhooks in the console: the list, and one with its messages and everything that can be done to it.</summary>
internal sealed class WebhooksConsole(AppDb db, RecordWebhook record, TestWebhook test, ReplayEvents replay, TimeProvider clock, ConsoleFrames frames, IStringLocalizer<Texts> words)
{
    const string Home = "/admin/settings/webhooks";
    const int Newest = 5;
    internal const int MostCounted = 10_000;

    internal static Task<IResult> List(HttpContext http, WebhooksConsole console, CancellationToken ct) => console.ShowAll(http, console.Blank(), ct);
    internal static Task<IResult> Add(HttpContext http, IFormCollection posted, WebhooksConsole console, CancellationToken ct) => console.AddOne(http, posted, ct);
    internal static Task<IResult> Open(Guid id, HttpContext http, WebhooksConsole console, CancellationToken ct) => console.On(id, http, w => console.Show(http, w, console.Filled(w), null, null, ct), ct);
    internal static Task<IResult> Change(Guid id, HttpContext http, IFormCollection posted, WebhooksConsole console, CancellationToken ct) => console.On(id, http, w => console.ChangeOne(http, w, posted, ct), ct);
    internal static Task<IResult> Rotate(Guid id, HttpContext http, WebhooksConsole console, CancellationToken ct) => console.On(id, http, w => console.RotateSecret(http, w, ct), ct);
    internal static Task<IResult> Test(Guid id, HttpContext http, WebhooksConsole console, CancellationToken ct) => console.On(id, http, w => console.TryOut(http, w, ct), ct);
    internal static Task<IResult> Replay(Guid id, HttpContext http, IFormCollection posted, WebhooksConsole console, CancellationToken ct) => console.On(id, http, w => console.ReplayFrom(http, w, posted, ct), ct);
    internal static Task<IResult> Remove(Guid id, HttpContext http, IFormCollection posted, WebhooksConsole console, CancellationToken ct) => console.On(id, http, w => console.RemoveOne(w, posted, ct), ct);
    internal static Task<IResult> SendAgain(Guid id, Guid delivery, HttpContext http, WebhooksConsole console, CancellationToken ct) => console.On(id, http, w => console.Again(http, w, delivery, ct), ct);

    ConsoleForm Blank()
    {
        var form = frames.NewForm();
        form["events"] = "*";
        return form;
    }

    ConsoleForm Filled(Webhook w)
    {
        var form = frames.NewForm();
        (form["name"], form["url"], form["events"], form["active"]) = (w.Name, w.Url, w.Events.Replace(' ', '\n'), w.State == WebhookState.Active ? "true" : null);
        return form;
    }

    static RecordWebhook.Input InputOf(ConsoleForm form, bool active) => new(form.Text("name"), form.Text("url"), form.Text("events")?.Split((char[])[' ', '\n', ',', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries), active);

    async Task<IResult> On(Guid id, HttpContext http, Func<Webhook, Task<IResult>> act, CancellationToken ct) =>
        await db.Set<Webhook>().SingleOrDefaultAsync(w => w.Id == id, ct) is { } webhook ? await act(webhook) : await frames.NotHere(http);

    async Task<IResult> AddOne(HttpContext http, IFormCollection posted, CancellationToken ct)
    {
        var form = frames.Read(posted);
        var (webhook, secret, errors) = await record.Add(InputOf(form, active: true), ct);
        form.Refuse(errors);
        return webhook is null ? await ShowAll(http, form, ct) : await Show(http, webhook, Filled(webhook), secret, null, ct);      // no redirect: the secret is nowhere but in this answer
    }

    async Task<IResult> ChangeOne(HttpContext http, Webhook webhook, IFormCollection posted, CancellationToken ct)
    {
        var form = frames.Read(posted);
        form.Refuse(await record.Change(webhook, InputOf(form, form.Ticked("active")), ct));
        return form.IsRight ? TypedResults.LocalRedirect($"{Home}/{webhook.Id}?done=saved") : await Show(http, webhook, form, null, null, ct);
    }

    async Task<IResult> RotateSecret(HttpContext http, Webhook webhook, CancellationToken ct)
    {
        var secret = await record.Rotate(webhook, ct);
        return await Show(http, webhook, Filled(webhook), secret, null, ct);
    }

    async Task<IResult> TryOut(HttpContext http, Webhook webhook, CancellationToken ct)
    {
        if (webhook.State != WebhookState.Active) return TypedResults.LocalRedirect($"{Home}/{webhook.Id}?done=webhookrests");
        var answer = await test.Handle(webhook, ct);
        return await Show(http, webhook, Filled(webhook), null, answer, ct);
    }

    async Task<IResult> ReplayFrom(HttpContext http, Webhook webhook, IFormCollection posted, CancellationToken ct)
    {
        var form = frames.Read(posted);
        var day = form.Date("from");
        if (day is null && form.IsRight) form.Refuse("from", words["Form.Date"]);
        if (!form.IsRight) return TypedResults.LocalRedirect($"{Home}/{webhook.Id}?done=webhookday");
        await replay.Handle(webhook, new(From: day!.Value.Midnight()), ct);
        return TypedResults.LocalRedirect($"{Home}/{webhook.Id}?done=replay");
    }

    async Task<IResult> RemoveOne(Webhook webhook, IFormCollection posted, CancellationToken ct)
    {
        if (!posted.ContainsKey("sure")) return TypedResults.LocalRedirect($"{Home}/{webhook.Id}?done=webhooktick");
        await record.Remove(webhook, ct);
        return TypedResults.LocalRedirect($"{Home}?done=webhookgone");
    }

    async Task<IResult> Again(HttpContext http, Webhook webhook, Guid delivery, CancellationToken ct)
    {
        if (await db.Set<Delivery>().SingleOrDefaultAsync(d => d.WebhookId == webhook.Id && d.Id == delivery, ct) is not { } message) return await frames.NotHere(http);
        message.SendAgain(clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return TypedResults.LocalRedirect($"{Home}/{webhook.Id}?done=webhookagain");
    }

    async Task<IResult> ShowAll(HttpContext http, ConsoleForm form, CancellationToken ct)
    {
        var webhooks = await db.Set<Webhook>().AsNoTracking().OrderBy(w => w.Name).ToListAsync(ct);
        var dead = await db.Set<Delivery>().Where(d => d.State == DeliveryState.Dead).GroupBy(d => d.WebhookId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        return Pages.Console<WebhooksPage>(new WebhooksPage.Shown(await frames.For(http, words["Webhooks"], words), form, [.. webhooks.Select(w => (w, dead.GetValueOrDefault(w.Id)))], record.Types), StatusOf(form));
    }

    async Task<IResult> Show(HttpContext http, Webhook webhook, ConsoleForm form, string? secret, Answer? tested, CancellationToken ct)
    {
        var newest = await db.Set<Delivery>().AsNoTracking().Where(d => d.WebhookId == webhook.Id).OrderByDescending(d => d.Id).Take(Newest).ToListAsync(ct);
        var held = newest.Count < Newest ? newest.Count : await db.Set<Delivery>().Where(d => d.WebhookId == webhook.Id).Take(MostCounted + 1).CountAsync(ct);
        return Pages.Console<WebhookPage>(new WebhookPage.Shown(await frames.For(http, webhook.Name, words), webhook, form, secret, tested, newest, held, record.Types), StatusOf(form));
    }

    internal static async Task<IResult> Messages(HttpContext http, ListReader lists, DeliveryList messages, IStringLocalizer<Texts> words, CancellationToken ct) =>
        Pages.Console<ListPage<Delivery>>(new ListPage<Delivery>.Shown(await lists.Read(http, messages, words["Webhook.MessagesTitle"], words, ct), words["Webhook.NoneTitle"], words["Webhook.None"]));

    internal static IResult MessagesCsv(HttpContext http, ListReader lists, DeliveryList messages, CancellationToken ct) => lists.Csv(http, messages, ct);

    static int StatusOf(ConsoleForm form) => form.IsRight ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
}

/// <summary>Messages no webhook took within 72 hours, and webhooks whose address is gone.</summary>
internal sealed class WebhooksToday(AppDb db, IStringLocalizer<Texts> words) : ITodayItem
{
    public async Task<IReadOnlyList<TodayItem>> Items(CancellationToken ct)
    {
        var dead = await db.Set<Delivery>().AsNoTracking().Where(d => d.State == DeliveryState.Dead).GroupBy(d => d.WebhookId).Select(g => new { g.Key, Count = g.Count(), Since = g.Min(d => d.EndedAt) }).ToListAsync(ct);
        var names = await db.Set<Webhook>().AsNoTracking().ToDictionaryAsync(w => w.Id, w => w.Name, ct);
        return [.. dead.Where(d => names.ContainsKey(d.Key)).Select(d => new TodayItem(d.Since!.Value, words[d.Count == 1 ? "Today.Webhook.One" : "Today.Webhook.Many", d.Count, names[d.Key]], words["Today.SeeWhy"], $"{DeliveryList.Home}?webhook={d.Key}&state=dead"))];
    }
}
