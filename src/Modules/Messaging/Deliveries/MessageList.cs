using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Messaging.Templates;
using Nameplate.Platform.Access;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Platform.Web.Lists;

namespace Nameplate.Messaging.Deliveries;

/// <summary>The console's list of messages to owners and what became of each.</summary>
internal sealed class MessageList(AppDb db, CurrentBrand brand, MessageKinds kinds, MessageBody bodies, Rights rights, IStringLocalizer<Texts> words) : ConsoleList<MessageList.Row>
{
    const int Beginning = 1_200;
    /// <summary>Asked for later, such as a reminder, and written only if it is wanted then.</summary>
    const string Planned = "planned";

    /// <summary>A message without what it says. Made by setting members: what a constructor makes cannot be filtered in SQL.</summary>
    internal sealed record Row
    {
        public required Guid Id { get; init; }
        public required string Kind { get; init; }
        public required MessageChannel Channel { get; init; }
        public required string? Address { get; init; }
        public required string? Subject { get; init; }
        public required MessageState State { get; init; }
        public required string? Reason { get; init; }
        public required int Attempts { get; init; }
        public required string? Language { get; init; }
        public required DateTimeOffset CreatedAt { get; init; }
        public required DateTimeOffset? SentAt { get; init; }
        public required DateTimeOffset? PlannedFor { get; init; }
    }

    public override string Key => "owner-messages";
    public override string Path => "/admin/messages";

    public override IReadOnlyList<ListColumn<Row>> Columns =>
    [
        new("kind", words["Message"], r => kinds.NameOf(r.Kind)) { IsName = true, Below = r => r.Subject, Csv = r => r.Kind },
        new("to", words["To"], r => r.Address ?? words["To.Forgotten"]) { Csv = r => r.Address },
        new("state", words["State"], r => r.PlannedFor is null ? words.StateOf(r.State) : words["MessageState.Planned"]) { Look = ColumnLook.State, Tone = r => r.PlannedFor is null ? Tone(r.State) : null, Below = r => r.PlannedFor?.Short() ?? words.Why(r.Reason), Csv = r => r.PlannedFor is null ? Snake.Of(r.State) : Planned },
        new("written_at", words["Written"], r => r.CreatedAt.Exact() + " UTC") { Look = ColumnLook.Time, Order = "written", Csv = r => r.CreatedAt.InFile() },
        new("sent_at", words["Sent"], r => r.SentAt?.Exact()) { Look = ColumnLook.Time, IsUsual = false, Csv = r => r.SentAt.InFile() },
        new("channel", words["Channel"], r => words["Channel." + r.Channel]) { IsUsual = false, Csv = r => Snake.Of(r.Channel) },
        new("language", words["Language"], r => r.Language is null ? null : Languages.NameOf(r.Language)) { IsUsual = false, Csv = r => r.Language },
        new("attempts", words["Attempts"], r => r.Attempts.Counted()) { IsUsual = false, Look = ColumnLook.Number, Csv = r => r.Attempts.InFile() },
        new("reason", words["Why"], r => words.Why(r.Reason)) { IsUsual = false, Csv = r => r.Reason },
    ];

    public override IReadOnlyList<ListFilter> Filters =>
    [
        new("to", words["To"]) { IsPersonal = true },
        new("state", words["State"]) { Options = [.. Enum.GetValues<MessageState>().Select(s => (Snake.Of(s), words.StateOf(s))), (Planned, words["MessageState.Planned"])] },
        new("kind", words["Message"]) { Options = [.. kinds.All.Select(k => (k.Key, kinds.NameOf(k.Key)))] },
        new("owner", words["Owner"]) { IsHidden = true },
    ];

    public override IReadOnlyList<ListOrder<Row>> Orders =>
    [
        new("-written", 1, q => q.OrderByDescending(m => m.Id), (q, m) => Guid.TryParse(m[0], out var id) ? q.Where(x => x.Id < id) : q, m => [m.Id.ToString()]),
        new("written", 1, q => q.OrderBy(m => m.Id), (q, m) => Guid.TryParse(m[0], out var id) ? q.Where(x => x.Id > id) : q, m => [m.Id.ToString()]),
    ];

    public override string Say(int count) => words[count == 1 ? "Messages.One" : "Messages.Many", count.Counted()];
    public override string Opens(Row row) => $"/admin/messages/{row.Id}";
    public override string KeyOf(Row row) => row.Id.ToString();
    public override string NameOf(Row row) => row.Subject ?? kinds.NameOf(row.Kind);

    /// <summary>By its hash an address is found also when it is no longer known.</summary>
    public override IQueryable<Row> Matching(ListQuery asked)
    {
        var isPlanned = asked["state"] == Planned;
        var messages = db.Set<Message>().AsNoTracking().Where(m => isPlanned ? m.WrittenAt == null : m.WrittenAt != null);
        if (Snake.TryEnum<MessageState>(asked["state"] ?? "", out var state)) messages = messages.Where(m => m.State == state);
        if (asked["kind"] is { } kind) messages = messages.Where(m => m.Kind == kind);
        if (asked["to"] is { } to && Message.HashOf(brand.Id, to) is var hash) messages = messages.Where(m => m.AddressHash == hash);
        if (Guid.TryParse(asked["owner"], out var owner)) messages = messages.Where(m => m.OwnerId == owner);
        return messages.Select(m => new Row { Id = m.Id, Kind = m.Kind, Channel = m.Channel, Address = m.Address, Subject = m.Subject, State = m.State, Reason = m.Reason, Attempts = m.Attempts, Language = m.Language, CreatedAt = m.CreatedAt, SentAt = m.SentAt, PlannedFor = m.WrittenAt == null ? m.DueAt : null });
    }

    public override async Task<Glance?> Look(string key, CancellationToken ct)
    {
        if (!Guid.TryParse(key, out var id) || await db.Set<Message>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, ct) is not { } m) return null;
        var (_, text) = bodies.Of(m);
        return new(m.Subject ?? kinds.NameOf(m.Kind))
        {
            Page = $"/admin/messages/{m.Id}", State = words.StateOf(m.State), Tone = Tone(m.State),
            Steps = m.MayBeSentAgain && rights.May("messaging.messages.send") ? [new(words["SendAgain"], $"/admin/messages/{m.Id}/sending") { Confirm = m.State == MessageState.InDoubt ? words["SendAgain.Sure"].Value : null }] : [],
            Facts =
            [
                new(words["Message"], kinds.NameOf(m.Kind)), new(words["To"], m.Address ?? words["To.Forgotten"]) { Href = m.OwnerId is { } owner ? "/admin/owners?open=" + owner : null }, new(words["Why"], words.Why(m.Reason)),
                new(words["Written"], m.CreatedAt.Exact() + " UTC"), new(words["Sent"], m.SentAt is { } sent ? sent.Exact() + " UTC" : null), new(words["Attempts"], m.Attempts > 0 ? m.Attempts.Counted() : null),
            ],
            Parts = [new(words["Plain"], []) { Verbatim = text is null ? words.NotShown(m, bodies) : text.Length <= Beginning ? text : text[..Beginning] + " …" }],
        };
    }

    public static string? Tone(MessageState state) => state switch
    {
        MessageState.Sent or MessageState.Delivered => "good",
        MessageState.Queued => "busy",
        MessageState.Suppressed => null,
        _ => "bad",
    };
}
