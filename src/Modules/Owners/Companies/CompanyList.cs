using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Platform.Web.Lists;

namespace Nameplate.Owners.Companies;

/// <summary>The console's list of companies.</summary>
internal sealed class CompanyList(AppDb db, IStringLocalizer<Texts> words) : ConsoleList<CompanyList.Row>
{
    /// <summary>Made by setting members: what a constructor makes cannot be filtered in SQL.</summary>
    internal sealed record Row
    {
        public required Company Company { get; init; }
        public required int Sites { get; init; }
        public required int Users { get; init; }
        public required int Units { get; init; }
    }

    public override string Key => "companies";

    public override IReadOnlyList<ListColumn<Row>> Columns =>
    [
        new("name", words["Company"], r => r.Company.Name) { IsName = true, Order = "name", Csv = r => r.Company.Name },
        new("customer_number", words["Company.Number"], r => r.Company.CustomerNumber) { Look = ColumnLook.Code, Csv = r => r.Company.CustomerNumber },
        new("country", words["Country"], r => Countries.NameOf(r.Company.Country)) { Csv = r => r.Company.Country },
        new("vat_id", words["Company.Vat"], r => r.Company.VatId) { Look = ColumnLook.Code, IsUsual = false, Csv = r => r.Company.VatId },
        new("sites", words["Company.Sites"], r => r.Sites.Counted()) { Look = ColumnLook.Number, Csv = r => r.Sites.ToString(CultureInfo.InvariantCulture) },
        new("users", words["Company.Users"], r => r.Users.Counted()) { Look = ColumnLook.Number, Csv = r => r.Users.ToString(CultureInfo.InvariantCulture) },
        new("units", words["Owner.Units"], r => r.Units.Counted()) { Look = ColumnLook.Number, Csv = r => r.Units.ToString(CultureInfo.InvariantCulture) },
        new("known_since", words["Owner.Since"], r => r.Company.CreatedAt.Short()) { Look = ColumnLook.Time, Order = "since", Csv = r => ((DateTimeOffset?)r.Company.CreatedAt).InFile() },
    ];

    public override IReadOnlyList<ListFilter> Filters => [new("q", words["Company.SearchHint"]) { IsPersonal = true }, new("country", words["Country"]) { Options = countries }];

    IReadOnlyList<(string, string)> countries = [];

    public override IReadOnlyList<ListOrder<Row>> Orders =>
    [
        new("name", 2, q => q.OrderBy(r => r.Company.NameKey).ThenBy(r => r.Company.Id), (q, m) => Guid.TryParse(m[1], out var id) ? Behind(q, m[0], id) : q, r => [r.Company.NameKey, r.Company.Id.ToString()]),
        new("-since", 1, q => q.OrderByDescending(r => r.Company.Id), (q, m) => Guid.TryParse(m[0], out var id) ? q.Where(r => r.Company.Id < id) : q, r => [r.Company.Id.ToString()]),
        new("since", 1, q => q.OrderBy(r => r.Company.Id), (q, m) => Guid.TryParse(m[0], out var id) ? q.Where(r => r.Company.Id > id) : q, r => [r.Company.Id.ToString()]),
    ];

    static IQueryable<Row> Behind(IQueryable<Row> rows, string name, Guid id) => rows.Where(r => string.Compare(r.Company.NameKey, name) > 0 || (r.Company.NameKey == name && r.Company.Id > id));

    public override string Say(int count) => words[count == 1 ? "Companies.One" : "Companies.Many", count.Counted()];
    public override string Opens(Row row) => $"/admin/companies/{row.Company.Id}";
    public override string KeyOf(Row row) => row.Company.Id.ToString();
    public override string NameOf(Row row) => row.Company.Name;

    public override async Task Prepare(CancellationToken ct) =>
        countries = [.. (await db.Set<Company>().Where(c => c.Country != null).Select(c => c.Country!).Distinct().ToListAsync(ct)).Select(c => (c, Countries.NameOf(c) ?? c)).OrderBy(c => c.Item2, StringComparer.CurrentCulture)];

    public override IQueryable<Row> Matching(ListQuery asked)
    {
        var companies = CompanySearch.Beginning(db, asked["q"]).AsNoTracking();
        if (asked["country"] is { } country) companies = companies.Where(c => c.Country == country);
        return companies.Select(c => new Row
        {
            Company = c, Sites = db.Set<CompanySite>().Count(s => s.CompanyId == c.Id), Users = db.Set<CompanyUser>().Count(u => u.CompanyId == c.Id), Units = db.Set<FleetUnit>().Count(f => f.CompanyId == c.Id),
        });
    }

    public override async Task<Glance?> Look(string key, CancellationToken ct)
    {
        if (!Guid.TryParse(key, out var id) || await db.Set<Company>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct) is not { } c) return null;
        var sites = await db.Set<CompanySite>().AsNoTracking().Where(s => s.CompanyId == id).OrderBy(s => s.NameKey).Take(10).ToListAsync(ct);
        return new(c.Name)
        {
            Page = $"/admin/companies/{c.Id}",
            Facts =
            [
                new(words["Company.Number"], c.CustomerNumber) { IsCode = true }, new(words["Country"], Countries.NameOf(c.Country)), new(words["Company.Vat"], c.VatId) { IsCode = true }, new(words["Company.Note"], c.Note),
                new(words["Company.Fleet"], words["Company.Open"]) { Href = $"/admin/fleet?company={c.Id}" },
            ],
            Parts = [new(words["Company.Sites"], [.. sites.Select(s => new GlanceLine(s.Name, s.Address, $"/admin/fleet?company={c.Id}&site={s.Id}"))])],
        };
    }
}
