using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Owners.Companies;

/// <summary>Sites of a company, for programs.</summary>
internal static class SitesApi
{
    const string NoSuch = "The company has no such site.";

    /// <summary>A site: a place of a company where units stand.</summary>
    /// <param name="Street">Street and number, and what else stands on an envelope.</param>
    /// <param name="Country">Two capital letters, such as DE.</param>
    internal sealed record Item(Guid Id, string Name, string? Street, string? PostalCode, string? City, string? Country)
    {
        public static Item Of(CompanySite s) => new(s.Id, s.Name, s.Street, s.PostalCode, s.City, s.Country);
    }

    /// <summary>Lists the sites of a company by name.</summary>
    /// <param name="id">The company’s id.</param>
    /// <param name="after">The mark <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 200; 50 when not given.</param>
    /// <example>
    /// GET /api/v1/companies/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e/sites
    /// 200
    /// {"items": [
    /// {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d60", "name": "Station", "street": "Bahnhofstr. 1", "postalCode": "80335", "city": "München", "country": "DE"}
    /// ], "next": null}
    /// </example>
    internal static async Task<Results<Ok<Paged<Item>>, ProblemHttpResult>> List(Guid id, AppDb db, CancellationToken ct, string? after = null, int limit = Paging.Usual)
    {
        if (Paging.Wrong(limit, PageMark.TryRead(after, 1, out var mark)) is { } wrong) return wrong;
        if (!await db.Set<Company>().AnyAsync(c => c.Id == id, ct)) return Problems.NotFound(CompaniesApi.NoSuch);
        var from = mark?[0] ?? "";
        var sites = await db.Set<CompanySite>().AsNoTracking().Where(s => s.CompanyId == id && string.Compare(s.NameKey, from) > 0).OrderBy(s => s.NameKey).Take(limit + 1).ToListAsync(ct);
        return TypedResults.Ok(Paging.Page(sites, limit, Item.Of, s => PageMark.Of(s.NameKey)));
    }

    /// <summary>Adds a site to a company.</summary>
    /// <param name="id">The company’s id.</param>
    /// <response code="201">The site.</response>
    /// <response code="422">Names each field that is not right, and the remedy.</response>
    /// <example>
    /// POST /api/v1/companies/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e/sites
    /// {"name": "Airport", "street": "Terminal 2", "postalCode": "85356", "city": "München", "country": "DE"}
    /// 201
    /// {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d60", "name": "Airport", "street": "Terminal 2", "postalCode": "85356", "city": "München", "country": "DE"}
    /// </example>
    internal static async Task<Results<Created<Item>, ProblemHttpResult>> Add(Guid id, SaveSite.Input input, SaveSite save, AppDb db, CancellationToken ct)
    {
        if (!await db.Set<Company>().AnyAsync(c => c.Id == id, ct)) return Problems.NotFound(CompaniesApi.NoSuch);
        var (site, errors) = await save.Add(id, input, ct);
        return site is null ? Problems.Fields([.. errors]) : TypedResults.Created($"/api/v1/companies/{id}/sites", Item.Of(site));
    }

    /// <summary>Changes a site. What is left out is taken away.</summary>
    /// <param name="id">The company’s id.</param>
    /// <param name="site">The site’s id.</param>
    /// <response code="412">It was changed since it was read.</response>
    /// <response code="422">Names each field that is not right, and the remedy.</response>
    /// <example>
    /// PUT /api/v1/companies/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e/sites/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d60
    /// {"name": "Station", "street": "Bahnhofstr. 1", "postalCode": "80335", "city": "München", "country": "DE"}
    /// 200
    /// {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d60", "name": "Station", "street": "Bahnhofstr. 1", "postalCode": "80335", "city": "München", "country": "DE"}
    /// </example>
    internal static async Task<Results<Ok<Item>, ProblemHttpResult>> Change(Guid id, Guid site, SaveSite.Input input, IfMatch ifMatch, SaveSite save, AppDb db, CancellationToken ct)
    {
        await using var tx = await db.Database.BeginTransactionAsync(ct);
        if (await db.Set<CompanySite>().SingleOrDefaultAsync(s => s.Id == site && s.CompanyId == id, ct) is not { } found) return Problems.NotFound(NoSuch);
        if (!ifMatch.Allows(Item.Of(found))) return IfMatch.Stale;
        var (changed, errors) = await save.Change(found, input, ct);
        if (changed is null) return Problems.Fields([.. errors]);
        await tx.CommitAsync(ct);
        return TypedResults.Ok(Item.Of(changed));
    }

    /// <summary>Takes a site away. Its units stay in the fleet, without a site.</summary>
    /// <param name="id">The company’s id.</param>
    /// <param name="site">The site’s id.</param>
    /// <response code="200">The site as it was.</response>
    /// <example>
    /// DELETE /api/v1/companies/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e/sites/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d60
    /// 200
    /// {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d60", "name": "Station", "street": "Bahnhofstr. 1", "postalCode": "80335", "city": "München", "country": "DE"}
    /// </example>
    internal static async Task<Results<Ok<Item>, ProblemHttpResult>> Remove(Guid id, Guid site, SaveSite save, AppDb db, CancellationToken ct)
    {
        if (await db.Set<CompanySite>().SingleOrDefaultAsync(s => s.Id == site && s.CompanyId == id, ct) is not { } found) return Problems.NotFound(NoSuch);
        await save.Remove(found, ct);
        return TypedResults.Ok(Item.Of(found));
    }
}
