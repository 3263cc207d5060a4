using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Access;
using Nameplate.Platform.Bulk;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Platform.Web.Lists;

namespace Nameplate.Owners.Companies;

/// <summary>The console's list of units that belong to companies.</summary>
internal sealed class FleetList(AppDb db, Fleet fleet, Rights rights, IStringLocalizer<Texts> words) : ConsoleList<Fleet.Row>
{
    readonly Dictionary<Guid, Fleet.Line> lines = [];
    readonly Dictionary<Guid, string> companies = [], sites = [];

    public override string Key => "fleet";

    public override IReadOnlyList<ListColumn<Fleet.Row>> Columns =>
    [
        new("serial", words["Serial"], r => Line(r)?.Unit.Serial) { Look = ColumnLook.Code, IsName = true, Csv = r => Line(r)?.Unit.Serial },
        new("product", words["Company.Product"], r => Line(r)?.Model) { Csv = r => Line(r)?.Model },
        new("gtin", words["Owner.Gtin"], r => Line(r)?.Unit.Gtin) { Look = ColumnLook.Code, IsUsual = false, Csv = r => Line(r)?.Unit.Gtin },
        new("company", words["Company"], r => companies.GetValueOrDefault(r.Unit.CompanyId)) { Csv = r => companies.GetValueOrDefault(r.Unit.CompanyId) },
        new("site", words["Company.Site"], SiteOf) { Csv = SiteOf },
        new("age", words["Company.Age"], r => words.AgeOf(fleet.AgeOf(r.Since))) { Below = r => r.Since.Short(), Order = "age", Csv = r => fleet.AgeOf(r.Since).ToString(CultureInfo.InvariantCulture) },
        new("since", words["Company.Since"], r => r.Since.Short()) { IsUsual = false, Csv = r => ((DateTimeOffset?)r.Since).InFile() },
        new("purchased_on", words["Owner.Purchased"], r => r.Registration.PurchasedOn?.Short()) { IsUsual = false, Csv = r => r.Registration.PurchasedOn?.Day().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) },
        new("warranty_until", words["Company.Until"], r => Line(r)?.Until?.Short()) { Csv = r => Line(r)?.Until?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) },
        new("warranty_days_left", words["Company.DaysLeft"], r => fleet.DaysLeft(Line(r)?.Until)?.Counted()) { Look = ColumnLook.Number, Csv = r => fleet.DaysLeft(Line(r)?.Until)?.ToString(CultureInfo.InvariantCulture) },
        new("added_at", words["Company.AddedAt"], r => r.Unit.AddedAt.Short()) { IsUsual = false, Csv = r => ((DateTimeOffset?)r.Unit.AddedAt).InFile() },
    ];

    public override IReadOnlyList<ListFilter> Filters =>
    [
        new("company", words["Company"]) { IsHidden = true, Options = [.. companies.Select(c => (c.Key.ToString(), c.Value))] },
        new("site", words["Company.Site"]) { IsHidden = true, Options = [("none", words["Company.NoSite"].Value), .. sites.Select(c => (c.Key.ToString(), c.Value))] },
        new("age", words["Company.Age"]) { Options = [.. Enumerable.Range(0, Fleet.Years.Length).Select(i => (i.ToString(CultureInfo.InvariantCulture), words.BucketOf(i)))] },
        new("ending", words["Company.Until"]) { Options = [.. new[] { 30, Fleet.Soon, 365 }.Select(d => (d.ToString(CultureInfo.InvariantCulture), words["Company.EndsIn", d].Value))] },
    ];

    public override IReadOnlyList<ListOrder<Fleet.Row>> Orders =>
    [
        new("-added", 1, q => q.OrderByDescending(r => r.Unit.RegistrationId), (q, m) => Guid.TryParse(m[0], out var id) ? q.Where(r => r.Unit.RegistrationId < id) : q, r => [r.Unit.RegistrationId.ToString()]),
        new("age", 2, q => q.OrderBy(r => r.Since).ThenBy(r => r.Unit.RegistrationId), (q, m) => Time(m[0]) is { } at && Guid.TryParse(m[1], out var id) ? q.Where(r => r.Since > at || (r.Since == at && r.Unit.RegistrationId > id)) : q, Place),
        new("-age", 2, q => q.OrderByDescending(r => r.Since).ThenByDescending(r => r.Unit.RegistrationId), (q, m) => Time(m[0]) is { } at && Guid.TryParse(m[1], out var id) ? q.Where(r => r.Since < at || (r.Since == at && r.Unit.RegistrationId < id)) : q, Place),
    ];

    static string[] Place(Fleet.Row r) => [r.Since.UtcDateTime.ToString("O", CultureInfo.InvariantCulture), r.Unit.RegistrationId.ToString()];
    static DateTimeOffset? Time(string text) => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;

    Fleet.Line? Line(Fleet.Row row) => lines.GetValueOrDefault(row.Unit.RegistrationId);
    string? SiteOf(Fleet.Row row) => row.Unit.SiteId is { } site ? sites.GetValueOrDefault(site) : null;

    public override string Say(int count) => words[count == 1 ? "Company.Units.One" : "Company.Units.Many", count.Counted()];
    public override string KeyOf(Fleet.Row row) => row.Unit.RegistrationId.ToString();
    public override string NameOf(Fleet.Row row) => Line(row)?.Unit.Serial ?? KeyOf(row);

    public override async Task Fill(IReadOnlyList<Fleet.Row> rows, CancellationToken ct)
    {
        foreach (var line in await fleet.Lines(rows, ct)) lines[line.Row.Unit.RegistrationId] = line;
        await Name([.. rows.Select(r => r.Unit.CompanyId).Distinct()], [.. rows.Select(r => r.Unit.SiteId).OfType<Guid>().Distinct()], ct);
    }

    /// <summary>Names for chips of what is asked for, which may match no row.</summary>
    public Task NameAsked(ListQuery asked, CancellationToken ct) =>
        Name(Guid.TryParse(asked["company"], out var company) ? [company] : [], Guid.TryParse(asked["site"], out var site) ? [site] : [], ct);

    async Task Name(Guid[] ofCompanies, Guid[] ofSites, CancellationToken ct)
    {
        if (ofCompanies.Length > 0) foreach (var c in await db.Set<Company>().AsNoTracking().Where(c => ofCompanies.Contains(c.Id)).Select(c => new { c.Id, c.Name }).ToListAsync(ct)) companies[c.Id] = c.Name;
        if (ofSites.Length > 0) foreach (var s in await db.Set<CompanySite>().AsNoTracking().Where(s => ofSites.Contains(s.Id)).Select(s => new { s.Id, s.Name }).ToListAsync(ct)) sites[s.Id] = s.Name;
    }

    public override IQueryable<Fleet.Row> Matching(ListQuery asked)
    {
        var units = fleet.Units(Guid.TryParse(asked["company"], out var company) ? company : null);
        if (asked["site"] == "none") units = units.Where(r => r.Unit.SiteId == null);
        else if (Guid.TryParse(asked["site"], out var site)) units = units.Where(r => r.Unit.SiteId == site);
        if (int.TryParse(asked["age"], NumberStyles.None, CultureInfo.InvariantCulture, out var bucket) && bucket < Fleet.Years.Length) units = fleet.OfAge(units, bucket);
        if (int.TryParse(asked["ending"], NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days <= 3_650) units = fleet.Ending(units, days);
        return units;
    }

    public override async Task<Glance?> Look(string key, CancellationToken ct)
    {
        if (!Guid.TryParse(key, out var id) || await fleet.Units(null).SingleOrDefaultAsync(r => r.Unit.RegistrationId == id, ct) is not { } row) return null;
        await Fill([row], ct);
        if (Line(row) is not { } line) return null;
        return new(line.Unit.Key.Spaced)
        {
            IsCode = true, Picture = line.ImageUrl,
            Facts =
            [
                new(words["Company.Product"], line.Model), new(words["Company"], companies.GetValueOrDefault(row.Unit.CompanyId)) { Href = $"/admin/companies/{row.Unit.CompanyId}" }, new(words["Company.Site"], SiteOf(row)),
                new(words["Company.Since"], row.Since.Long()), new(words["Owner.Purchased"], row.Registration.PurchasedOn?.Long()), new(words["Company.Until"], line.Until?.Long()),
                new(words["Company.Contact"], words["Company.Open"]) { Href = $"/admin/owners?open={row.Registration.PersonId}" }, new(words["Owner.Unit"], words["Company.Open"]) { Href = $"/admin/units?open={row.Unit.UnitId}" },
            ],
            Steps = rights.May("owners.companies.write") ? [GlanceStep.Of(words["Bulk.fleet.site"], "fleet.site", key, new BulkField("value", words["Company.Site"])), GlanceStep.Of(words["Bulk.fleet.out"], "fleet.out", key)] : [],
        };
    }
}

internal static class FleetWords
{
    public static string AgeOf(this IStringLocalizer<Texts> words, int years) => years == 0 ? words["Company.Bucket.First"] : words[years == 1 ? "Company.Year" : "Company.Years", years];

    /// <summary>“1 to 3 years”, “8 years and more”.</summary>
    public static string BucketOf(this IStringLocalizer<Texts> words, int bucket) =>
        bucket == 0 ? words["Company.Bucket.First"] : bucket + 1 == Fleet.Years.Length ? words["Company.Bucket.Last", Fleet.Years[bucket]] : words["Company.Bucket", Fleet.Years[bucket], Fleet.Years[bucket + 1]];
}
