using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using static Nameplate.Owners.Companies.SaveCompany;

namespace Nameplate.Owners.Companies;

/// <summary>Records a site of a company, puts one right, or takes one away.</summary>
internal sealed class SaveSite(AppDb db, CurrentBrand brand, IStringLocalizer<Texts> words, TimeProvider clock)
{
    /// <param name="Street">Street and number, and what else stands on an envelope.</param>
    /// <param name="Country">Two capital letters, such as DE.</param>
    internal sealed record Input(string? Name, string? Street = null, string? PostalCode = null, string? City = null, string? Country = null);

    public async Task<(CompanySite? Site, IReadOnlyList<FieldError> Errors)> Add(Guid company, Input input, CancellationToken ct)
    {
        if (await db.Set<CompanySite>().CountAsync(s => s.CompanyId == company, ct) >= CompanySite.Most) return (null, [new("name", words["Company.Wrong.ManySites", CompanySite.Most])]);
        var site = new CompanySite { BrandId = brand.Id, CompanyId = company, Name = "", NameKey = "", CreatedAt = clock.GetUtcNow() };
        return await Save(site, input, () => db.Add(site), ct);
    }

    public Task<(CompanySite? Site, IReadOnlyList<FieldError> Errors)> Change(CompanySite site, Input input, CancellationToken ct) => Save(site, input, () => { }, ct);

    /// <summary>Its units stay in the fleet, without a site.</summary>
    public async Task Remove(CompanySite site, CancellationToken ct)
    {
        await using var tx = await db.Database.BeginTransactionAsync(ct);
        await db.Set<FleetUnit>().Where(f => f.SiteId == site.Id).ExecuteUpdateAsync(u => u.SetProperty(f => f.SiteId, (Guid?)null), ct);
        db.Remove(site);
        db.Announce(new CompanyChanged(site.CompanyId, CompanyStep.Sites), clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        await tx.CommitAsync(ct);
    }

    async Task<(CompanySite?, IReadOnlyList<FieldError>)> Save(CompanySite site, Input input, Action add, CancellationToken ct)
    {
        var name = Given(input.Name);
        List<FieldError> errors = [];
        if (name is null || name.Length > 100) errors.Add(new("name", words["Company.Wrong.SiteName"]));
        if (Given(input.Street)?.Length > 300) errors.Add(new("street", words["Company.Wrong.Long", 300]));
        if (Given(input.PostalCode)?.Length > 20) errors.Add(new("postalCode", words["Company.Wrong.Long", 20]));
        if (Given(input.City)?.Length > 100) errors.Add(new("city", words["Company.Wrong.Long", 100]));
        if (Given(input.Country) is { } country && !Countries.IsRight(country)) errors.Add(new("country", words["Company.Wrong.Country"]));
        var key = name is null ? "" : Company.KeyOf(name);
        if (name is not null && await db.Set<CompanySite>().AnyAsync(s => s.CompanyId == site.CompanyId && s.NameKey == key && s.Id != site.Id, ct)) errors.Add(new("name", words["Company.Wrong.SiteTaken"]));
        if (errors.Count > 0) return (null, errors);

        add();
        (site.Name, site.NameKey, site.Street, site.PostalCode, site.City, site.Country) = (name!, key, Given(input.Street), Given(input.PostalCode), Given(input.City), Given(input.Country));
        db.Announce(new CompanyChanged(site.CompanyId, CompanyStep.Sites), clock.GetUtcNow());
        try { await db.SaveChangesAsync(ct); }
        catch (DbUpdateException e) when (db.Dialect.IsDuplicateKey(e))
        {
            db.Forget();
            return (null, [new("name", words["Company.Wrong.SiteTaken"])]);
        }
        return (site, []);
    }
}
