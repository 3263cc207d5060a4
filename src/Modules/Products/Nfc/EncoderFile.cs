using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products.Codes;
using Nameplate.Products.Mints;

namespace Nameplate.Products.Nfc;

/// <summary>What the encoder line writes onto NFC tags.</summary>
internal static class EncoderFile
{
    const int InPiece = 5_000;

    /// <summary>One line a unit for the encoder of NFC tags: GTIN, serial, the address, and the NDEF message as hexadecimal bytes.</summary>
    /// <param name="id">The mint’s id.</param>
    /// <param name="placement">Where the tags are met: <c>product</c>, <c>box</c>, <c>insert</c>, <c>guide</c>, <c>promotion</c> or <c>nfc</c>.</param>
    /// <example>
    /// GET /api/v1/mints/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e/nfc.csv
    /// 200 text/csv
    /// gtin,serial,uri,ndef_hex
    /// 09506000134352,7Q4MKX2PV9TNA,https://id.example.com/01/09506000134352/21/7Q4MKX2PV9TNA,D101325504…
    /// </example>
    internal static async Task<IResult> Csv(Guid id, AppDb db, Links links, CancellationToken ct, string? placement = null)
    {
        if (!CodePlacements.TryRead(placement, out var where)) return CodePlacements.Wrong;
        if (await db.Set<Mint>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, ct) is not { } mint) return Problems.NotFound("There is no such mint.");
        return TypedResults.Stream(async output =>
        {
            await using var csv = CsvFile.To(output);
            foreach (var name in (string[])["gtin", "serial", "uri", "ndef_hex"]) csv.WriteField(name);
            await csv.EndRecordAsync(ct);
            await foreach (var codes in PrintedCode.Of(db, mint, null, InPiece, ct))
                foreach (var code in codes)
                {
                    var uri = Code.Of(links.Base, code.Key, where);
                    foreach (var value in (string[])[code.Gtin, code.Serial, uri, Convert.ToHexString(NdefUri.Of(uri))]) csv.WriteField(value);
                    await csv.EndRecordAsync(ct);
                }
        }, CsvFile.ContentType, string.Create(CultureInfo.InvariantCulture, $"{mint.Gtin}-{mint.CreatedAt:yyyyMMdd-HHmm}-nfc.csv"));
    }

    /// <summary>What an NFC tag carries.</summary>
    /// <param name="NdefHex">The NDEF message, as hexadecimal bytes: what is written onto the tag.</param>
    internal sealed record Item(string Uri, string NdefHex, int Bytes);

    /// <summary>Shows what the NFC tag of a unit carries.</summary>
    /// <param name="unit">GTIN and serial.</param>
    /// <param name="placement">Where the tag is met: <c>product</c>, <c>box</c>, <c>insert</c>, <c>guide</c>, <c>promotion</c> or <c>nfc</c>.</param>
    /// <example>
    /// GET /api/v1/units/09506000134352/7Q4MKX2PV9TNA/nfc
    /// 200
    /// {"uri": "https://id.example.com/01/09506000134352/21/7Q4MKX2PV9TNA", "ndefHex": "D101325504…", "bytes": 54}
    /// </example>
    internal static async Task<Results<Ok<Item>, ProblemHttpResult>> One(UnitKey? unit, IProducts products, Links links, CancellationToken ct, string? placement = null)
    {
        if (!CodePlacements.TryRead(placement, out var where)) return CodePlacements.Wrong;
        if (unit is not { } key || await products.Unit(key.Gtin, key.Serial, ct) is not { } found) return Problems.NotFound("There is no such unit. Check GTIN and serial.");
        var uri = Code.Of(links.Base, found.Code, where);
        var bytes = NdefUri.Of(uri);
        return TypedResults.Ok(new Item(uri, Convert.ToHexString(bytes), bytes.Length));
    }
}
