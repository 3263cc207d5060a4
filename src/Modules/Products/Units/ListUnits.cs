using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products.Models;

namespace Nameplate.Products.Units;

/// <summary>The console's list of units, and the same as a file.</summary>
internal static class ListUnits
{
    const int PageSize = 50;

    /// <param name="Serial">The beginning of a serial.</param>
    /// <param name="Mint">Units of one mint.</param>
    internal sealed record Filter(string? Gtin, UnitStatus? Status, string? Serial, Guid? Mint)
    {
        public bool IsEmpty => this == new Filter(null, null, null, null);
    }

    internal static async Task<IResult> Page(HttpContext http, AppDb db, ConsoleFrames frames, IStringLocalizer<Texts> words, CancellationToken ct, string? gtin = null, string? status = null, string? serial = null, Guid? mint = null, string? after = null)
    {
        var filter = Read(gtin, status, serial, mint);
        var units = Matching(db, filter);
        if (PageMark.Read(after, 2) is [var from, var fromGtin]) units = units.Where(u => string.Compare(u.Serial, from) > 0 || (u.Serial == from && string.Compare(u.Gtin, fromGtin) > 0));
        var shown = await units.Take(PageSize + 1).ToListAsync(ct);
        var next = shown.Count > PageSize ? PageMark.Of(shown[PageSize - 1].Serial, shown[PageSize - 1].Gtin) : null;
        var models = await db.Set<Model>().AsNoTracking().OrderBy(m => m.Name).Select(m => new { m.Gtin, m.Name }).ToDictionaryAsync(m => m.Gtin, m => m.Name, ct);
        return Pages.Console<UnitsPage>(new UnitsPage.Shown(await frames.For(http, words["Units"]), words, filter, models, [.. shown.Take(PageSize).Select(u => u.Shown)], next));
    }

    internal static IResult Csv(AppDb db, CancellationToken ct, string? gtin = null, string? status = null, string? serial = null, Guid? mint = null) => TypedResults.Stream(async output =>
    {
        await using var csv = CsvFile.To(output);
        foreach (var name in (string[])[.. ImportUnits.Columns.Required, .. ImportUnits.Columns.Optional]) csv.WriteField(name);
        await csv.EndRecordAsync(ct);
        await foreach (var u in Matching(db, Read(gtin, status, serial, mint)).AsAsyncEnumerable().WithCancellation(ct))
        {
            string?[] fields = [u.Gtin, u.Serial, u.Lot, u.ProducedOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), u.ShippedOn?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), u.Market, u.Firmware, Snake.Case(u.Status.ToString())];
            foreach (var field in fields) csv.WriteField(FormulaGuard.On(field));
            await csv.EndRecordAsync(ct);
        }
    }, CsvFile.ContentType, "units.csv");

    static Filter Read(string? gtin, string? status, string? serial, Guid? mint) =>
        new(Gs1.Gtin.TryParse(gtin, out var right) ? right.Value : null, Snake.TryEnum<UnitStatus>(status ?? "", out var known) ? known : null, serial?.Trim() is { Length: > 0 } text ? text : null, mint);

    static IQueryable<Unit> Matching(AppDb db, Filter filter)
    {
        var units = db.Set<Unit>().AsNoTracking();
        if (filter.Gtin is { } gtin) units = units.Where(u => u.Gtin == gtin);
        if (filter.Status is { } status) units = units.Where(u => u.Status == status);
        if (filter.Mint is { } mint) units = units.Where(u => u.MintId == mint);
        if (filter.Serial is { } serial) units = units.From(serial);
        return units.OrderBy(u => u.Serial).ThenBy(u => u.Gtin);
    }

    /// <summary>Units whose serial begins so: a range of the index on it, whatever the database does with LIKE.</summary>
    internal static IQueryable<Unit> From(this IQueryable<Unit> units, string start)
    {
        var end = start[..^1] + (char)(start[^1] + 1);
        return units.Where(u => string.Compare(u.Serial, start) >= 0 && string.Compare(u.Serial, end) < 0);
    }
}
