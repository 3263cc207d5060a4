using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Net.Http.Headers;
using Nameplate.Pdf;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products.Codes;
using Nameplate.Products.Mints;
using Nameplate.Products.Models;

namespace Nameplate.Products.Labels;

/// <summary>Sheets of labels as PDF. A few sheets are drawn at a time, one on each processor, and written in order: memory does not grow with the run.</summary>
internal sealed class LabelPdf(AppDb db, Links links, ClaimCodes claims, IStringLocalizer<Texts> words) : ILabels
{
    static readonly int SheetsAtOnce = Environment.ProcessorCount * 4;

    /// <summary>Sheets of labels as PDF, for up to 100,000 units.</summary>
    /// <param name="id">The mint’s id.</param>
    /// <param name="design">Id of the design; without it A4, three by ten.</param>
    /// <response code="409">The run is not done, or holds more units: take the CSV to a press. Or the symbols would be too small for scanners.</response>
    /// <example>
    /// GET /api/v1/mints/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e/labels.pdf
    /// 200 application/pdf
    /// </example>
    internal static Task<IResult> Page(Guid id, LabelPdf labels, HttpContext http, CancellationToken ct, Guid? design = null) => labels.Answer(id, design, http, ct);

    async Task<IResult> Answer(Guid id, Guid? designId, HttpContext http, CancellationToken ct)
    {
        if (await db.Set<Mint>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, ct) is not { } mint) return Problems.NotFound("There is no such mint.");
        if (await Design(designId, ct) is not { } design) return Problems.NotFound("There is no such design.");
        if (!mint.HasLabelPdf) return Problems.Conflict($"Labels are made for finished runs of up to {Mint.MostPdfLabels.ToString("N0", CultureInfo.InvariantCulture)} units. For more, take the CSV to a press.");
        var (format, key) = await Format(mint, design, ct);
        if (await TooSmall(mint, design, format, key, ct) is { } why) return Problems.Conflict(why);
        http.Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("inline") { FileName = string.Create(CultureInfo.InvariantCulture, $"{mint.Gtin}-{mint.CreatedAt:yyyyMMdd-HHmm}.pdf") }.ToString();
        return TypedResults.Stream(output => Write(output, mint, design, format, key, ct), "application/pdf");
    }

    internal async Task<LabelDesign?> Design(Guid? id, CancellationToken ct) => id is null ? LabelDesign.Usual : await db.Set<LabelDesign>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == id, ct);

    internal async Task<(LabelFormat Format, byte[]? Key)> Format(Mint mint, LabelDesign design, CancellationToken ct)
    {
        var name = await db.Set<Model>().Where(m => m.Gtin == mint.Gtin).Select(m => m.Name).SingleAsync(ct);
        return (new(design, name, words["Claim.Code"], links.Base), mint.IsGuessable && design.ShowClaim ? await claims.Key(ct) : null);
    }

    /// <summary>A maker's own serials may be longer than those the design was made with.</summary>
    async Task<string?> TooSmall(Mint mint, LabelDesign design, LabelFormat format, byte[]? key, CancellationToken ct)
    {
        await foreach (var first in PrintedCode.Of(db, mint, key, 1, ct))
            return ModuleSize.Of(design, format.LinkOf(first[0])) < ModuleSize.Least ? $"The symbols of this run would be too small for scanners. Make them at least {ModuleSize.LeastCode(design, format.LinkOf(first[0])).ToString(CultureInfo.InvariantCulture)} mm wide in the design." : null;
        return null;
    }

    async Task ILabels.Write(Guid mintId, string? designName, Stream output, CancellationToken ct)
    {
        var mint = await db.Set<Mint>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == mintId, ct) ?? throw new ArgumentException($"There is no run {mintId}.", nameof(mintId));
        var design = designName is null ? LabelDesign.Usual : await db.Set<LabelDesign>().AsNoTracking().SingleOrDefaultAsync(d => d.Name == designName, ct) ?? throw new ArgumentException($"There is no design “{designName}”.", nameof(designName));
        if (!mint.HasLabelPdf) throw new ArgumentException($"Labels are made for finished runs of up to {Mint.MostPdfLabels.ToString("N0", CultureInfo.InvariantCulture)} units.", nameof(mintId));
        var (format, key) = await Format(mint, design, ct);
        if (await TooSmall(mint, design, format, key, ct) is { } why) throw new ArgumentException(why, nameof(designName));
        await Write(output, mint, design, format, key, ct);
    }

    internal async Task Write(Stream output, Mint mint, LabelDesign design, LabelFormat format, byte[]? key, CancellationToken ct)
    {
        var file = new PdfFile(output, new(mint.Gtin, Languages.Current, MadeAt: mint.CreatedAt));
        await foreach (var codes in PrintedCode.Of(db, mint, key, design.OnSheet * Math.Max(1, SheetsAtOnce * 30 / Math.Max(30, design.OnSheet)), ct))
            foreach (var sheet in await Task.WhenAll(codes.Chunk(design.OnSheet).Select(on => Task.Run(() => format.Sheet(on), ct)))) await file.Add(sheet, ct);
        await file.End(ct);
    }
}
