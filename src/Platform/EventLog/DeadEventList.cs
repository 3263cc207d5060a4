using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Access;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Platform.Web.Lists;

namespace Nameplate.Platform.EventLog;

/// <summary>The console's list of events set aside, the oldest first.</summary>
internal sealed class DeadEventList(AppDb db, Rights rights, IStringLocalizer<Texts> words) : ConsoleList<DeadEvent>
{
    public override string Key => "events";
    public override string Path => "/admin/jobs/events";

    public override IReadOnlyList<ListColumn<DeadEvent>> Columns =>
    [
        new("subscriber", words["Events.Subscriber"], d => d.Subscriber) { IsName = true, Csv = d => d.Subscriber },
        new("error", words["Events.Why"], d => d.Error) { Csv = d => d.Error },
        new("at", words["When"], d => d.At.Exact() + " UTC") { Look = ColumnLook.Time, Order = "at", Csv = d => d.At.InFile() },
        new("event", words["Events.Place"], d => Token(d)) { IsUsual = false, Look = ColumnLook.Code, Csv = Token },
    ];

    public override IReadOnlyList<ListFilter> Filters => [new("subscriber", words["Events.Subscriber"])];

    public override IReadOnlyList<ListOrder<DeadEvent>> Orders =>
    [
        new("at", 3, q => q.OrderBy(d => d.At).ThenBy(d => d.Position).ThenBy(d => d.Subscriber), (q, m) => Place(m) is var (at, p) && m[2] is var name ? q.Where(d => d.At > at || (d.At == at && (d.Position > p || (d.Position == p && string.Compare(d.Subscriber, name) > 0)))) : q, Mark),
        new("-at", 3, q => q.OrderByDescending(d => d.At).ThenByDescending(d => d.Position).ThenByDescending(d => d.Subscriber), (q, m) => Place(m) is var (at, p) && m[2] is var name ? q.Where(d => d.At < at || (d.At == at && (d.Position < p || (d.Position == p && string.Compare(d.Subscriber, name) < 0)))) : q, Mark),
    ];

    static string[] Mark(DeadEvent d) => [d.At.UtcTicks.InFile(), d.Position.InFile(), d.Subscriber];
    static (DateTimeOffset At, long Position)? Place(string[] mark) => Written.Place(mark[0], mark[1]);
    static string Token(DeadEvent d) => string.Create(CultureInfo.InvariantCulture, $"{d.Tx}.{d.Position}");

    public override string Say(int count) => words[count == 1 ? "Events.One" : "Events.Many", count.Counted()];
    public override string KeyOf(DeadEvent row) => $"{Token(row)} {row.Subscriber}";
    public override string NameOf(DeadEvent row) => row.Subscriber;

    public override IQueryable<DeadEvent> Matching(ListQuery asked) =>
        asked["subscriber"] is { } subscriber ? db.Set<DeadEvent>().AsNoTracking().Where(d => d.Subscriber == subscriber) : db.Set<DeadEvent>().AsNoTracking();

    public override async Task<Glance?> Look(string key, CancellationToken ct)
    {
        if (key.Split(' ') is not [var token, var subscriber] || !ListEvents.TryPlace(token, out var tx, out var position) || await db.Set<DeadEvent>().AsNoTracking().SingleOrDefaultAsync(d => d.Subscriber == subscriber && d.Tx == tx && d.Position == position, ct) is not { } d) return null;
        return new(d.Subscriber)
        {
            Steps = rights.May("platform.jobs.retry") ? [new(words["Jobs.TryAgain"], Path) { Fields = [("subscriber", d.Subscriber), ("token", token)] }] : [],
            Facts = [new(words["Events.Why"], d.Error), new(words["When"], d.At.Exact() + " UTC"), new(words["Events.Place"], token) { IsCode = true }],
        };
    }
}
