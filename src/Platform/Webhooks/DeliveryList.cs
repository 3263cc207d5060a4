using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Access;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Platform.Web.Lists;

namespace Nameplate.Platform.Webhooks;

/// <summary>The console's list of messages to webhooks, newest first.</summary>
internal sealed class DeliveryList(AppDb db, Rights rights, IStringLocalizer<Texts> words) : ConsoleList<Delivery>
{
    internal const string Home = "/admin/settings/webhooks/messages";
    Dictionary<Guid, string> webhooks = [];

    public override string Key => "messages";
    public override string Path => Home;

    public override IReadOnlyList<ListColumn<Delivery>> Columns =>
    [
        new("event", words["Webhook.Event"], d => d.Type) { IsName = true, Csv = d => d.Type },
        new("state", words["State"], d => words["DeliveryState." + d.State]) { Look = ColumnLook.State, Tone = d => Tone(d.State), Below = d => d.State == DeliveryState.Delivered ? null : d.Error, Csv = d => Snake.Case(d.State.ToString()) },
        new("webhook", words["Webhook"], d => webhooks.GetValueOrDefault(d.WebhookId)) { Csv = d => webhooks.GetValueOrDefault(d.WebhookId) },
        new("written_at", words["When"], d => d.CreatedAt.Exact() + " UTC") { Look = ColumnLook.Time, Order = "written", Csv = d => d.CreatedAt.InFile() },
        new("attempts", words["Attempts"], d => d.Attempts.Counted()) { Look = ColumnLook.Number, Csv = d => d.Attempts.InFile() },
        new("status", words["Webhook.Status"], d => d.Status?.InFile()) { Look = ColumnLook.Number, IsUsual = false, Csv = d => d.Status?.InFile() },
        new("error", words["Events.Why"], d => d.Error) { IsUsual = false, Csv = d => d.Error },
        new("ended_at", words["Jobs.Ended"], d => d.EndedAt?.Exact()) { Look = ColumnLook.Time, IsUsual = false, Csv = d => d.EndedAt.InFile() },
        new("message_id", "webhook-id", d => d.MessageId) { Look = ColumnLook.Code, IsUsual = false, Csv = d => d.MessageId },
    ];

    public override IReadOnlyList<ListFilter> Filters =>
    [
        new("webhook", words["Webhook"]) { Options = [.. webhooks.OrderBy(w => w.Value, StringComparer.CurrentCulture).Select(w => (w.Key.ToString(), w.Value))] },
        new("state", words["State"]) { Options = [.. Enum.GetValues<DeliveryState>().Select(s => (Snake.Case(s.ToString()), words["DeliveryState." + s].Value))] },
        new("event", words["Webhook.Event"]),
    ];

    public override IReadOnlyList<ListOrder<Delivery>> Orders =>
    [
        new("-written", 1, q => q.OrderByDescending(d => d.Id), (q, m) => Guid.TryParse(m[0], out var id) ? q.Where(d => d.Id < id) : q, d => [d.Id.ToString()]),
        new("written", 1, q => q.OrderBy(d => d.Id), (q, m) => Guid.TryParse(m[0], out var id) ? q.Where(d => d.Id > id) : q, d => [d.Id.ToString()]),
    ];

    public override string Say(int count) => words[count == 1 ? "Webhook.Messages.One" : "Webhook.Messages.Many", count.Counted()];
    public override string KeyOf(Delivery row) => row.Id.ToString();
    public override string NameOf(Delivery row) => row.Type;
    internal static string Tone(DeliveryState state) => state switch { DeliveryState.Delivered => "good", DeliveryState.Dead => "bad", _ => "busy" };

    public override async Task Prepare(CancellationToken ct) => webhooks = await db.Set<Webhook>().AsNoTracking().ToDictionaryAsync(w => w.Id, w => w.Name, ct);

    public override IQueryable<Delivery> Matching(ListQuery asked)
    {
        var messages = db.Set<Delivery>().AsNoTracking();
        if (Guid.TryParse(asked["webhook"], out var webhook)) messages = messages.Where(d => d.WebhookId == webhook);
        if (Snake.TryEnum<DeliveryState>(asked["state"] ?? "", out var state)) messages = messages.Where(d => d.State == state);
        if (asked["event"] is { } type) messages = messages.Where(d => d.Type == type);
        return messages;
    }

    public override async Task<Glance?> Look(string key, CancellationToken ct)
    {
        if (!Guid.TryParse(key, out var id) || await db.Set<Delivery>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == id, ct) is not { } d) return null;
        await Prepare(ct);
        var attempts = await db.Set<Attempt>().AsNoTracking().Where(a => a.DeliveryId == id).OrderByDescending(a => a.Number).Take(20).ToListAsync(ct);
        return new(d.Type)
        {
            State = words["DeliveryState." + d.State], Tone = Tone(d.State),
            Steps = rights.May("platform.webhooks.write") ? [new(words["Webhook.Again"], $"/admin/settings/webhooks/{d.WebhookId}/deliveries/{d.Id}/attempts")] : [],
            Facts =
            [
                new(words["Webhook"], webhooks.GetValueOrDefault(d.WebhookId)) { Href = $"/admin/settings/webhooks/{d.WebhookId}" }, new(words["Events.Why"], d.State == DeliveryState.Delivered ? null : d.Error), new(words["When"], d.CreatedAt.Exact() + " UTC"),
                new(words["Webhook.NextAt"], d.State == DeliveryState.Waiting && d.Attempts > 0 ? d.DueAt.Exact() + " UTC" : null), new("webhook-id", d.MessageId) { IsCode = true },
            ],
            Parts =
            [
                new(words["Attempts"], [.. attempts.Select(a => new GlanceLine(a.At.Exact() + " UTC", $"{a.Error ?? a.Status?.InFile()}, {a.Milliseconds.Counted()} ms"))]),
                new(words["Webhook.Body"], []) { Verbatim = d.Body },
            ],
        };
    }
}
