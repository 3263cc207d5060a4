using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Net.Http.Headers;
using Nameplate.Owners;
using Nameplate.Pdf;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Files;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products;

namespace Nameplate.Warranty.Certificates;

/// <summary>A unit's certificate as PDF. The same facts make the same bytes, so a reader who has them is not sent them again.</summary>
internal sealed class DownloadCertificate(AppDb db, CurrentBrand current, BrandBook brands, IProducts products, IWarranty warranty, IOwners owners, IOwnerVisits visits, ICodes codes, PaperLogo logos, IStringLocalizer<Texts> words)
{
    internal static Task<IResult> Page(UnitKey? unit, HttpContext http, DownloadCertificate download, CancellationToken ct) => download.Answer(unit, http, ct);

    async Task<IResult> Answer(UnitKey? unit, HttpContext http, CancellationToken ct)
    {
        if (unit is not { } key) return TypedResults.LocalRedirect("/");
        if (await products.Unit(key.Gtin, key.Serial, ct) is not { } found || await db.Set<Certificate>().AsNoTracking().SingleOrDefaultAsync(c => c.UnitId == found.Id, ct) is not { } certificate)
            return TypedResults.LocalRedirect(key.CertificatePage() + http.Request.QueryString);      // the page says why there is none
        if (await owners.SignedIn(http, ct) is { } person) await visits.Record(person.Id, VisitKind.Document, found.Id, ct);
        var brand = await brands.Get(current.Id, ct);
        var model = (await products.Model(found.Gtin, ct))!;
        var link = codes.LinkOf(found.Code);
        var paper = new CertificatePaper(brand, await logos.Of(brand, ct), model, found, await warranty.CoverageOf(found, ct), certificate, link, codes.ModulesOf(link), words);

        var bytes = new MemoryStream();
        var file = new PdfFile(bytes, new(paper.Title, Languages.Current, brand.Name, certificate.Number, certificate.IssuedAt));
        await file.Add(paper.Draw(), ct);
        await file.End(ct);

        http.Response.Headers.CacheControl = "no-cache";
        http.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
        http.Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("inline") { FileName = $"{certificate.Number}.pdf" }.ToString();
        return TypedResults.Bytes(bytes.ToArray(), "application/pdf", entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)).AsSpan(0, 12))}\""));
    }
}
