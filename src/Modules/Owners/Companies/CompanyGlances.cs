using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Access;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web.Lists;

namespace Nameplate.Owners.Companies;

/// <summary>In the panel of a unit: to whose fleet it belongs, and where it stands.</summary>
internal sealed class CompanyOfUnit(AppDb db, Fleet fleet, Rights rights, IStringLocalizer<Texts> words) : IGlance
{
    public string List => "units";

    public async Task Add(Glance glance, string key, CancellationToken ct)
    {
        if (!rights.May("owners.companies.read") || !Guid.TryParse(key, out var id) || await fleet.Units(null).FirstOrDefaultAsync(r => r.Unit.UnitId == id, ct) is not { Unit: var unit }) return;
        var company = await db.Set<Company>().Where(c => c.Id == unit.CompanyId).Select(c => c.Name).SingleAsync(ct);
        var site = unit.SiteId is null ? null : await db.Set<CompanySite>().Where(s => s.Id == unit.SiteId).Select(s => s.Name).SingleOrDefaultAsync(ct);
        glance.Facts.Insert(0, new(words["Company"], site is null ? company : $"{company} · {site}") { Href = $"/admin/companies/{unit.CompanyId}" });
    }
}

/// <summary>In the panel of an owner: the companies this person acts for.</summary>
internal sealed class CompaniesOfOwner(Memberships memberships, Rights rights, IStringLocalizer<Texts> words) : IGlance
{
    public string List => "owners";

    public async Task Add(Glance glance, string key, CancellationToken ct)
    {
        if (!rights.May("owners.companies.read") || !Guid.TryParse(key, out var id)) return;
        glance.Facts.AddRange((await memberships.Of(id, ct)).Take(10).Select(m => new GlanceFact(words["Company"], $"{m.Company.Name} · {words["Company.Role." + m.User.Role]}") { Href = $"/admin/companies/{m.Company.Id}" }));
    }
}
