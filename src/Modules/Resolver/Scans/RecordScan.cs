using Nameplate.Platform.Brands;
using Nameplate.Products;

namespace Nameplate.Resolver.Scans;

internal sealed class RecordScan(ScanWriter scans, CurrentBrand brand, TimeProvider clock) : IScans
{
    public Task<bool> Record(UnitKey unit, Placement? placement, ScanDevice? device, CancellationToken ct, string? country = null, string? region = null) => scans.Write(new Scan
    {
        BrandId = brand.Id, Gtin = unit.Gtin, Serial = unit.Serial, Placement = placement, Device = device, Country = country, Region = region, At = new DateTimeOffset(clock.GetUtcNow().UtcTicks / 10 * 10, TimeSpan.Zero),
    }, ct);
}
