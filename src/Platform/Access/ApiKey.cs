using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;

namespace Nameplate.Platform.Access;

/// <summary>A machine's key to one brand. Only its hash is kept; it is looked up before the brand is known.</summary>
public sealed class ApiKey : ITellsBrand
{
    [Secret] public required string KeyHash { get; init; }
    public required Guid BrandId { get; init; }
    public required string Name { get; init; }
    /// <summary>Its first characters, to tell keys apart in a list.</summary>
    [Secret] public required string Hint { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? RevokedAt { get; private set; }

    public void Revoke(DateTimeOffset now) => RevokedAt ??= now;

    /// <returns>The row, and the key itself, which is shown this once.</returns>
    public static (ApiKey Row, string Key) Issue(Guid brand, string name, DateTimeOffset now)
    {
        var key = "np_" + Token.New();
        return (new() { KeyHash = Token.Hash(key), BrandId = brand, Name = name, Hint = key[..8], CreatedAt = now }, key);
    }
}

internal sealed class ApiKeyMap : IEntityTypeConfiguration<ApiKey>
{
    public void Configure(EntityTypeBuilder<ApiKey> k)
    {
        k.ToTable("platform_api_key").HasKey(x => x.KeyHash);
        k.HasIndex(x => x.BrandId);
        k.HasOne<Brand>().WithMany().HasForeignKey(x => x.BrandId);
    }
}
