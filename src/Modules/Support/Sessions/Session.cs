using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Support.Sessions;

/// <summary>A visit for help that needed nobody: from the first look to its outcome.</summary>
[Unaudited]
internal sealed class Session : IBrandOwned
{
    public Guid BrandId { get; init; }
    public Guid Id { get; init; } = OrderedId.Next();
    public required string SessionRef { get; init; }
    public required string Gtin { get; init; }
    public Guid? UnitId { get; init; }
    public Guid? PersonId { get; set; }
    public DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    public SessionOutcome? Outcome { get; init; }
    public string? Topic { get; init; }
    public int? Tier { get; init; }

    public SessionRecorded Fact => new(Id, PersonId, UnitId, Gtin, StartedAt, EndedAt, Outcome, Topic, Tier ?? 1);
}

internal sealed class SessionMap : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> s)
    {
        s.ToTable("support_session").HasKey(x => new { x.BrandId, x.Id });
        s.Ignore(x => x.Fact);
        s.HasIndex(x => new { x.BrandId, x.SessionRef }).IsUnique();
        s.HasIndex(x => new { x.BrandId, x.UnitId, x.StartedAt });
        s.HasIndex(x => new { x.BrandId, x.PersonId, x.StartedAt });
    }
}
