using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Products.Sun;

/// <summary>The keys that tags of one delivery are loaded with.</summary>
internal sealed class TagKey : IBrandOwned
{
    public Guid BrandId { get; init; }
    public Guid Id { get; init; } = OrderedId.Next();
    public required string Name { get; init; }
    /// <summary>Opens what a tag says encrypted; the same in every tag. Sealed by this installation’s own keys.</summary>
    [Secret] public required string SealedMetaKey { get; init; }
    /// <summary>Tags sign with it, or with one of their own that is made from it. Sealed likewise.</summary>
    [Secret] public required string SealedFileKey { get; init; }
    /// <summary>Each tag has a key of its own, made with its number and these bytes, in hexadecimal; null where all tags have the same.</summary>
    public string? System { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    /// <summary>From then on nothing is said of its tags any more.</summary>
    public DateTimeOffset? RetiredAt { get; private set; }

    public void Retire(DateTimeOffset now) => RetiredAt ??= now;
}

internal sealed class TagKeyMap : IEntityTypeConfiguration<TagKey>
{
    public void Configure(EntityTypeBuilder<TagKey> k) => k.ToTable("products_tag_key").HasKey(x => new { x.BrandId, x.Id });
}
