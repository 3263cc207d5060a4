using System.Globalization;
using CsvHelper;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products.Codes;
using Nameplate.Products.Units;

namespace Nameplate.Products.Mints;

/// <summary>What the press needs of a mint, streamed: memory does not grow with the run.</summary>
internal static class PressFile
{
    /// <summary>One line a unit: GTIN, serial, lot and the address the code carries.</summary>
    /// <example>
    /// GET /api/v1/mints/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e/csv
    /// 200 text/csv
    /// gtin,serial,lot,digital_link
    /// 09506000134352,7Q4MKX2PV9TNA,2026-31,https://id.example.com/01/09506000134352/10/2026-31/21/7Q4MKX2PV9TNA
    /// </example>
    internal static async Task<IResult> Csv(Guid id, AppDb db, Links links, CancellationToken ct)
    {
        if (await db.Set<Mint>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, ct) is not { } mint) return Problems.NotFound("There is no such mint.");
        return TypedResults.Stream(async output =>
        {
            await using var csv = CsvWriter.Create(output, new CsvWriterOptions(), leaveOpen: true);
            foreach (var name in (string[])["gtin", "serial", "lot", "digital_link"]) csv.WriteField(name);
            await csv.EndRecordAsync(ct);
            await foreach (var unit in UnitsOf(db, mint).AsAsyncEnumerable().WithCancellation(ct))
            {
                csv.WriteField(unit.Gtin);
                csv.WriteField(unit.Serial);
                csv.WriteField(unit.Lot);
                csv.WriteField(Code.Of(links.Base, unit));
                await csv.EndRecordAsync(ct);
            }
        }, "text/csv; charset=utf-8", string.Create(CultureInfo.InvariantCulture, $"{mint.Gtin}-{mint.CreatedAt:yyyyMMdd-HHmm}.csv"));
    }

    internal static IQueryable<Unit> UnitsOf(AppDb db, Mint mint) => db.Set<Unit>().AsNoTracking().Where(u => u.MintId == mint.Id).OrderBy(u => u.Id);
}
