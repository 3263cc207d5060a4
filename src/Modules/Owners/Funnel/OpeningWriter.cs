using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Experiments;
using Nameplate.Platform.Jobs;
using Nameplate.Platform.Storage;
using Nameplate.Products;
using Nameplate.Resolver;

namespace Nameplate.Owners.Funnel;

/// <summary>Writes behind the answers which units' pages were opened, and tells it to the log.</summary>
internal sealed class OpeningWriter(IServiceScopeFactory scopes, ILogger<OpeningWriter> log) : Gathering<SeenPage>(scopes, log)
{
    protected override Guid BrandOf(SeenPage item) => item.Brand;
    protected override object KeyOf(SeenPage item) => (item.Fact.Unit, item.IsPromoted);

    protected override async Task Write(IServiceProvider services, IReadOnlyList<SeenPage> items, CancellationToken ct)
    {
        var (db, clock) = (services.GetRequiredService<AppDb>(), services.GetRequiredService<TimeProvider>());
        Guid[] units = [.. items.Select(i => i.Fact.Unit).Distinct()];
        var known = (await db.Set<Opening>().AsNoTracking().Where(o => units.Contains(o.UnitId)).ToListAsync(ct)).Select(o => (o.UnitId, o.Promoted)).ToHashSet();
        List<UnitOpened> news = [];
        foreach (var item in items.OrderBy(i => i.Fact.At))
        {
            if (!known.Add((item.Fact.Unit, item.IsPromoted))) continue;
            db.Add(new Opening { BrandId = item.Brand, UnitId = item.Fact.Unit, Promoted = item.IsPromoted });
            news.Add(item.Fact);
        }
        foreach (var some in news.Chunk(100)) db.Announce(new UnitsOpened(some), clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
    }
}

/// <summary>Notices that somebody opened a page from which a unit can be registered: a person, not a program, and none of the maker's own.</summary>
internal sealed class Openings(OpeningWriter writer, IVisits visits, Trials trials, CurrentBrand brand, TimeProvider clock)
{
    /// <param name="look">What of an experiment was shown.</param>
    public async ValueTask Notice(HttpContext http, ProductUnit unit, RegistrationChannel channel, Assigned? look)
    {
        if (!HttpMethods.IsGet(http.Request.Method) || unit.Status == UnitStatus.Test || await visits.Of(http) is not { } device || device == ScanDevice.Staff) return;
        var placement = visits.PlacementOf(http.Request);
        if (look is not null && placement != Placement.Promotion) trials.Saw(look, unit.Id);
        writer.Take(new(brand.Id, new(unit.Id, clock.GetUtcNow(), channel, device == ScanDevice.Mobile ? RegistrationDevice.Mobile : RegistrationDevice.Desktop, placement, look is { IsMeasured: true } ? $"{look.Key}/{look.Variant}" : null)));
    }
}
