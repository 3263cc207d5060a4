using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products.Mints;
using Nameplate.Products.Units;

namespace Nameplate.Products.Sun;

/// <summary>What the encoder line writes into tags that sign: of one unit, or of a run.</summary>
internal static class TagFile
{
    const int InPiece = 5_000;

    /// <summary>One line a unit for the encoder of NFC tags that sign (NTAG 424 DNA): the address, the bytes of the NDEF file, where in it the tag puts what it says, and its file settings.</summary>
    /// <param name="id">The mint’s id.</param>
    /// <param name="open">True: the tag’s number and counter are said openly; else encrypted.</param>
    /// <response code="409">The address of this server is too long for a tag.</response>
    /// <example>
    /// GET /api/v1/mints/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e/tags.csv
    /// 200 text/csv
    /// gtin,serial,uri,file_hex,picc_data_offset,uid_offset,counter_offset,mac_input_offset,mac_offset,file_settings_hex
    /// 09506000134352,7Q4MKX2PV9TNA,https://id.example.com/01/09506000134352/21/7Q4MKX2PV9TNA?pl=nfc&amp;picc_data=0000…,0087D101…,70,,,21,108,4000E0C1F121…
    /// </example>
    internal static async Task<IResult> Csv(Guid id, AppDb db, Links links, CancellationToken ct, bool open = false)
    {
        if (await db.Set<Mint>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, ct) is not { } mint) return Problems.NotFound("There is no such mint.");
        if (!TagTemplate.Of(links.Base, new(mint.Gtin, new string('0', 20)), open).Fits) return Problems.Conflict("The address of this server is too long for a tag of 256 bytes. Use a shorter host name.");
        return TypedResults.Stream(async output =>
        {
            await using var csv = CsvFile.To(output);
            foreach (var name in (string[])["gtin", "serial", .. TagTemplate.Columns.Select(c => c.Name)]) csv.WriteField(name);
            await csv.EndRecordAsync(ct);
            await foreach (var codes in PrintedCode.Of(db, mint, null, InPiece, ct))
                foreach (var code in codes)
                {
                    var template = TagTemplate.Of(links.Base, code.Key, open);
                    foreach (var value in (string?[])[code.Gtin, code.Serial, .. TagTemplate.Columns.Select(c => c.Value(template))]) csv.WriteField(value);
                    await csv.EndRecordAsync(ct);
                }
        }, CsvFile.ContentType, string.Create(CultureInfo.InvariantCulture, $"{mint.Gtin}-{mint.CreatedAt:yyyyMMdd-HHmm}-tags.csv"));
    }

    /// <summary>What is written into a tag that signs.</summary>
    /// <param name="FileHex">The NDEF file, with its length in front, as hexadecimal bytes.</param>
    /// <param name="PiccDataOffset">Where in the file the tag puts its number and counter, encrypted.</param>
    /// <param name="UidOffset">Where it puts its number, where that is said openly.</param>
    /// <param name="CounterOffset">Where it puts how often it was read, likewise.</param>
    /// <param name="MacInputOffset">From here on the address is signed.</param>
    /// <param name="MacOffset">Where it puts the signature.</param>
    /// <param name="FileSettingsHex">The data of ChangeFileSettings: key 1 signs, key 2 encrypts, key 0 changes.</param>
    internal sealed record Template(string Uri, string FileHex, int? PiccDataOffset, int? UidOffset, int? CounterOffset, int MacInputOffset, int MacOffset, string FileSettingsHex);

    /// <summary>A tag of the unit that was read.</summary>
    /// <param name="Counter">How often it was read by then.</param>
    internal sealed record Tag(string Uid, int Counter, DateTimeOffset FirstAt, DateTimeOffset LastAt);

    /// <summary>The tags of a unit.</summary>
    internal sealed record OfUnit(Template Template, IReadOnlyList<Tag> Tags);

    /// <summary>Shows what is written into the unit’s NFC tag that signs, and which such tags of it were read.</summary>
    /// <param name="unit">GTIN and serial.</param>
    /// <param name="open">True: the tag’s number and counter are said openly; else encrypted.</param>
    /// <example>
    /// GET /api/v1/units/09506000134352/7Q4MKX2PV9TNA/tags
    /// 200
    /// {"template": {"uri": "https://id.example.com/01/09506000134352/21/7Q4MKX2PV9TNA?pl=nfc&amp;picc_data=00000000000000000000000000000000&amp;cmac=0000000000000000", "fileHex": "0087D101…", "piccDataOffset": 71, "uidOffset": null, "counterOffset": null, "macInputOffset": 21, "macOffset": 109, "fileSettingsHex": "4000E0C1F121…"}, "tags": [{"uid": "04A1B2C3D4E5F6", "counter": 61, "firstAt": "2026-07-28T09:30:00Z", "lastAt": "2026-07-29T08:00:00Z"}]}
    /// </example>
    internal static async Task<Results<Ok<OfUnit>, ProblemHttpResult>> One(UnitKey? unit, AppDb db, IProducts products, Links links, CancellationToken ct, bool open = false)
    {
        if (unit is not { } key || await products.Unit(key.Gtin, key.Serial, ct) is not { } found) return Problems.NotFound("There is no such unit. Check GTIN and serial.");
        var (t, tags) = (TagTemplate.Of(links.Base, found.Code, open), await Of(db, found.Id, ct));
        return TypedResults.Ok(new OfUnit(new(t.Uri, Convert.ToHexString(t.File), t.Sealed, t.Uid, t.Counter, t.SignedFrom, t.Signature, Convert.ToHexString(t.Settings)), [.. tags.Select(x => new Tag(x.Uid, x.Counter, x.FirstAt, x.LastAt))]));
    }

    internal static Task<List<SecureTag>> Of(AppDb db, Guid unit, CancellationToken ct) => db.Set<SecureTag>().AsNoTracking().Where(t => t.UnitId == unit).OrderBy(t => t.FirstAt).ToListAsync(ct);
}
