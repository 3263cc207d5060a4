using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Owners.People;
using Nameplate.Owners.Registrations;
using Nameplate.Platform.Access;
using Nameplate.Platform.Bulk;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Platform.Web.Lists;
using Nameplate.Products;

namespace Nameplate.Owners.Transfers;

/// <summary>The console's list of transfers; with <c>state=due</c> the queue of those that wait for staff.</summary>
internal sealed class TransferList(AppDb db, IProducts products, Rights rights, IStringLocalizer<Texts> words, TimeProvider clock) : ConsoleList<Transfer>
{
    public const string Due = "due";
    readonly Dictionary<Guid, ProductUnit> units = [];
    Dictionary<string, string> models = [];

    public override string Key => "transfers";

    public override IReadOnlyList<ListColumn<Transfer>> Columns =>
    [
        new("serial", words["Serial"], t => UnitOf(t)?.Serial) { Look = ColumnLook.Code, IsName = true, Csv = t => UnitOf(t)?.Serial },
        new("product", words["Owner.Product"], t => UnitOf(t) is { } u ? models.GetValueOrDefault(u.Gtin, u.Gtin) : null),
        new("gtin", words["Owner.Gtin"], t => UnitOf(t)?.Gtin) { Look = ColumnLook.Code, IsUsual = false, Csv = t => UnitOf(t)?.Gtin },
        new("state", words["Transfers.State"], State) { Look = ColumnLook.State, Tone = Tone, Csv = t => Snake.Case(t.State.ToString()) },
        new("way", words["Transfers.Way"], t => words["TransferWay." + t.Way]) { Csv = t => Snake.Case(t.Way.ToString()) },
        new("created_at", words["Transfers.Since"], t => t.CreatedAt.Short()) { Look = ColumnLook.Time, Csv = t => t.CreatedAt.InFile() },
        new("until", words["Transfers.Until"], t => t.IsOpen ? t.Until.Short() : null) { Look = ColumnLook.Time, Csv = t => t.IsOpen ? t.Until.InFile() : null },
        new("ended_at", words["Transfers.Ended"], t => t.EndedAt?.Short()) { Look = ColumnLook.Time, IsUsual = false, Csv = t => t.EndedAt.InFile() },
        new("reason", words["Transfers.Reason"], t => t.Reason) { IsUsual = false, Csv = t => t.Reason },
    ];

    public override IReadOnlyList<ListFilter> Filters =>
    [
        new("state", words["Transfers.State"]) { Options = [(Due, words["Transfers.Due"]), .. Enum.GetValues<TransferState>().Select(s => (Snake.Case(s.ToString()), words["TransferState." + s].Value))] },
        new("way", words["Transfers.Way"]) { Options = [.. Enum.GetValues<TransferWay>().Select(w => (Snake.Case(w.ToString()), words["TransferWay." + w].Value))] },
    ];

    public override IReadOnlyList<ListOrder<Transfer>> Orders =>
        [new("-recorded", 1, q => q.OrderByDescending(t => t.Id), (q, m) => Guid.TryParse(m[0], out var id) ? q.Where(t => t.Id < id) : q, t => [t.Id.ToString()])];

    ProductUnit? UnitOf(Transfer t) => units.GetValueOrDefault(t.UnitId);
    string State(Transfer t) => words[t.State == TransferState.Asked && t.IsDue(clock.GetUtcNow()) ? "Transfers.Overdue" : "TransferState." + t.State];
    string? Tone(Transfer t) => t.State switch { TransferState.Moved or TransferState.GivenUp => "good", TransferState.Refused => "bad", _ when t.IsDue(clock.GetUtcNow()) => "busy", _ => null };

    public override string Say(int count) => words[count == 1 ? "Transfers.One" : "Transfers.Many", count.Counted()];
    public override string KeyOf(Transfer row) => row.Id.ToString();
    public override string NameOf(Transfer row) => UnitOf(row)?.Serial ?? row.Id.ToString();
    public override async Task Prepare(CancellationToken ct) => models = (await products.Models(ct)).ToDictionary(m => m.Gtin, m => m.Name);

