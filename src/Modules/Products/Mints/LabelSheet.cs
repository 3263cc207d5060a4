using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products.Codes;
using Nameplate.Products.Models;

namespace Nameplate.Products.Mints;

/// <summary>Labels of a mint, ready to print: A4, three by ten, 63.5 by 29.7 mm each. Streamed a label at a time.</summary>
internal static class LabelSheet
{
    const int OnOnePage = 30;
    const string Css =
        "@page{size:A4;margin:0}*{box-sizing:border-box}body{margin:0;font:7.5pt/1.3 system-ui,sans-serif;color:#000;background:#fff}" +
        ".page{display:grid;grid-template-columns:repeat(3,63.5mm);grid-auto-rows:29.7mm;width:210mm;height:297mm;padding:0 9.75mm;break-after:page;overflow:hidden}" +
        ".label{display:grid;grid-template-columns:24mm 1fr;gap:2mm;align-items:center;padding:2mm;overflow:hidden}svg{width:24mm;height:24mm}p{margin:0;overflow-wrap:anywhere}b{display:block;margin-bottom:.8mm}";

    /// <summary>A printable sheet of labels, for up to 3,000 units.</summary>
    /// <response code="409">The run is not done, or holds more units than a sheet is made for: take the CSV to a press.</response>
    /// <example>
    /// GET /api/v1/mints/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e/labels
    /// 200 text/html
    /// &lt;!DOCTYPE html&gt;
    /// </example>
    internal static async Task<IResult> Page(Guid id, AppDb db, Links links, HttpContext http, CancellationToken ct)
    {
        if (await db.Set<Mint>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, ct) is not { } mint) return Problems.NotFound("There is no such mint.");
        if (!mint.HasLabels) return Problems.Conflict($"Labels are made for finished runs of up to {Mint.MostLabels} units. For more, take the CSV to a press.");
        var name = await db.Set<Model>().Where(m => m.Gtin == mint.Gtin).Select(m => m.Name).SingleAsync(ct);
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";
        return TypedResults.Stream(async output =>
        {
            await using var html = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true);
            await html.WriteAsync($"<!DOCTYPE html><html lang=\"{Languages.Current}\"><head><meta charset=\"utf-8\"><title>{WebUtility.HtmlEncode(name)}</title><style>{Css}</style></head><body>");
            var n = 0;
            await foreach (var piece in PrintedCode.Of(db, mint, null, Mint.MostLabels, ct))
            foreach (var code in piece)
            {
                if (n++ % OnOnePage == 0) await html.WriteAsync(n == 1 ? "<div class=\"page\">" : "</div><div class=\"page\">");
                await html.WriteAsync($"<div class=\"label\">{Code.Svg(Code.Of(links.Base, code.Key))}<p><b>{WebUtility.HtmlEncode(name)}</b>GTIN {code.Gtin}<br>{WebUtility.HtmlEncode(code.Key.Spaced)}</p></div>");
            }
            await html.WriteAsync("</div></body></html>");
        }, "text/html; charset=utf-8");
    }
}
