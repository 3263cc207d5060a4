using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Owners.Registrations;
using Nameplate.Platform.Brands;

namespace Nameplate.Owners.Cards;

/// <summary>A registration that came on a paper card: when it was received.</summary>
internal sealed class PaperCard : IBrandOwned
{
    public Guid BrandId { get; init; }
    public required Guid RegistrationId { get; init; }
    public DateOnly ReceivedOn { get; init; }
    public DateTimeOffset EnteredAt { get; init; }
}

internal sealed class PaperCardMap : IEntityTypeConfiguration<PaperCard>
{
    public void Configure(EntityTypeBuilder<PaperCard> c)
    {
        c.ToTable("owners_card").HasKey(x => new { x.BrandId, x.RegistrationId });
        c.HasIndex(x => new { x.BrandId, x.EnteredAt });
        c.HasOne<Registration>().WithMany().HasForeignKey(x => new { x.BrandId, x.RegistrationId });
    }
}
