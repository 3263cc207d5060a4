using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Brands;

/// <summary>Opens a new tenant.</summary>
public sealed partial class OpenBrand(AppDb db, BrandHosts hosts, Addresses addresses, TimeProvider clock)
{
    public sealed record Input(string Slug, string Name, string Currency = "EUR", string Country = "DE", string? Accent = null, string? Host = null);

    /// <returns>The brand, or one sentence that says why there is none.</returns>
    public async Task<(Brand? Brand, string? Error)> Handle(Input input, CancellationToken ct)
    {
        if (!SlugForm().IsMatch(input.Slug)) return (null, $"“{input.Slug}” cannot be a brand's slug: use 2 to 40 of a-z, 0-9 and -, beginning with a letter.");
        if (string.IsNullOrWhiteSpace(input.Name)) return (null, "A brand needs a name: add --name.");
        if (!Currencies.IsRight(input.Currency)) return (null, $"“{input.Currency}” is not a currency: give three capital letters of ISO 4217, such as EUR.");
        if (!Countries.IsRight(input.Country)) return (null, $"“{input.Country}” is not a country: give two capital letters of ISO 3166-1, such as DE.");
        if (await db.Set<Brand>().AnyAsync(b => b.Slug == input.Slug, ct)) return (null, $"The brand “{input.Slug}” is there already.");
        var host = BrandHost.Read(input.Host);
        if (input.Host is not null && host is null) return (null, $"“{input.Host}” cannot be a brand's host: give a name such as id.example.com, without https:// and without a path.");
        if (host is not null && (host == addresses.SharedHost || await db.Set<Brand>().AnyAsync(b => b.Host == host, ct))) return (null, $"“{host}” leads elsewhere already: a brand's host is its own.");

        var brand = new Brand { Slug = input.Slug, Name = input.Name.Trim(), Currency = input.Currency, Country = input.Country, Host = host, CreatedAt = clock.GetUtcNow() };
        if (input.Accent is not null) brand.Accent = input.Accent;
        db.Add(brand);
        await db.SaveChangesAsync(ct);
        await hosts.Changed(ct);
        return (brand, null);
    }

    [GeneratedRegex("^[a-z][a-z0-9-]{1,39}$", RegexOptions.None, 100)] private static partial Regex SlugForm();
}
