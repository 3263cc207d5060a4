using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;

namespace Nameplate.Platform.EventLog;

/// <summary>A row of a log that a subscriber could not handle, set aside so that those behind it are not held up. It is kept until it took effect after all.</summary>
[Unaudited]
internal sealed class DeadEvent : IBrandOwned
{
    public Guid BrandId { get; init; }
    public required string Subscriber { get; init; }
    public ulong Tx { get; init; }
    public long Position { get; init; }
    public required string Error { get; set; }
    public DateTimeOffset At { get; init; }
}

internal sealed class DeadEventMap : IEntityTypeConfiguration<DeadEvent>
{
    public void Configure(EntityTypeBuilder<DeadEvent> d) => d.ToTable("platform_dead_event").HasKey(x => new { x.BrandId, x.Subscriber, x.Tx, x.Position });
}
