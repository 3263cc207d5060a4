using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Access;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Platform.Web.Lists;

namespace Nameplate.Platform.Mail;

/// <summary>The console's list of mails: what was sent, what waits, what failed.</summary>
internal sealed class MailList(AppDb db, Rights rights, IStringLocalizer<Texts> words) : ConsoleList<MailList.Row>
{
    const int Beginning = 1_200;

    /// <summary>A mail without what it says. Made by setting members: what a constructor makes cannot be filtered in SQL.</summary>
    internal sealed record Row
    {
        public required Guid Id { get; init; }
        public required string Kind { get; init; }
        public required string To { get; init; }
        public required string Subject { get; init; }
        public required MailState State { get; init; }
        public required int Attempts { get; init; }
        public required string? Error { get; init; }
        public required DateTimeOffset CreatedAt { get; init; }
        public required DateTimeOffset? SentAt { get; init; }
    }

    public override string Key => "outbox";

    public override IReadOnlyList<ListColumn<Row>> Columns =>
    [
        new("subject", words["Outbox.Subject"], m => m.Subject) { IsName = true, Csv = m => m.Subject },
        new("to", words["Outbox.To"], m => m.To) { Csv = m => m.To },
        new("state", words["State"], m => words["MailState." + Snake.Case(m.State.ToString())]) { Look = ColumnLook.State, Tone = m => MailPage.Tone(m.State), Csv = m => Snake.Case(m.State.ToString()) },
        new("written_at", words["Outbox.Written"], m => m.CreatedAt.Exact() + " UTC") { Look = ColumnLook.Time, Order = "written", Csv = m => m.CreatedAt.InFile() },
        new("sent_at", words["Outbox.SentAt"], m => m.SentAt?.Exact()) { Look = ColumnLook.Time, IsUsual = false, Csv = m => m.SentAt.InFile() },
        new("kind", words["Outbox.Kind"], m => m.Kind) { IsUsual = false, Csv = m => m.Kind },
        new("attempts", words["Attempts"], m => m.Attempts.Counted()) { IsUsual = false, Look = ColumnLook.Number, Csv = m => m.Attempts.InFile() },
        new("error", words["Events.Why"], m => m.Error) { IsUsual = false, Csv = m => m.Error },
    ];

    public override IReadOnlyList<ListFilter> Filters =>
    [
        new("to", words["Outbox.To"]) { IsPersonal = true },
        new("state", words["State"]) { Options = [.. Snake.All<MailState>().Select(s => (s, words["MailState." + s].Value))] },
    ];

    public override IReadOnlyList<ListOrder<Row>> Orders =>
    [
        new("-written", 1, q => q.OrderByDescending(m => m.Id), (q, m) => Guid.TryParse(m[0], out var id) ? q.Where(x => x.Id < id) : q, m => [m.Id.ToString()]),
        new("written", 1, q => q.OrderBy(m => m.Id), (q, m) => Guid.TryParse(m[0], out var id) ? q.Where(x => x.Id > id) : q, m => [m.Id.ToString()]),
    ];

    public override string Say(int count) => words[count == 1 ? "Outbox.One" : "Outbox.Many", count.Counted()];
    public override string Opens(Row row) => $"/admin/outbox/{row.Id}";
    public override string KeyOf(Row row) => row.Id.ToString();
    public override string NameOf(Row row) => row.Subject;

    public override IQueryable<Row> Matching(ListQuery asked)
    {
        var mails = OutboxConsole.Readable(db, rights).AsNoTracking();
        if (Snake.TryEnum<MailState>(asked["state"] ?? "", out var state)) mails = mails.Where(m => m.State == state);
        if (asked["to"] is { } to) mails = mails.Where(m => m.To == to);
        return mails.Select(m => new Row { Id = m.Id, Kind = m.Kind, To = m.To, Subject = m.Subject, State = m.State, Attempts = m.Attempts, Error = m.Error, CreatedAt = m.CreatedAt, SentAt = m.SentAt });
    }

    public override async Task<Glance?> Look(string key, CancellationToken ct)
    {
        if (!Guid.TryParse(key, out var id) || await OutboxConsole.Readable(db, rights).AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, ct) is not { } m) return null;
        return new(m.Subject)
        {
            Page = $"/admin/outbox/{m.Id}", State = words["MailState." + Snake.Case(m.State.ToString())], Tone = MailPage.Tone(m.State),
            Steps = m.State == MailState.Failed && rights.May("platform.mails.send") ? [new(words["Outbox.SendAgain"], $"/admin/outbox/{m.Id}/sending")] : [],
            Facts = [new(words["Outbox.To"], m.To), new(words["Events.Why"], m.Error), new(words["Outbox.Written"], m.CreatedAt.Exact() + " UTC"), new(words["Outbox.SentAt"], m.SentAt is { } sent ? sent.Exact() + " UTC" : null), new(words["Attempts"], m.Attempts > 0 ? m.Attempts.Counted() : null)],
            Parts = [new(words["Outbox.Plain"], []) { Verbatim = m.IsSecret ? words["Outbox.Secret"] : m.Text.Length <= Beginning ? m.Text : m.Text[..Beginning] + " …" }],
        };
    }
}
