using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.Files;

internal static class ServeFile
{
    /// <summary>A public file, such as a product's picture. Its id never names other bytes, so it may be kept for a year.</summary>
    internal static async Task<Results<FileStreamHttpResult, NotFound>> Page(Guid id, AppDb db, FileStore files, CurrentBrand brand, HttpContext http, CancellationToken ct)
    {
        StoredFile? file;
        using (db.AcrossBrands()) file = await db.Set<StoredFile>().IgnoreQueryFilters().AsNoTracking().SingleOrDefaultAsync(f => f.Id == id && f.Public, ct);
        if (file is null) return TypedResults.NotFound();
        brand.Become(file.BrandId);
        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";      // an uploaded SVG runs nothing
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.File(files.Open(file), file.ContentType);
    }
}
