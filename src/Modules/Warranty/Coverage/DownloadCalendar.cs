using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Web;
using Nameplate.Products;
using Nameplate.Warranty.Certificates;

namespace Nameplate.Warranty.Coverage;

/// <summary>The last day of a unit's cover as a file for a calendar. It speaks of the unit, as its page does.</summary>
internal static class DownloadCalendar
{
    internal static async Task<IResult> Page(UnitKey? unit, IProducts products, IWarranty warranty, Links links, IStringLocalizer<Texts> words, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        if (unit is not { } key) return TypedResults.LocalRedirect("/");
        if (await products.Unit(key.Gtin, key.Serial, ct) is not { } found || await products.Model(found.Gtin, ct) is not { } model || await warranty.CoverageOf(found, ct) is not { Basis: not CoverBasis.Estimate, Until: { } until })
            return TypedResults.LocalRedirect(key.CertificatePage() + http.Request.QueryString);      // the page says what is known
        var page = links.To(found.Code.CertificatePage());
        http.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Bytes(CalendarFile.Write(model.Name, [new($"{found.Id:n}@nameplate", until, words["Calendar.Title", model.Name], words["Calendar.Text", found.Key.Spaced], page)], clock.GetUtcNow()), CalendarFile.Type, "warranty.ics");
    }
}
