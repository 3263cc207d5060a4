using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Storage;
using Nameplate.Resolver;

namespace Nameplate.Analytics.Facts;

/// <summary>Keeps when units were looked at, by unit and time alone.</summary>
internal sealed class GatherScans(AppDb db) : IScanModel
{
    public static string Name => "analytics.scans";

    public Task Handle(IReadOnlyList<ScanRecorded> scans, CancellationToken ct) =>
        new Upsert(db, "analytics_scan", "brand_id, unit_id, at", "do nothing")
            .Write([.. scans.Where(s => s.Counts && s.Unit is not null).Select(s => (Unit: s.Unit!.Value, At: s.At.Microseconds())).Distinct().Select(s => (object?[])[db.BrandId, s.Unit, s.At])], ct);

    public Task Clear(AppDb db, CancellationToken ct) => db.Set<ScanFact>().IgnoreQueryFilters().ExecuteDeleteAsync(ct);
}
