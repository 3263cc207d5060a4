using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using Nameplate.Pdf;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products.Codes;
using Nameplate.Products.Models;

namespace Nameplate.Products.Mints;

/// <summary>The sheet of <see cref="LabelSheet"/> as PDF: A4, three by ten. A few sheets are drawn at a time, one on each processor, and written in order: memory does not grow with the run.</summary>
internal static class LabelPdf
{
    const int Columns = 3, OnOnePage = 30;
    static readonly double Width = Paper.Millimetres(63.5), Height = Paper.Millimetres(29.7), Left = Paper.Millimetres(9.75), Inset = Paper.Millimetres(2), CodeSize = Paper.Millimetres(24);
    static readonly int SheetsAtOnce = Environment.ProcessorCount * 4;

    /// <summary>A sheet of labels as PDF, for up to 100,000 units.</summary>
    /// <param name="id">The mint’s id.</param>
    /// <response code="409">The run is not done, or holds more units: take the CSV to a press.</response>
    /// <example>
    /// GET /api/v1/mints/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e/labels.pdf
    /// 200 application/pdf
    /// </example>
    internal static async Task<IResult> Page(Guid id, AppDb db, Links links, HttpContext http, CancellationToken ct)
    {
        if (await db.Set<Mint>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, ct) is not { } mint) return Problems.NotFound("There is no such mint.");
        if (!mint.HasLabelPdf) return Problems.Conflict($"Labels are made for finished runs of up to {Mint.MostPdfLabels.ToString("N0", CultureInfo.InvariantCulture)} units. For more, take the CSV to a press.");
        var name = await db.Set<Model>().Where(m => m.Gtin == mint.Gtin).Select(m => m.Name).SingleAsync(ct);
        http.Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("inline") { FileName = string.Create(CultureInfo.InvariantCulture, $"{mint.Gtin}-{mint.CreatedAt:yyyyMMdd-HHmm}.pdf") }.ToString();
        return TypedResults.Stream(output => Write(output, mint, name, links.Base, db, ct), "application/pdf");
    }

    static async Task Write(Stream output, Mint mint, string name, string address, AppDb db, CancellationToken ct)
    {
        var file = new PdfFile(output, new(name, Languages.Current, MadeAt: mint.CreatedAt));
        await foreach (var codes in PrintedCode.Of(db, mint, null, OnOnePage * SheetsAtOnce, ct))
            foreach (var sheet in await Task.WhenAll(codes.Chunk(OnOnePage).Select(on => Task.Run(() => Draw(on, name, address), ct)))) await file.Add(sheet, ct);
        await file.End(ct);
    }

    static Page Draw(PrintedCode[] codes, string name, string address)
    {
        var page = new Page();
        var textWidth = Width - CodeSize - (3 * Inset);
        var heading = Font.SansBold.Wrap(name, 7.5, textWidth) is { Count: > 3 } lines ? [lines[0], lines[1], Font.SansBold.Shorten(string.Join(' ', lines.Skip(2)), 7.5, textWidth)] : Font.SansBold.Wrap(name, 7.5, textWidth);
        for (var i = 0; i < codes.Length; i++)
        {
            var (x, top) = (Left + (i % Columns * Width), i / Columns * Height);
            page.Symbol(Code.Modules(Code.Of(address, codes[i].Key)), x + Inset, top + ((Height - CodeSize) / 2), CodeSize);
            var serial = Font.Sans.Wrap(codes[i].Key.Spaced, 7.5, textWidth);
            var (textX, y) = (x + CodeSize + (2 * Inset), top + ((Height - ((heading.Count + 1 + serial.Count) * 9.75)) / 2) + 6.5);
            foreach (var line in heading) { page.Text(line, textX, y, Font.SansBold, 7.5); y += 9.75; }
            page.Text("GTIN " + codes[i].Gtin, textX, y, Font.Sans, 7.5);
            foreach (var line in serial) page.Text(line, textX, y += 9.75, Font.Sans, 7.5);
        }
        return page.Seal();
    }
}
