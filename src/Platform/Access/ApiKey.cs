using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.Access;

public enum KeyState { Good, Unknown, Expired, Revoked, RotatedOut }

/// <summary>A machine's key to one brand. Only the hash of its secret is kept; it is looked up before the brand is known.</summary>
public sealed class ApiKey : ITellsBrand
{
    public Guid Id { get; init; } = OrderedId.Next();
    public required Guid BrandId { get; init; }
    public required string Name { get; init; }
    [Secret] public string KeyHash { get; private set; } = "";
    /// <summary>The secret before the last rotation, good until <see cref="PriorUntil"/>.</summary>
    [Secret] public string? PriorHash { get; private set; }
    public DateTimeOffset? PriorUntil { get; private set; }
    /// <summary>The first characters of the secret, to tell keys apart in a list.</summary>
    [Secret] public string Hint { get; private set; } = "";
    public string Scopes { get; private set; } = KeyScopes.Everything.Text;
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? ExpiresAt { get; init; }
    public DateTimeOffset? RevokedAt { get; private set; }
    /// <summary>To the minute.</summary>
    public DateTimeOffset? LastUsedAt { get; private set; }

    /// <returns>The row, and the key itself, which is shown this once.</returns>
    public static (ApiKey Row, string Key) Issue(Guid brand, string name, DateTimeOffset now, KeyScopes? scopes = null, DateTimeOffset? expiresAt = null)
    {
        var row = new ApiKey { BrandId = brand, Name = name, CreatedAt = now, ExpiresAt = expiresAt };
        row.Allow(scopes ?? KeyScopes.Everything);
        return (row, row.NewSecret());
    }

    /// <summary>From now on it may do this, and no more.</summary>
    public void Allow(KeyScopes scopes) => Scopes = scopes.Text;

    public void Revoke(DateTimeOffset now) => RevokedAt ??= now;

    /// <summary>A new secret for the same key; the one before works for <paramref name="overlap"/> longer.</summary>
    public string Rotate(TimeSpan overlap, DateTimeOffset now)
    {
        if (!IsOpen(now)) throw new InvalidOperationException("A key that has ended is not rotated.");
        (PriorHash, PriorUntil) = (KeyHash, now + overlap);
        return NewSecret();
    }

    /// <summary>Neither revoked nor expired.</summary>
    public bool IsOpen(DateTimeOffset now) => RevokedAt is null && !(ExpiresAt <= now);

    public KeyState StateOf(string hash, DateTimeOffset now) =>
        RevokedAt is not null ? KeyState.Revoked
        : ExpiresAt <= now ? KeyState.Expired
        : hash == KeyHash ? KeyState.Good
        : hash == PriorHash ? now < PriorUntil ? KeyState.Good : KeyState.RotatedOut
        : KeyState.Unknown;

    string NewSecret()
    {
        var key = "np_" + Token.New();
        (KeyHash, Hint) = (Token.Hash(key), key[..8]);
        return key;
    }
}

internal sealed class ApiKeyMap : IEntityTypeConfiguration<ApiKey>
{
    public void Configure(EntityTypeBuilder<ApiKey> k)
    {
        k.ToTable("platform_api_key").HasKey(x => x.Id);
        k.HasIndex(x => x.KeyHash).IsUnique();
        k.HasIndex(x => x.PriorHash);
        k.HasIndex(x => x.BrandId);
        k.HasOne<Brand>().WithMany().HasForeignKey(x => x.BrandId);
    }
}
