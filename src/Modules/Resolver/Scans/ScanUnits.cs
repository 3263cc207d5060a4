using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;
using Nameplate.Platform.EventLog;
using Nameplate.Platform.Storage;

namespace Nameplate.Resolver.Scans;

/// <summary>A scan, found by its serial: the log itself bears no index that random keys would make slow.</summary>
[Unaudited]
internal sealed class UnitScan : IBrandOwned, IPlaceIn<Scan>
{
    public Guid BrandId { get; init; }
    public required string Gtin { get; init; }
    public required string Serial { get; init; }
    public DateTimeOffset At { get; init; }
    /// <summary>Its place in the log.</summary>
    public long Position { get; init; }
    public Placement? Placement { get; init; }
    public string? Country { get; init; }
    public string? Region { get; init; }
    public ScanDevice? Device { get; init; }
}

internal sealed class UnitScanMap : IEntityTypeConfiguration<UnitScan>
{
    public void Configure(EntityTypeBuilder<UnitScan> s) => s.ToTable("resolver_unit_scan").HasKey(x => new { x.BrandId, x.Gtin, x.Serial, x.At, x.Position });
}

/// <summary>Keeps <see cref="UnitScan"/> up with the log.</summary>
internal sealed class ScanUnits(AppDb db) : IFollowingModel<Scan>
{
    public static string Name => "resolver.unit-scans";

    // copied inside the database: under load this runs beside the writer of scans and must cost little; what an import has copied is there
    public Task Handle(IReadOnlyList<Scan> rows, CancellationToken ct)
    {
        var (first, last) = (rows[0], rows[^1]);
        return db.Dialect.IsSqlite
            ? db.Database.ExecuteSqlAsync($"""
                insert into resolver_unit_scan (brand_id, gtin, serial, at, position, placement, country, region, device)
                select brand_id, gtin, serial, at, position, placement, country, region, device from resolver_scan
                where position between {first.Position} and {last.Position} and brand_id = {first.BrandId.ToByteArray(bigEndian: true)} and serial is not null
                on conflict do nothing
                """, ct)
            : db.Database.ExecuteSqlAsync($"""
                insert into resolver_unit_scan (brand_id, gtin, serial, at, position, placement, country, region, device)
                select brand_id, gtin, serial, at, position, placement, country, region, device from resolver_scan
                where (tx, position) >= ({Text(first.Tx)}::text::xid8, {first.Position}) and (tx, position) <= ({Text(last.Tx)}::text::xid8, {last.Position}) and brand_id = {first.BrandId} and serial is not null
                on conflict do nothing
                """, ct);
    }

    /// <summary>The last scans that this transaction has written: an import looks for its own rows before the log is followed to them.</summary>
    public static Task Copy(AppDb db, int scans, CancellationToken ct) => db.Dialect.IsSqlite
        ? db.Database.ExecuteSqlAsync($"""
            insert into resolver_unit_scan (brand_id, gtin, serial, at, position, placement, country, region, device)
            select brand_id, gtin, serial, at, position, placement, country, region, device from resolver_scan
            where position > (select max(position) from resolver_scan) - {scans} and serial is not null
            """, ct)
        : db.Database.ExecuteSqlAsync($"""
            insert into resolver_unit_scan (brand_id, gtin, serial, at, position, placement, country, region, device)
            select brand_id, gtin, serial, at, position, placement, country, region, device from resolver_scan
            where tx = pg_current_xact_id() and brand_id = {db.BrandId} and serial is not null
            """, ct);

    static string Text(ulong tx) => tx.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public Task Clear(AppDb db, CancellationToken ct) => db.Set<UnitScan>().IgnoreQueryFilters().ExecuteDeleteAsync(ct);
}
