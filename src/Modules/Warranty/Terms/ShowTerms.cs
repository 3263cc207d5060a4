using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products;

namespace Nameplate.Warranty.Terms;

internal sealed class ShowTerms(AppDb db, CurrentBrand brand, BrandBook brands, IProducts products, ConsoleFrames frames, IStringLocalizer<Texts> words)
{
    /// <param name="Standard">What counts without the brand's own term.</param>
    internal sealed record CountryLine(string Country, string Name, int Months, int Standard);
    internal sealed record ModelLine(ProductModel Model, string Country, string CountryName, int Months);

    internal static Task<IResult> Page(ShowTerms show, HttpContext http, CancellationToken ct) => show.Show(http, ct);

    internal async Task<IResult> Show(HttpContext http, CancellationToken ct, FieldError? error = null)
    {
        var home = (await brands.Get(brand.Id, ct)).Country;
        var models = await products.Models(ct);
        var statutory = (await db.Set<StatutoryTerm>().AsNoTracking().OrderBy(t => t.Since).ThenBy(t => t.Id).ToListAsync(ct)).GroupBy(t => t.Country).ToDictionary(g => g.Key, g => g.Last().Months);
        var commercial = (await db.Set<CommercialTerm>().AsNoTracking().OrderBy(t => t.Since).ThenBy(t => t.Id).ToListAsync(ct)).GroupBy(t => (t.Gtin, t.Country)).Select(g => g.Last()).Where(t => t.Months is not null);

        List<CountryLine> countries = [.. StatutoryStandard.Differing.Keys.Union(statutory.Where(t => t.Value is not null).Select(t => t.Key)).Append(home).Distinct()
            .Select(c => new CountryLine(c, Countries.NameOf(c), statutory.GetValueOrDefault(c) ?? StatutoryStandard.MonthsIn(c), StatutoryStandard.MonthsIn(c))).OrderBy(c => c.Name, StringComparer.CurrentCulture)];
        List<ModelLine> overrides = [.. commercial.Join(models, t => t.Gtin, m => m.Gtin, (t, m) => new ModelLine(m, t.Country, Countries.NameOf(t.Country), t.Months!.Value)).OrderBy(l => l.Model.Name, StringComparer.CurrentCulture).ThenBy(l => l.Country)];
        var frame = await frames.For(http, words["Terms"], http.Request.Query["done"] == "saved" ? words["Terms.Saved"].Value : null);
        return Pages.Console<TermsPage>(new TermsPage.Shown(frame, words, models, countries, overrides, error), error is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }
}

internal sealed class TermsNavigation(IStringLocalizer<Texts> words) : INavigation
{
    public IEnumerable<NavigationItem> Items => [new(ConsoleSection.Settings, words["Terms"], "/admin/warranty")];
}
