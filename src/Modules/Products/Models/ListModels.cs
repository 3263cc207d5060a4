using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Products.Models;

/// <summary>The console's list of products, and the same as a file that can be changed and imported again.</summary>
internal static class ListModels
{
    const int PageSize = 50;

    internal static async Task<IResult> Page(HttpContext http, AppDb db, ConsoleFrames frames, IStringLocalizer<Texts> words, CancellationToken ct, string? q = null, string? after = null)
    {
        var list = Matching(db, q);
        if (PageMark.Read(after, 2) is [var name, var gtin]) list = list.Where(m => string.Compare(m.Name, name) > 0 || (m.Name == name && string.Compare(m.Gtin, gtin) > 0));
        var models = await list.Take(PageSize + 1).ToListAsync(ct);
        var next = models.Count > PageSize ? PageMark.Of(models[PageSize - 1].Name, models[PageSize - 1].Gtin) : null;
        return Pages.Console<ModelsPage>(new ModelsPage.Shown(await frames.For(http, words["Products"], words), words, [.. models.Take(PageSize).Select(m => m.Shown)], q?.Trim(), next));
    }

    internal static IResult Csv(AppDb db, CancellationToken ct, string? q = null) => TypedResults.Stream(async output =>
    {
        await using var csv = CsvFile.To(output);
        foreach (var name in (string[])[.. ImportProducts.Columns.Required, .. ImportProducts.Columns.Optional]) csv.WriteField(name);
        await csv.EndRecordAsync(ct);
        await foreach (var m in Matching(db, q).AsAsyncEnumerable().WithCancellation(ct))
        {
            string?[] fields =
            [
                m.Gtin, m.Name, m.ModelNumber, m.Category, m.BrandLabel, m.Description, m.ImageUrl, m.ListPrice?.ToString("0.####", CultureInfo.InvariantCulture), m.Currency,
                m.WarrantyMonths?.ToString(CultureInfo.InvariantCulture), m.StatutoryMonths?.ToString(CultureInfo.InvariantCulture), m.ConsumableNote, m.ManualUrl, m.SetupUrl,
            ];
            foreach (var field in fields) csv.WriteField(FormulaGuard.On(field));
            await csv.EndRecordAsync(ct);
        }
    }, CsvFile.ContentType, "products.csv");

    static IQueryable<Model> Matching(AppDb db, string? q)
    {
        var models = db.Set<Model>().AsNoTracking();
#pragma warning disable MA0011 // SQL's lower()
        if (q?.Trim().ToLowerInvariant() is { Length: > 0 } text)
            models = models.Where(m => m.Name.ToLower().Contains(text) || m.Gtin.Contains(text) || m.ModelNumber.ToLower().Contains(text) || m.Category.ToLower().Contains(text));
#pragma warning restore MA0011
        return models.OrderBy(m => m.Name).ThenBy(m => m.Gtin);
    }
}
