using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products.Mints;
using Nameplate.Products.Models;

namespace Nameplate.Products.Labels;

/// <summary>The console's page of one run: everything that can be printed or encoded of it.</summary>
internal static class PrintRun
{
    internal static async Task<IResult> Page(Guid id, HttpContext http, AppDb db, ConsoleFrames frames, IStringLocalizer<Texts> words, CancellationToken ct)
    {
        if (await db.Set<Mint>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, ct) is not { } mint) return await frames.NotHere(http);
        var product = await db.Set<Model>().Where(m => m.Gtin == mint.Gtin).Select(m => m.Name).SingleAsync(ct);
        var designs = await db.Set<LabelDesign>().AsNoTracking().OrderBy(d => d.Name).Take(200).ToListAsync(ct);
        return Pages.Console<PrintRunPage>(new PrintRunPage.Shown(await frames.For(http, words["Print.Title", product], words), words, mint, product, designs, frames.NewForm()));
    }
}
