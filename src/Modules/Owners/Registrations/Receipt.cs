using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Access;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;

namespace Nameplate.Owners.Registrations;

/// <summary>The page behind the button: who has its address may, for a day, put right what was typed.</summary>
[Unaudited]
internal sealed class Receipt : IBrandOwned
{
    public Guid BrandId { get; init; }
    public required string TokenHash { get; init; }
    public required Guid RegistrationId { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }
    /// <summary>Mails it has led to.</summary>
    public int Mails { get; private set; }

    const int MostMails = 5;

    public bool IsGood(DateTimeOffset now) => now < ExpiresAt;

    /// <returns>False once it has led to so many mails that somebody may be playing.</returns>
    public bool MayMail()
    {
        if (Mails >= MostMails) return false;
        Mails++;
        return true;
    }

    public static (Receipt Row, string Token) Of(Registration registration, DateTimeOffset now)
    {
        var token = Token.New();
        return (new() { BrandId = registration.BrandId, TokenHash = Token.Hash(token), RegistrationId = registration.Id, ExpiresAt = now + TimeSpan.FromHours(24) }, token);
    }
}

internal sealed class ReceiptMap : IEntityTypeConfiguration<Receipt>
{
    public void Configure(EntityTypeBuilder<Receipt> r)
    {
        r.ToTable("owners_receipt").HasKey(x => new { x.BrandId, x.TokenHash });
        r.HasIndex(x => new { x.BrandId, x.RegistrationId });
        r.HasOne<Registration>().WithMany().HasForeignKey(x => new { x.BrandId, x.RegistrationId });
    }
}
