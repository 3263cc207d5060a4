using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products.Codes;

namespace Nameplate.Products.Mints;

/// <summary>What the press needs of a mint, streamed: memory does not grow with the run.</summary>
internal static class PressFile
{
    const int InPiece = 5_000;

    /// <summary>One line a unit: GTIN, serial, lot, where its serial can be guessed the claim code for the label inside the box, and at the end the address the code carries.</summary>
    /// <example>
    /// GET /api/v1/mints/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e/csv
    /// 200 text/csv
    /// gtin,serial,lot,digital_link
    /// 09506000134352,7Q4MKX2PV9TNA,2026-31,https://id.example.com/01/09506000134352/10/2026-31/21/7Q4MKX2PV9TNA
    /// </example>
    internal static async Task<IResult> Csv(Guid id, AppDb db, Links links, ClaimCodes claims, CancellationToken ct)
    {
        if (await db.Set<Mint>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, ct) is not { } mint) return Problems.NotFound("There is no such mint.");
        var key = mint.IsGuessable ? await claims.Key(ct) : null;
        return TypedResults.Stream(async output =>
        {
            await using var csv = CsvFile.To(output);
            foreach (var name in (string[])["gtin", "serial", "lot", .. key is null ? (string[])[] : ["claim_code"], "digital_link"]) csv.WriteField(name);
            await csv.EndRecordAsync(ct);
            await foreach (var piece in PrintedCode.Of(db, mint, key, InPiece, ct))
                foreach (var code in piece)
                {
                    csv.WriteField(code.Gtin);
                    csv.WriteField(code.Serial);
                    csv.WriteField(code.Lot);
                    if (code.Claim is { } claim) csv.WriteField(ClaimCodes.Spaced(claim));
                    csv.WriteField(Code.Of(links.Base, code.Key));
                    await csv.EndRecordAsync(ct);
                }
        }, CsvFile.ContentType, string.Create(CultureInfo.InvariantCulture, $"{mint.Gtin}-{mint.CreatedAt:yyyyMMdd-HHmm}.csv"));
    }
}
