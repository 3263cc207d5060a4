using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;
using Nameplate.Products.Units;

namespace Nameplate.Products.Lots;

/// <summary>What some units of a lot were before its change, and after: what undoing puts back. The rows themselves stand in the audit.</summary>
[Unaudited]
internal sealed class LotStep : IBrandOwned
{
    public Guid BrandId { get; init; }
    public Guid ChangeId { get; init; }
    public int Number { get; init; }
    /// <summary>JSON of <see cref="Row"/>.</summary>
    public required string Rows { get; init; }
    public DateTimeOffset At { get; init; }

    internal sealed record Row(Guid Unit, Values Before, Values After);

    internal sealed record Values(UnitStatus Status, DateTimeOffset? ShippedOn, string? Market, string? Firmware)
    {
        public static Values Of(Unit unit) => new(unit.Status, unit.ShippedOn, unit.Market, unit.Firmware);
        public void Put(Unit unit) => (unit.Status, unit.ShippedOn, unit.Market, unit.Firmware) = (Status, ShippedOn, Market, Firmware);
    }
}

internal sealed class LotStepMap : IEntityTypeConfiguration<LotStep>
{
    public void Configure(EntityTypeBuilder<LotStep> s) => s.ToTable("products_lot_step").HasKey(x => new { x.BrandId, x.ChangeId, x.Number });
}
