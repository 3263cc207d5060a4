using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Access;
using Nameplate.Platform.EventLog;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.Audit;

public enum AuditChange
{
    /// <summary>The call changed no row by itself: it asked for work, or for an export.</summary>
    None,
    Added, Changed, Removed,
    /// <summary>A security event: somebody was turned away.</summary>
    Refused,
}

/// <summary>One row that a member of staff or a machine changed, or one call that changed none. Written in the transaction of the change, and never again.</summary>
[Unaudited]
internal sealed class AuditEntry : ILogRow
{
    public Guid BrandId { get; init; }
    public long Position { get; private set; }
    public ulong Tx { get; private set; }
    public DateTimeOffset At { get; init; }
    public CallerKind Caller { get; init; }
    /// <summary>The staff member's or the API key's id.</summary>
    public required string CallerId { get; init; }
    /// <summary>The network it came from: an address without its last part.</summary>
    public string? Network { get; init; }
    /// <summary>The permission that was used, such as <c>commerce.orders.ship</c>.</summary>
    public required string Permission { get; init; }
    /// <summary>Method and pattern, such as <c>POST /admin/orders/{orderRef}/shipment</c>.</summary>
    public required string Route { get; init; }
    /// <summary>What one call changed has one id, which the logs carry too.</summary>
    public required string RequestId { get; init; }
    public AuditChange Change { get; init; }
    /// <summary>What kind of row, such as <c>commerce.order</c>.</summary>
    public string? Subject { get; init; }
    /// <summary>Its key.</summary>
    public string? SubjectId { get; init; }
    /// <summary>What people know it by, such as its serial, where that names nobody.</summary>
    public string? SubjectName { get; init; }
    /// <summary>JSON of the values that changed, before and after.</summary>
    public string? Before { get; init; }
    public string? After { get; init; }
}

internal sealed class AuditEntryMap : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> a)
    {
        a.ToTable("platform_audit").HasKey(x => new { x.BrandId, x.Position });
        a.HasIndex(x => new { x.BrandId, x.At });
        a.HasIndex(x => new { x.BrandId, x.Subject, x.At });
        a.HasIndex(x => new { x.BrandId, x.SubjectId });
        a.HasIndex(x => new { x.BrandId, x.SubjectName });
        a.HasIndex(x => new { x.BrandId, x.CallerId, x.At });
        a.HasIndex(x => new { x.BrandId, x.RequestId });
    }
}
