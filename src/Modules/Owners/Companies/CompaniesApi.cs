using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Owners.Companies;

/// <summary>Companies, for programs.</summary>
internal static class CompaniesApi
{
    internal const string NoSuch = "There is no such company.";

    /// <summary>A company: a business customer.</summary>
    /// <param name="Country">Two capital letters, such as DE.</param>
    /// <param name="CustomerNumber">Your own number for it.</param>
    internal sealed record Item(Guid Id, string Name, string? Country, string? VatId, string? CustomerNumber, string? Note, DateTimeOffset CreatedAt)
    {
        public static Item Of(Company c) => new(c.Id, c.Name, c.Country, c.VatId, c.CustomerNumber, c.Note, c.CreatedAt);
    }

    /// <summary>Lists companies by name.</summary>
    /// <param name="q">How the name or the customer number begins.</param>
    /// <param name="after">The mark <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 200; 50 when not given.</param>
    /// <example>
    /// GET /api/v1/companies?limit=50
    /// 200
    /// {"items": [
    /// {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "name": "Rossi Restaurants", "country": "DE", "vatId": "DE123456789", "customerNumber": "K-1001", "note": null, "createdAt": "2026-07-28T09:30:00Z"}
    /// ], "next": null}
    /// </example>
    internal static async Task<Results<Ok<Paged<Item>>, ProblemHttpResult>> List(AppDb db, CancellationToken ct, string? q = null, string? after = null, int limit = Paging.Usual)
    {
        if (Paging.Wrong(limit, PageMark.TryRead(after, 2, out var mark)) is { } wrong) return wrong;
        var companies = CompanySearch.Beginning(db, q).AsNoTracking();
        if (mark is not null && Guid.TryParse(mark[1], out var id)) companies = companies.Behind(mark[0], id);
        var rows = await companies.OrderBy(c => c.NameKey).ThenBy(c => c.Id).Take(limit + 1).ToListAsync(ct);
        return TypedResults.Ok(Paging.Page(rows, limit, Item.Of, c => PageMark.Of(c.NameKey, c.Id.ToString())));
    }

    /// <summary>Shows a company.</summary>
    /// <param name="id">The company’s id.</param>
    /// <example>
    /// GET /api/v1/companies/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e
    /// 200
    /// {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "name": "Rossi Restaurants", "country": "DE", "vatId": "DE123456789", "customerNumber": "K-1001", "note": null, "createdAt": "2026-07-28T09:30:00Z"}
    /// </example>
    internal static async Task<Results<Ok<Item>, ProblemHttpResult>> One(Guid id, AppDb db, CancellationToken ct) =>
        await db.Set<Company>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct) is { } company ? TypedResults.Ok(Item.Of(company)) : Problems.NotFound(NoSuch);

    /// <summary>Records a company.</summary>
    /// <remarks>Its first user is invited with <c>POST /api/v1/companies/{id}/users</c>.</remarks>
    /// <response code="201">The company; its address is in Location.</response>
    /// <response code="422">Names each field that is not right, and the remedy.</response>
    /// <example>
    /// POST /api/v1/companies
    /// {"name": "Rossi Restaurants", "country": "DE", "vatId": "DE123456789", "customerNumber": "K-1002"}
    /// 201
    /// {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "name": "Rossi Restaurants", "country": "DE", "vatId": "DE123456789", "customerNumber": "K-1002", "note": null, "createdAt": "2026-07-28T09:30:00Z"}
    /// </example>
    internal static async Task<Results<Created<Item>, ProblemHttpResult>> Add(SaveCompany.Input input, SaveCompany save, CancellationToken ct)
    {
        var (company, errors) = await save.Add(input, ct);
        return company is null ? Problems.Fields([.. errors]) : TypedResults.Created($"/api/v1/companies/{company.Id}", Item.Of(company));
    }

    /// <summary>Changes a company. What is left out is taken away.</summary>
    /// <param name="id">The company’s id.</param>
    /// <response code="412">It was changed since it was read.</response>
    /// <response code="422">Names each field that is not right, and the remedy.</response>
    /// <example>
    /// PUT /api/v1/companies/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e
    /// {"name": "Rossi Restaurants", "country": "DE", "vatId": "DE123456789", "customerNumber": "K-1001", "note": "Asks for one invoice a month"}
    /// 200
    /// {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "name": "Rossi Restaurants", "country": "DE", "vatId": "DE123456789", "customerNumber": "K-1001", "note": "Asks for one invoice a month", "createdAt": "2026-07-28T09:30:00Z"}
    /// </example>
    internal static async Task<Results<Ok<Item>, ProblemHttpResult>> Change(Guid id, SaveCompany.Input input, IfMatch ifMatch, SaveCompany save, AppDb db, CancellationToken ct)
    {
        await using var tx = await db.Database.BeginTransactionAsync(ct);
        if (await db.Set<Company>().SingleOrDefaultAsync(c => c.Id == id, ct) is not { } company) return Problems.NotFound(NoSuch);
        if (!ifMatch.Allows(Item.Of(company))) return IfMatch.Stale;
        var (changed, errors) = await save.Change(company, input, ct);
        if (changed is null) return Problems.Fields([.. errors]);
        await tx.CommitAsync(ct);
        return TypedResults.Ok(Item.Of(changed));
    }
}
