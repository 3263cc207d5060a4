using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Brands;

namespace Nameplate.Messaging.Templates;

/// <summary>A brand's own words for a kind of message in one language. Versions are only added, the newest counts; one without words goes back to ours.</summary>
internal sealed class Wording : IBrandOwned
{
    public Guid BrandId { get; init; }
    public required string Kind { get; init; }
    public required string Language { get; init; }
    public int Version { get; init; }
    public string? Subject { get; init; }
    /// <summary>Stands in the place of the first paragraph.</summary>
    public string? Introduction { get; init; }
    public Guid? StaffId { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
}

internal sealed class WordingMap : IEntityTypeConfiguration<Wording>
{
    public void Configure(EntityTypeBuilder<Wording> w) => w.ToTable("messaging_wording").HasKey(x => new { x.BrandId, x.Kind, x.Language, x.Version });
}
