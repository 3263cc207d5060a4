using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Owners.My;

/// <summary>Read out on the phone, it opens the owner's page for whoever of the maker's types it into the search. Good for a quarter of an hour.</summary>
[Unaudited]
internal sealed class PhoneCode : IBrandOwned
{
    public Guid BrandId { get; init; }
    public Guid Id { get; init; } = OrderedId.Next();
    public required Guid PersonId { get; init; }
    [Secret] public required string CodeHash { get; init; }
    /// <summary>The owner sees it again as long as it is good.</summary>
    [Secret] public required string SealedCode { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }

    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(15);
}

internal sealed class PhoneCodeMap : IEntityTypeConfiguration<PhoneCode>
{
    public void Configure(EntityTypeBuilder<PhoneCode> c)
    {
        c.ToTable("owners_phone_code").HasKey(x => new { x.BrandId, x.Id });
        c.HasIndex(x => new { x.BrandId, x.CodeHash }).IsUnique();
        c.HasIndex(x => new { x.BrandId, x.PersonId });
    }
}
