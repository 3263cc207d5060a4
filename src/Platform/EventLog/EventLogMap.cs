using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.EventLog;

internal sealed class EventLogMap(IDialect dialect) : IEntityTypeConfiguration<PlatformEvent>
{
    public void Configure(EntityTypeBuilder<PlatformEvent> e)
    {
        e.ToTable("platform_event").HasKey(x => new { x.BrandId, x.Position });
        if (dialect.IsSqlite) e.HasIndex(x => new { x.BrandId, x.Position });
        else e.Property(x => x.Payload).HasColumnType("jsonb");
    }
}

internal sealed class EventCursorMap : IEntityTypeConfiguration<EventCursor>
{
    public void Configure(EntityTypeBuilder<EventCursor> c) => c.ToTable("platform_cursor").HasKey(x => x.Subscriber);
}
