using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.EventLog;

namespace Nameplate.Resolver.Scans;

/// <summary>One look at a code. It says nothing of who looked: no address, no user agent, nothing that links two scans of one visitor.</summary>
internal sealed class Scan : ILogRow
{
    public Guid BrandId { get; init; }
    public long Position { get; private set; }
    public ulong Tx { get; private set; }
    /// <summary>Null for a model's or a lot's code, and for a serial that is not on record.</summary>
    public Guid? UnitId { get; init; }
    public required string Gtin { get; init; }
    public string? Serial { get; init; }
    public string? Lot { get; init; }
    public DateTimeOffset At { get; init; }
    public Placement? Placement { get; init; }
    public string? Country { get; init; }
    public string? Region { get; init; }
    public ScanDevice? Device { get; init; }

    public ScanRecorded Recorded => new(Position, UnitId, Gtin, Serial, Lot, At, Placement, Country, Device) { Region = Region };
}

internal sealed class ScanMap : IEntityTypeConfiguration<Scan>
{
    public void Configure(EntityTypeBuilder<Scan> s)
    {
        // PostgreSQL can divide the table by months, because the time is in its key
        s.ToTable("resolver_scan").HasKey(x => new { x.BrandId, x.At, x.Position });
        s.Ignore(x => x.Recorded);
    }
}
