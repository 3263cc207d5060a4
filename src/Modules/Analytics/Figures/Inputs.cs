using Microsoft.EntityFrameworkCore;
using Nameplate.Analytics.Kpis;
using Nameplate.Platform.Storage;

namespace Nameplate.Analytics.Figures;

/// <summary>What the brand states itself: benchmarks in place of the defaults, and figures that no record tells.</summary>
internal sealed class Inputs(AppDb db)
{
    public async Task<decimal?> RetailOrderValue(CancellationToken ct) => (await RetailOrder(ct))?.Value;

    public Task<StatedInput?> RetailOrder(CancellationToken ct) => db.Set<StatedInput>().AsNoTracking().SingleOrDefaultAsync(i => i.Key == StatedInput.RetailOrderValue, ct);

    /// <summary>The benchmark of each KPI: the brand's own, or the default.</summary>
    public async Task<IReadOnlyDictionary<string, Benchmark>> Benchmarks(IEnumerable<IKpi> kpis, CancellationToken ct)
    {
        var stated = await db.Set<StatedBenchmark>().AsNoTracking().ToDictionaryAsync(b => b.Key, ct);
        return kpis.ToDictionary(k => k.Key, k => stated.TryGetValue(k.Key, out var own) ? k.Benchmark with { Good = own.Good, Source = own.Source } : k.Benchmark);
    }
}
