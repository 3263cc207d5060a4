using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Owners.Registrations;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Platform.Web.Lists;
using Nameplate.Products;

namespace Nameplate.Owners.People;

/// <summary>The console's list of owners.</summary>
internal sealed class OwnerList(AppDb db, IProducts products, IStringLocalizer<Texts> words) : ConsoleList<OwnerList.Row>
{
    /// <summary>Made by setting members: what a constructor makes cannot be filtered in SQL.</summary>
    internal sealed record Row
    {
        public required Person Person { get; init; }
        public required int Units { get; init; }
    }

    const string Yes = "yes", No = "no";
    const int MostUnits = 10;

    public override string Key => "owners";

    public override IReadOnlyList<ListColumn<Row>> Columns =>
    [
        new("email", words["Email"], r => r.Person.Email) { IsName = true, Order = "email", Csv = r => r.Person.Email },
        new("name", words["Name"], r => r.Person.Name) { Csv = r => r.Person.Name },
        new("country", words["Country"], r => Countries.NameOf(r.Person.Country)) { Csv = r => r.Person.Country },
        new("language", words["Owner.Language"], r => r.Person.Language) { IsUsual = false, Csv = r => r.Person.Language },
        new("units", words["Owner.Units"], r => r.Units.ToString("N0", CultureInfo.CurrentCulture)) { Look = ColumnLook.Number, Csv = r => r.Units.ToString(CultureInfo.InvariantCulture) },
        new("confirmed_at", words["Owner.Address"], r => words[r.Person.ConfirmedAt is null ? "Owner.Unconfirmed" : "Owner.Confirmed"]) { Look = ColumnLook.State, Tone = r => r.Person.ConfirmedAt is null ? null : "good", Csv = r => Time(r.Person.ConfirmedAt) },
        new("known_since", words["Owner.Since"], r => r.Person.CreatedAt.Short()) { Look = ColumnLook.Time, Order = "since", Csv = r => Time(r.Person.CreatedAt) },
    ];

    public override IReadOnlyList<ListFilter> Filters => [new("q", words["Owners.SearchHint"]) { IsPersonal = true }, new("confirmed", words["Owner.Address"]) { Options = [(Yes, words["Owner.Confirmed"]), (No, words["Owner.Unconfirmed"])] }];

    public override IReadOnlyList<ListOrder<Row>> Orders =>
    [
        new("-since", 1, q => q.OrderByDescending(r => r.Person.Id), (q, m) => Guid.TryParse(m[0], out var id) ? q.Where(r => r.Person.Id < id) : q, r => [r.Person.Id.ToString()]),
        new("since", 1, q => q.OrderBy(r => r.Person.Id), (q, m) => Guid.TryParse(m[0], out var id) ? q.Where(r => r.Person.Id > id) : q, r => [r.Person.Id.ToString()]),
        new("email", 1, q => q.OrderBy(r => r.Person.EmailKey), (q, m) => Behind(q, m[0]), r => [r.Person.EmailKey]),
    ];

    static IQueryable<Row> Behind(IQueryable<Row> rows, string email) => rows.Where(r => string.Compare(r.Person.EmailKey, email) > 0);
    static string? Time(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public override string Say(int count) => count == 1 ? words["Owners.One"] : words["Owners.Many", count.ToString("N0", CultureInfo.CurrentCulture)];
    public override string Opens(Row row) => $"/admin/owners/{row.Person.Id}";
    public override string KeyOf(Row row) => row.Person.Id.ToString();
    public override string NameOf(Row row) => row.Person.Email;

    public override async Task<Glance?> Look(string key, CancellationToken ct)
    {
        if (!Guid.TryParse(key, out var id) || await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == id && p.ErasedAt == null, ct) is not { } p) return null;
        var mine = await db.Set<Registration>().AsNoTracking().Where(r => r.PersonId == id && r.EndedAt == null).OrderByDescending(r => r.RegisteredAt).Take(MostUnits).ToListAsync(ct);
        var units = await products.Units([.. mine.Select(r => r.UnitId)], ct);
        var names = (await products.Models(ct)).ToDictionary(m => m.Gtin, m => m.Name);
        return new(p.Name ?? p.Email)
        {
            Page = $"/admin/owners/{p.Id}", State = words[p.ConfirmedAt is null ? "Owner.Unconfirmed" : "Owner.Confirmed"], Tone = p.ConfirmedAt is null ? null : "good",
            Facts =
            [
                new(words["Email"], p.Email), new(words["Name"], p.Name), new(words["Country"], Countries.NameOf(p.Country)), new(words["Language"], p.Language is { } language ? Languages.NameOf(language) : null),
                new(words["Owner.Since"], p.CreatedAt.Long()),
            ],
            Parts = [new(words["Owner.Units"], [.. mine.Where(r => units.ContainsKey(r.UnitId)).Select(r => (r, Unit: units[r.UnitId])).Select(x => new GlanceLine(names.GetValueOrDefault(x.Unit.Gtin, x.Unit.Gtin), $"{x.Unit.Key.Spaced} · {x.r.RegisteredAt.Short()}", "/admin/units?open=" + x.Unit.Id))])],
        };
    }

    public override IQueryable<Row> Matching(ListQuery asked)
    {
        var people = OwnerSearch.Beginning(db, asked["q"]).AsNoTracking();
        if (asked["confirmed"] == Yes) people = people.Where(p => p.ConfirmedAt != null);
        if (asked["confirmed"] == No) people = people.Where(p => p.ConfirmedAt == null);
        return people.Select(p => new Row { Person = p, Units = db.Set<Registration>().Count(r => r.PersonId == p.Id && r.EndedAt == null) });
    }
}
