using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Storage;

namespace Nameplate.Warranty.Terms;

/// <summary>A brand's terms of some models, as they were and are.</summary>
internal sealed class TermBook(IReadOnlyList<StatutoryTerm> statutory, IReadOnlyList<CommercialTerm> commercial)
{
    public static async Task<TermBook> Read(AppDb db, IReadOnlyCollection<string> gtins, CancellationToken ct) => new(
        await db.Set<StatutoryTerm>().AsNoTracking().OrderBy(t => t.Since).ThenBy(t => t.Id).ToListAsync(ct),
        await db.Set<CommercialTerm>().AsNoTracking().Where(t => gtins.Contains(t.Gtin)).OrderBy(t => t.Since).ThenBy(t => t.Id).ToListAsync(ct));

    /// <summary>A model's own statutory term counts where it is longer than the country's.</summary>
    public int StatutoryMonths(string country, int? ofModel, DateTimeOffset at) =>
        Math.Max(ofModel ?? 0, statutory.LastOrDefault(t => t.Country == country && t.Since <= at)?.Months ?? StatutoryStandard.MonthsIn(country));

    public int CommercialMonths(string gtin, string country, int? ofModel, DateTimeOffset at) =>
        commercial.LastOrDefault(t => t.Gtin == gtin && t.Country == country && t.Since <= at)?.Months ?? ofModel ?? 0;
}
