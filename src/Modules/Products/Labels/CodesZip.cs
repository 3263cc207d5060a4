using System.Globalization;
using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products.Codes;
using Nameplate.Products.Mints;

namespace Nameplate.Products.Labels;

/// <summary>The symbols of a run as single files in a ZIP, with a list of what is in which, for printers that compose their own labels.</summary>
internal static class CodesZip
{
    const int InPiece = 500, PixelsPerModule = 20;

    /// <summary>The symbols of a run as single files, for up to 100,000 units.</summary>
    /// <param name="id">The mint’s id.</param>
    /// <param name="format"><c>svg</c>, or <c>png</c> of 20 pixels a module.</param>
    /// <param name="placement">Where the codes are met: <c>product</c>, <c>box</c>, <c>insert</c>, <c>guide</c>, <c>promotion</c> or <c>nfc</c>.</param>
    /// <response code="409">The run is not done, or holds more units: take the CSV to a press.</response>
    /// <example>
    /// GET /api/v1/mints/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e/codes.zip?format=svg&amp;placement=box
    /// 200 application/zip
    /// </example>
    internal static async Task<IResult> Answer(Guid id, AppDb db, Links links, ClaimCodes claims, CancellationToken ct, string format = "svg", string? placement = null)
    {
        if (format is not ("svg" or "png")) return Problems.Field("format", "Use svg or png.");
        if (!CodePlacements.TryRead(placement, out var where)) return CodePlacements.Wrong;
        if (await db.Set<Mint>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, ct) is not { } mint) return Problems.NotFound("There is no such mint.");
        if (!mint.HasLabelPdf) return Problems.Conflict($"Symbols are made for finished runs of up to {Mint.MostPdfLabels.ToString("N0", CultureInfo.InvariantCulture)} units. For more, take the CSV to a press.");
        var key = mint.IsGuessable ? await claims.Key(ct) : null;
        return TypedResults.Stream(output => Write(output, mint, links.Base, where, format, key, db, ct), "application/zip", string.Create(CultureInfo.InvariantCulture, $"{mint.Gtin}-{mint.CreatedAt:yyyyMMdd-HHmm}.zip"));
    }

    static async Task Write(Stream output, Mint mint, string address, CodePlacement? where, string format, byte[]? key, AppDb db, CancellationToken ct)
    {
        await using var spool = new Spool(output);
        await using (var zip = await ZipArchive.CreateAsync(spool, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, ct))
        {
            var (list, n) = (new MemoryStream(), 0);
            await using (var csv = CsvFile.To(list))
            {
                foreach (var name in (string[])["file", "gtin", "serial", "claim_code", "uri"]) csv.WriteField(name);
                await csv.EndRecordAsync(ct);
                await foreach (var codes in PrintedCode.Of(db, mint, key, InPiece, ct))
                {
                    var drawn = await Task.WhenAll(codes.Select(c => Task.Run(() => Draw(Code.Of(address, c.Key, where), format), ct)));
                    for (var i = 0; i < codes.Length; i++)
                    {
                        var (code, file) = (codes[i], string.Create(CultureInfo.InvariantCulture, $"{++n:000000}.{format}"));      // a serial may hold what a file's name may not
                        await Add(zip, file, drawn[i], format == "svg" ? CompressionLevel.Fastest : CompressionLevel.NoCompression, ct);
                        foreach (var value in (string?[])[file, code.Gtin, code.Serial, code.Claim is { } claim ? ClaimCodes.Spaced(claim) : null, Code.Printed(Code.Of(address, code.Key, where))]) csv.WriteField(value);
                        await csv.EndRecordAsync(ct);
                    }
                    await spool.Drain(ct);
                }
            }
            await Add(zip, "codes.csv", list.ToArray(), CompressionLevel.Fastest, ct);
        }
        await spool.Drain(ct);
    }

    static async Task Add(ZipArchive zip, string name, byte[] bytes, CompressionLevel level, CancellationToken ct)
    {
        await using var entry = await zip.CreateEntry(name, level).OpenAsync(ct);
        await entry.WriteAsync(bytes, ct);
    }

    static byte[] Draw(string link, string format) => format == "svg" ? Encoding.UTF8.GetBytes(Code.Svg(link)) : Code.Png(link, PixelsPerModule);
}
