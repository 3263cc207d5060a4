using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products;

namespace Nameplate.Warranty.Terms;

/// <summary>Sets how long units that are registered from now on are covered. What was promised before stays.</summary>
internal sealed class SetTerm(AppDb db, CurrentBrand brand, IProducts products, TimeProvider clock, IStringLocalizer<Texts> words)
{
    const int Longest = 600;

    /// <param name="Country">Two letters of ISO 3166-1.</param>
    /// <param name="Months">0 for none; empty to go back to the standard.</param>
    internal sealed record Input(string? Country, string? Months, string? Gtin = null);

    internal async Task<FieldError?> Handle(Input input, bool commercial, CancellationToken ct)
    {
        var country = input.Country?.Trim().ToUpperInvariant();
        if (!Countries.IsRight(country)) return new("country", words["Terms.CountryWrong"]);
        int? months = null;
        if (!string.IsNullOrWhiteSpace(input.Months))
        {
            if (!int.TryParse(input.Months, NumberStyles.None, CultureInfo.InvariantCulture, out var n) || n > Longest) return new("months", words["Terms.MonthsWrong", Longest]);
            months = n;
        }
        if (!commercial) db.Add(new StatutoryTerm { BrandId = brand.Id, Country = country!, Months = months, Since = clock.GetUtcNow() });
        else if (input.Gtin is { } gtin && await products.Model(gtin, ct) is not null) db.Add(new CommercialTerm { BrandId = brand.Id, Gtin = gtin, Country = country!, Months = months, Since = clock.GetUtcNow() });
        else return new("gtin", words["Terms.ModelWrong"]);
        await db.SaveChangesAsync(ct);
        return null;
    }

    internal static Task<IResult> Statutory([FromForm] string? country, [FromForm] string? months, SetTerm set, ShowTerms show, HttpContext http, CancellationToken ct) =>
        Answer(new(country, months), commercial: false, set, show, http, ct);

    internal static Task<IResult> Commercial([FromForm] string? gtin, [FromForm] string? country, [FromForm] string? months, SetTerm set, ShowTerms show, HttpContext http, CancellationToken ct) =>
        Answer(new(country, months, gtin), commercial: true, set, show, http, ct);

    static async Task<IResult> Answer(Input input, bool commercial, SetTerm set, ShowTerms show, HttpContext http, CancellationToken ct) =>
        await set.Handle(input, commercial, ct) is { } error ? await show.Show(http, ct, error) : TypedResults.LocalRedirect("/admin/warranty?done=saved");
}
