using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.Access.Sessions;

/// <summary>
/// A device on which a member of staff is signed in. The cookie holds a secret of which only the hash is kept, so that ending the row ends the session
/// on every node at once. No address is kept.
/// </summary>
[Unaudited]
internal sealed class StaffSession : ITellsBrand
{
    public Guid Id { get; init; } = OrderedId.Next();
    public required string TokenHash { get; init; }
    public required Guid StaffId { get; init; }
    /// <summary>The brand the person works for just now.</summary>
    public required Guid BrandId { get; set; }
    /// <summary>Opened by a mailed link: it stays with the brand that mailed it.</summary>
    public bool ByLink { get; init; }
    /// <summary>Browser and system, such as “Firefox, Linux”; empty where the browser does not say.</summary>
    public required string Device { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    /// <summary>Written at most once a minute.</summary>
    public DateTimeOffset SeenAt { get; set; }
    public DateTimeOffset? EndedAt { get; set; }
    /// <summary>When the person last showed, on this device, that it is still them.</summary>
    public DateTimeOffset? ProvedAt { get; set; }

    public static readonly TimeSpan Idle = TimeSpan.FromDays(14), Longest = TimeSpan.FromDays(30), Coarse = TimeSpan.FromMinutes(1), Fresh = TimeSpan.FromMinutes(30), Proved = TimeSpan.FromMinutes(10);

    public static IQueryable<StaffSession> Good(IQueryable<StaffSession> sessions, DateTimeOffset now)
    {
        var (idle, longest) = (now - Idle, now - Longest);
        return sessions.Where(s => s.EndedAt == null && s.SeenAt > idle && s.CreatedAt > longest);
    }
}

internal sealed class StaffSessionMap : IEntityTypeConfiguration<StaffSession>
{
    public void Configure(EntityTypeBuilder<StaffSession> s)
    {
        s.ToTable("platform_staff_session").HasKey(x => x.Id);
        s.HasIndex(x => x.TokenHash).IsUnique();
        s.HasIndex(x => x.StaffId);
        s.HasOne<StaffMember>().WithMany().HasForeignKey(x => x.StaffId);
        s.HasOne<Brand>().WithMany().HasForeignKey(x => x.BrandId);
    }
}
