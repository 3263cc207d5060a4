using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Brands;

internal static class ShowBrand
{
    /// <summary>The brand of the API key.</summary>
    /// <param name="Currency">Prices, and the figures made of them, are in this currency.</param>
    /// <param name="Country">Where the brand is established.</param>
    /// <param name="Host">The host of the brand's own; null where all brands share the server's.</param>
    /// <param name="Address">What printed codes, pages and mails begin with.</param>
    internal sealed record Item(string Slug, string Name, string Currency, string Country, string? Host, string Address);

    internal static Item Of(Brand brand, Links links) => new(brand.Slug, brand.Name, brand.Currency, brand.Country, brand.Host, links.To("/"));

    /// <summary>The brand of the API key.</summary>
    /// <example>
    /// GET /api/v1/brand
    /// 200
    /// {"slug": "aurora", "name": "Aurora", "currency": "EUR", "country": "DE", "host": null, "address": "https://id.example.com/"}
    /// </example>
    internal static async Task<Ok<Item>> Api(AppDb db, CurrentBrand brand, Links links, CancellationToken ct) => TypedResults.Ok(Of(await db.Set<Brand>().AsNoTracking().SingleAsync(b => b.Id == brand.Id, ct), links));
}

/// <summary>Gives the brand a host of its own, or takes it away.</summary>
internal sealed class SetHost(AppDb db, CurrentBrand brand, BrandBook book, BrandHosts hosts, HostRule rule, Links links, IStringLocalizer<Texts> words)
{
    /// <summary>The host.</summary>
    /// <param name="Host">A name such as <c>id.example.com</c>, without <c>https://</c> and without a path; null for the address that all brands share.</param>
    internal sealed record Input(string? Host);

    /// <summary>Sets the host under which the world reaches the brand.</summary>
    /// <remarks>Codes printed from then on carry it for ever: point the name at the server and give its proxy a certificate first. Codes printed earlier keep working for as long as their host does.</remarks>
    /// <response code="200">The host is set; pages, mails and links carry it within five seconds.</response>
    /// <response code="412">The brand was changed since it was read.</response>
    /// <response code="422">The name cannot be a host, or leads elsewhere already.</response>
    /// <example>
    /// PUT /api/v1/brand/host
    /// {"host": null}
    /// 200
    /// {"slug": "aurora", "name": "Aurora", "currency": "EUR", "country": "DE", "host": null, "address": "https://id.example.com/"}
    /// </example>
    internal static Task<Results<Ok<ShowBrand.Item>, ProblemHttpResult>> Api(Input input, IfMatch ifMatch, SetHost set, CancellationToken ct) => set.Handle(input, ifMatch, ct);

    async Task<Results<Ok<ShowBrand.Item>, ProblemHttpResult>> Handle(Input input, IfMatch ifMatch, CancellationToken ct)
    {
        await using var tx = await db.Database.BeginTransactionAsync(ct);
        await db.Set<Brand>().Where(b => b.Id == brand.Id).ExecuteUpdateAsync(u => u.SetProperty(b => b.Slug, b => b.Slug), ct);      // locks the row: what is read now stands until the change
        var row = await db.Set<Brand>().SingleAsync(b => b.Id == brand.Id, ct);
        if (!ifMatch.Allows(ShowBrand.Of(row, links))) return IfMatch.Stale;
        var (host, wrong) = await rule.Read(input.Host, ct);
        if (wrong is not null) return Problems.Field("host", wrong);
        row.Host = host;
        try { await db.SaveChangesAsync(ct); }
        catch (DbUpdateException error) when (db.Dialect.IsDuplicateKey(error)) { return Problems.Field("host", words["Brand.HostTaken"]); }      // another brand took it just now
        await tx.CommitAsync(ct);
        book.Forget(brand.Id);
        await hosts.Changed(ct);
        return TypedResults.Ok(ShowBrand.Of(row, links));
    }
}
