using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Owners.People;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Platform.Web.Lists;
using Nameplate.Products;

namespace Nameplate.Owners.Registrations;

/// <summary>The console's list of registrations, the last recorded first.</summary>
internal sealed class RegistrationList(AppDb db, IProducts products, IStringLocalizer<Texts> words) : ConsoleList<RegistrationList.Row>
{
    /// <summary>Made by setting members: what a constructor makes cannot be filtered in SQL.</summary>
    internal sealed record Row
    {
        public required Registration Registration { get; init; }
        public required string Email { get; init; }
    }

    const string Yes = "yes", No = "no", InForce = "in_force", Ended = "ended";
    readonly Dictionary<Guid, ProductUnit> units = [];
    Dictionary<string, string> models = [];

    public override string Key => "registrations";

    public override IReadOnlyList<ListColumn<Row>> Columns =>
    [
        new("serial", words["Serial"], r => UnitOf(r)?.Serial) { Look = ColumnLook.Code, IsName = true, Csv = r => UnitOf(r)?.Serial },
        new("product", words["Owner.Product"], r => UnitOf(r) is { } u ? models.GetValueOrDefault(u.Gtin, u.Gtin) : null),
        new("email", words["Email"], r => r.Email) { Csv = r => r.Email },
        new("registered_at", words["Owner.Registered"], r => r.Registration.RegisteredAt.Short()) { Look = ColumnLook.Time, Csv = r => r.Registration.RegisteredAt.InFile() },
        new("channel", words["Owner.Way"], r => words["Channel." + r.Registration.Channel]) { Csv = r => Snake.Case(r.Registration.Channel.ToString()) },
        new("purchased_on", words["Owner.Purchased"], r => r.Registration.PurchasedOn?.Short()) { Look = ColumnLook.Time, Below = r => r.Registration.Proven ? words["Owner.Proven"].Value : null, Csv = r => r.Registration.PurchasedOn?.Day().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) },
        new("confirmed_at", words["Owner.Address"], r => words[r.Registration.ConfirmedAt is null ? "Owner.Unconfirmed" : "Owner.Confirmed"]) { Look = ColumnLook.State, Tone = r => r.Registration.ConfirmedAt is null ? null : "good", Csv = r => r.Registration.ConfirmedAt.InFile() },
        new("gtin", words["Owner.Gtin"], r => UnitOf(r)?.Gtin) { Look = ColumnLook.Code, IsUsual = false, Csv = r => UnitOf(r)?.Gtin },
        new("country", words["Country"], r => Countries.NameOf(r.Registration.Country)) { IsUsual = false, Csv = r => r.Registration.Country },
        new("retailer", words["Owner.Retailer"], r => r.Registration.Retailer) { IsUsual = false, Csv = r => r.Registration.Retailer },
        new("ended_at", words["Owner.Ended"], r => r.Registration.EndedAt?.Short()) { IsUsual = false, Csv = r => r.Registration.EndedAt.InFile() },
    ];

    public override IReadOnlyList<ListFilter> Filters =>
    [
        new("email", words["Email"]) { IsPersonal = true },
        new("channel", words["Owner.Way"]) { Options = [.. Enum.GetValues<RegistrationChannel>().Select(c => (Snake.Case(c.ToString()), words["Channel." + c].Value))] },
        new("confirmed", words["Owner.Address"]) { Options = [(Yes, words["Owner.Confirmed"]), (No, words["Owner.Unconfirmed"])] },
        new("force", words["Owner.InForce"]) { Options = [(InForce, words["Owner.Running"]), (Ended, words["Owner.Ended"])] },
    ];

    public override IReadOnlyList<ListOrder<Row>> Orders =>
    [
        new("-recorded", 1, q => q.OrderByDescending(r => r.Registration.Id), (q, m) => Guid.TryParse(m[0], out var id) ? q.Where(r => r.Registration.Id < id) : q, r => [r.Registration.Id.ToString()]),
    ];

    ProductUnit? UnitOf(Row row) => units.GetValueOrDefault(row.Registration.UnitId);

    public override string Say(int count) => words[count == 1 ? "Registrations.One" : "Registrations.Many", count.Counted()];
    public override string KeyOf(Row row) => row.Registration.Id.ToString();
    public override string NameOf(Row row) => UnitOf(row)?.Serial ?? row.Email;

    public override async Task Prepare(CancellationToken ct) => models = (await products.Models(ct)).ToDictionary(m => m.Gtin, m => m.Name);

    public override async Task Fill(IReadOnlyList<Row> rows, CancellationToken ct)
    {
        foreach (var (id, unit) in await products.Units([.. rows.Select(r => r.Registration.UnitId).Distinct()], ct)) units[id] = unit;
    }

    public override IQueryable<Row> Matching(ListQuery asked)
    {
        var registrations = db.Set<Registration>().AsNoTracking();
        if (Snake.TryEnum<RegistrationChannel>(asked["channel"] ?? "", out var channel)) registrations = registrations.Where(r => r.Channel == channel);
        if (asked["confirmed"] == Yes) registrations = registrations.Where(r => r.ConfirmedAt != null);
        if (asked["confirmed"] == No) registrations = registrations.Where(r => r.ConfirmedAt == null);
        if (asked["force"] == InForce) registrations = registrations.Where(r => r.EndedAt == null);
        if (asked["force"] == Ended) registrations = registrations.Where(r => r.EndedAt != null);
        return registrations.Join(OwnerSearch.Beginning(db, asked["email"]), r => r.PersonId, p => p.Id, (r, p) => new Row { Registration = r, Email = p.Email });
    }

    public override async Task<Glance?> Look(string key, CancellationToken ct)
    {
        if (!Guid.TryParse(key, out var id) || await db.Set<Registration>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct) is not { } r) return null;
        var person = await db.Set<Person>().AsNoTracking().SingleAsync(p => p.Id == r.PersonId, ct);
        var unit = await products.Unit(r.UnitId, ct);
        var model = unit is null ? null : await products.Model(unit.Gtin, ct);
        return new(model?.Name ?? unit?.Gtin ?? "")
        {
            Picture = model?.ImageUrl, State = words[r.EndedAt is null ? "Owner.Running" : "Owner.Ended"], Tone = r.EndedAt is null ? "good" : null,
            Facts =
            [
                new(words["Serial"], unit?.Key.Spaced) { IsCode = true, Href = unit is null ? null : "/admin/units?open=" + unit.Id }, new(words["Owner"], person.Name ?? person.Email) { Href = $"/admin/owners?open={person.Id}" }, new(words["Email"], person.Email),
                new(words["Owner.Registered"], r.RegisteredAt.Exact() + " UTC"), new(words["Owner.Way"], words["Channel." + r.Channel]), new(words["Owner.Purchased"], r.PurchasedOn is { } bought ? bought.Long() + (r.Proven ? " · " + words["Owner.Proven"] : null) : null),
                new(words["Owner.Address"], r.ConfirmedAt is { } at ? words["Owner.ConfirmedOn", at.Long()] : words["Owner.NotConfirmed"]), new(words["Country"], Countries.NameOf(r.Country)), new(words["Owner.Retailer"], r.Retailer), new(words["Owner.Ended"], r.EndedAt?.Long()),
            ],
        };
    }
}
