using Nameplate.Platform.Audit;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Nameplate.Platform.Access.TwoSteps;

/// <summary>A code on paper that stands in for the app, once. Only its hash is kept.</summary>
[Unaudited]
internal sealed class RecoveryCode
{
    public required Guid StaffId { get; init; }
    public required string CodeHash { get; init; }
    public DateTimeOffset? UsedAt { get; private set; }

    public const int Count = 10, Few = 3;
    const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";

    /// <summary>12 characters, 59 random bits, such as <c>k7wm-29xq-hbtr</c>.</summary>
    public static string New() => string.Join('-', Enumerable.Range(0, 3).Select(_ => RandomNumberGenerator.GetString(Letters, 4)));

    /// <summary>However it was typed: with blanks, without hyphens, in capitals.</summary>
    public static string Hash(Guid staff, string typed) => Convert.ToHexStringLower(Rfc2898DeriveBytes.Pbkdf2(
        string.Concat(typed.Where(char.IsLetterOrDigit)).ToLowerInvariant(), staff.ToByteArray(), 20_000, HashAlgorithmName.SHA512, 32));
}

internal sealed class RecoveryCodeMap : IEntityTypeConfiguration<RecoveryCode>
{
    public void Configure(EntityTypeBuilder<RecoveryCode> c)
    {
        c.ToTable("platform_recovery_code").HasKey(x => new { x.StaffId, x.CodeHash });
        c.HasOne<StaffMember>().WithMany().HasForeignKey(x => x.StaffId);
    }
}
