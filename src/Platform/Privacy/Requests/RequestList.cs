using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Platform.Web.Lists;

namespace Nameplate.Platform.Privacy.Requests;

/// <summary>The queue of requests over people's data, the next that is due first.</summary>
internal sealed class RequestList(AppDb db, CurrentBrand brand, TimeProvider clock, IStringLocalizer<Texts> words) : ConsoleList<DataRequest>
{
    public override string Key => "data-requests";

    public override IReadOnlyList<ListColumn<DataRequest>> Columns =>
    [
        new("number", words["Request"], r => r.Number) { IsName = true, Look = ColumnLook.Code, Csv = r => r.Number },
        new("kind", words["Request.Kind"], r => words["RequestKind." + r.Kind]) { Csv = r => Snake.Of(r.Kind) },
        new("state", words["State"], r => words["RequestState." + r.State]) { Look = ColumnLook.State, Tone = Tone, Csv = r => Snake.Of(r.State) },
        new("due_at", words["Request.Due"], r => r.IsOpen ? r.DueAt.Short() : "–") { Look = ColumnLook.Time, Csv = r => r.DueAt.InFile() },
        new("received_at", words["Request.Received"], r => r.ReceivedAt.Short()) { Look = ColumnLook.Time, Order = "received", Csv = r => r.ReceivedAt.InFile() },
        new("via", words["Request.Via"], r => words["RequestVia." + r.Via]) { Csv = r => Snake.Of(r.Via) },
        new("email", words["Email"], r => r.Email ?? words["Request.Erased"]) { IsUsual = false, Csv = r => r.Email },
        new("ended_at", words["Request.Ended"], r => r.EndedAt?.Short()) { IsUsual = false, Look = ColumnLook.Time, Csv = r => r.EndedAt.InFile() },
    ];

    public override IReadOnlyList<ListFilter> Filters =>
    [
        new("q", words["Request.Search"]) { IsPersonal = true },
        new("state", words["State"]) { Options = [.. Enum.GetValues<RequestState>().Select(s => (Snake.Of(s), words["RequestState." + s].Value))] },
        new("kind", words["Request.Kind"]) { Options = [.. Enum.GetValues<RequestKind>().Select(k => (Snake.Of(k), words["RequestKind." + k].Value))] },
    ];

    public override IReadOnlyList<ListOrder<DataRequest>> Orders =>
    [
        new("-received", 1, q => q.OrderByDescending(r => r.Id), (q, m) => Guid.TryParse(m[0], out var id) ? q.Where(r => r.Id < id) : q, r => [r.Id.ToString()]),
        new("received", 1, q => q.OrderBy(r => r.Id), (q, m) => Guid.TryParse(m[0], out var id) ? q.Where(r => r.Id > id) : q, r => [r.Id.ToString()]),
    ];

    string? Tone(DataRequest r) => r.State switch { RequestState.Done => "good", RequestState.Refused => null, _ => r.IsLate(clock.GetUtcNow()) ? "bad" : "busy" };

    public override string Say(int count) => words[count == 1 ? "Requests.One" : "Requests.Many", count.Counted()];
    public override string Opens(DataRequest row) => $"/admin/data-requests/{row.Id}";
    public override string KeyOf(DataRequest row) => row.Id.ToString();
    public override string NameOf(DataRequest row) => row.Number;
    public override bool IsBusy(DataRequest row) => row.State == RequestState.Working;

    /// <summary>By its hash an address is found also when it is no longer known.</summary>
    public override IQueryable<DataRequest> Matching(ListQuery asked)
    {
        var requests = db.Set<DataRequest>().AsNoTracking();
        if (Snake.TryEnum<RequestState>(asked["state"] ?? "", out var state)) requests = requests.Where(r => r.State == state);
        if (Snake.TryEnum<RequestKind>(asked["kind"] ?? "", out var kind)) requests = requests.Where(r => r.Kind == kind);
        if (asked["q"] is { } text && (DataRequest.HashOf(brand.Id, text), text.Trim().ToUpperInvariant()) is var (hash, number)) requests = requests.Where(r => r.EmailHash == hash || r.Number == number);
        return requests;
    }

    public override async Task<Glance?> Look(string key, CancellationToken ct)
    {
        if (!Guid.TryParse(key, out var id) || await db.Set<DataRequest>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct) is not { } r) return null;
        return new(r.Number)
        {
            Page = $"/admin/data-requests/{r.Id}", IsCode = true, State = words["RequestState." + r.State], Tone = Tone(r),
            Facts =
            [
                new(words["Request.Kind"], words["RequestKind." + r.Kind]), new(words["Email"], r.Email ?? words["Request.Erased"].Value), new(words["Request.Via"], words["RequestVia." + r.Via]),
                new(words["Request.Received"], r.ReceivedAt.Long()), new(words["Request.Due"], r.IsOpen ? r.DueAt.Long() : null), new(words["Request.Ended"], r.EndedAt?.Long()), new(words["Request.HeldUntil"], r.HeldUntil?.Long()),
            ],
        };
    }
}

/// <summary>Requests that wait for somebody, each with its day.</summary>
internal sealed class RequestsToday(AppDb db, IStringLocalizer<Texts> words) : ITodayItem
{
    public async Task<IReadOnlyList<TodayItem>> Items(CancellationToken ct) =>
        [.. (await db.Set<DataRequest>().AsNoTracking().Where(r => r.State == RequestState.Open).OrderBy(r => r.DueAt).Take(20).ToListAsync(ct))
            .Select(r => new TodayItem(r.ReceivedAt, words["Today.Request", words["RequestKind." + r.Kind], r.Number, r.DueAt.Long()], words["Today.Answer"], $"/admin/data-requests/{r.Id}"))];
}
