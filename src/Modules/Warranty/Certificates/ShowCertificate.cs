using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products;

namespace Nameplate.Warranty.Certificates;

internal static class ShowCertificate
{
    /// <summary>Where a unit's certificate is.</summary>
    public static string CertificatePage(this UnitKey unit) => unit.Page + "/warranty";

    /// <summary>The same on paper.</summary>
    public static string CertificatePdf(this UnitKey unit) => unit.CertificatePage() + ".pdf";

    /// <summary>Its last day, for a calendar.</summary>
    public static string CertificateCalendar(this UnitKey unit) => unit.CertificatePage() + ".ics";

    internal static async Task<IResult> Page(UnitKey? unit, HttpContext http, IProducts products, IWarranty warranty, AppDb db, Frames frames, IStringLocalizer<Texts> words, CancellationToken ct)
    {
        if (unit is not { } key || await products.Unit(key.Gtin, key.Serial, ct) is not { } found)
        {
            var nowhere = await frames.For(http, words["NotOnRecord"]);
            return Pages.Consumer<NoCertificatePage>(new NoCertificatePage.Shown(nowhere, words), nowhere, StatusCodes.Status404NotFound);
        }
        var model = (await products.Model(found.Gtin, ct))!;
        var certificate = await db.Set<Certificate>().AsNoTracking().SingleOrDefaultAsync(c => c.UnitId == found.Id, ct);
        var frame = await frames.For(http, $"{words[certificate is null ? "Title" : "Certificate"]} · {model.Name}", found.Code.Page);
        return Pages.Consumer<CertificatePage>(new CertificatePage.Shown(frame, words, model, found, await warranty.CoverageOf(found, ct), certificate), frame);
    }
}