    public override async Task Fill(IReadOnlyList<Transfer> rows, CancellationToken ct)
    {
        foreach (var (id, unit) in await products.Units([.. rows.Select(r => r.UnitId).Distinct()], ct)) units[id] = unit;
    }

    public override IQueryable<Transfer> Matching(ListQuery asked)
    {
        var transfers = db.Set<Transfer>().AsNoTracking();
        if (asked["state"] == Due) transfers = DueOf(transfers, clock.GetUtcNow());
        else if (Snake.TryEnum<TransferState>(asked["state"] ?? "", out var state)) transfers = transfers.Where(t => t.State == state);
        if (Snake.TryEnum<TransferWay>(asked["way"] ?? "", out var way)) transfers = transfers.Where(t => t.Way == way);
        return transfers;
    }

    /// <summary>Those that wait for staff.</summary>
    internal static IQueryable<Transfer> DueOf(IQueryable<Transfer> transfers, DateTimeOffset now) => transfers.Where(t => t.State == TransferState.Disputed || (t.State == TransferState.Asked && t.Until <= now));

    public override async Task<Glance?> Look(string key, CancellationToken ct)
    {
        if (!Guid.TryParse(key, out var id) || await db.Set<Transfer>().AsNoTracking().SingleOrDefaultAsync(t => t.Id == id, ct) is not { } t) return null;
        var unit = await products.Unit(t.UnitId, ct);
        var model = unit is null ? null : await products.Model(unit.Gtin, ct);
        var sides = await db.Set<Registration>().AsNoTracking().Where(r => r.Id == t.FromRegistration || r.Id == t.ToRegistration).Join(db.Set<Person>(), r => r.PersonId, p => p.Id, (r, p) => new { r.Id, Person = p }).ToListAsync(ct);
        var (from, to) = (sides.Find(s => s.Id == t.FromRegistration)?.Person, sides.Find(s => s.Id == t.ToRegistration)?.Person);
        var (now, sees) = (clock.GetUtcNow(), rights.May("owners.people.read"));
        return new(model?.Name ?? unit?.Gtin ?? "")
        {
            Picture = model?.ImageUrl, State = State(t), Tone = Tone(t),
            Facts =
            [
                new(words["Serial"], unit?.Key.Spaced) { IsCode = true, Href = unit is null ? null : "/admin/units?open=" + unit.Id },
                new(words["Transfers.From"], sees ? from?.Name ?? from?.Email : null) { Href = from is null ? null : "/admin/owners/" + from.Id },
                new(words["Transfers.To"], sees ? to?.Name ?? to?.Email ?? t.Email : null) { Href = to is null ? null : "/admin/owners/" + to.Id },
                new(words["Transfers.Way"], words["TransferWay." + t.Way]), new(words["Transfers.Since"], t.CreatedAt.Exact() + " UTC"), new(words["Transfers.Until"], t.IsOpen ? t.Until.Exact() + " UTC" : null),
                new(words["Transfers.SaidNoAt"], t.DisputedAt is { } no ? no.Exact() + " UTC" : null), new(words["Transfers.Ended"], t.EndedAt is { } end ? end.Exact() + " UTC" : null), new(words["Transfers.Reason"], t.Reason),
                new(words["Transfers.Evidence"], t.EvidenceFile is null ? null : words["Transfers.OpenFile"].Value) { Href = $"/admin/transfers/{t.Id}/evidence" },
            ],
            Parts = sees && t.Note is { } note ? [new(words["Transfers.Note"], []) { Verbatim = note }] : [],
            Steps = rights.May("owners.transfers.decide") && t.IsDue(now) ? [Step(t, "approved", "Transfers.Approve", isQuiet: false), Step(t, "refused", "Transfers.Refuse", isQuiet: true)] : [],
        };
    }

    GlanceStep Step(Transfer t, string decision, string text, bool isQuiet) =>
        new(words[text], $"/admin/transfers/{t.Id}/decision") { Fields = [("decision", decision)], Asks = new("reason", words["Transfers.Why"]) { IsNeeded = true }, IsQuiet = isQuiet };
}
