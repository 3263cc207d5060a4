using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;

namespace Nameplate.Products.Codes;

/// <summary>What a brand's claim codes are made with. It is never changed: the codes are printed.</summary>
internal sealed class ClaimKey : IBrandOwned
{
    public Guid BrandId { get; init; }
    /// <summary>Sealed by this installation's own keys.</summary>
    [Secret] public required string SealedKey { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
}

internal sealed class ClaimKeyMap : IEntityTypeConfiguration<ClaimKey>
{
    public void Configure(EntityTypeBuilder<ClaimKey> k) => k.ToTable("products_claim_key").HasKey(x => x.BrandId);
}
