using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Products.Units;

/// <summary>A unit went from one state to another. Who moved it stands in the audit.</summary>
[Unaudited]
internal sealed class UnitStep : IBrandOwned
{
    public Guid BrandId { get; init; }
    public Guid Id { get; init; } = OrderedId.Next();
    public required Guid UnitId { get; init; }
    public DateTimeOffset At { get; init; }
    public UnitStatus From { get; init; }
    public UnitStatus To { get; init; }

    /// <returns>Null when it stayed what it was.</returns>
    public static UnitStep? Between(Unit unit, UnitStatus before, DateTimeOffset now) =>
        unit.Status == before ? null : new() { BrandId = unit.BrandId, UnitId = unit.Id, At = now, From = before, To = unit.Status };
}

internal sealed class UnitStepMap : IEntityTypeConfiguration<UnitStep>
{
    public void Configure(EntityTypeBuilder<UnitStep> s)
    {
        s.ToTable("products_unit_step").HasKey(x => new { x.BrandId, x.Id });
        s.HasIndex(x => new { x.BrandId, x.UnitId });
    }
}
