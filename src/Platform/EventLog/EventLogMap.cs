using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.EventLog;

internal sealed class EventLogMap(IDialect dialect) : IEntityTypeConfiguration<PlatformEvent>
{
    public void Configure(EntityTypeBuilder<PlatformEvent> e)
    {
        e.ToTable("platform_event");
        e.Property(x => x.Position).ValueGeneratedOnAdd();
        if (dialect.IsSqlite)
        {
            e.HasKey(x => x.Position);           // AUTOINCREMENT needs a one-column key
            e.HasIndex(x => new { x.BrandId, x.Position });
            e.Property(x => x.Tx).HasDefaultValueSql("0").ValueGeneratedOnAdd();
        }
        else
        {
            e.HasKey(x => new { x.BrandId, x.Position });
            e.Property(x => x.Tx).HasColumnType("xid8").HasDefaultValueSql("pg_current_xact_id()").ValueGeneratedOnAdd();
            e.HasIndex(x => new { x.Tx, x.Position });
            e.Property(x => x.Payload).HasColumnType("jsonb");
        }
    }
}

internal sealed class EventCursorMap : IEntityTypeConfiguration<EventCursor>
{
    public void Configure(EntityTypeBuilder<EventCursor> c) => c.ToTable("platform_cursor").HasKey(x => x.Subscriber);
}
