using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Owners.Safeguards;

/// <summary>When a unit asks for the code from its box.</summary>
internal enum ClaimAsk
{
    Never,
    /// <summary>Where its serial can be guessed and a code was made for its box.</summary>
    Printed,
    /// <summary>Wherever its serial can be guessed, also where units came on record by an import.</summary>
    Guessable,
}

/// <summary>How a brand guards who owns what: periods and limits.</summary>
internal sealed class OwnershipRules : IBrandOwned
{
    public Guid BrandId { get; init; }
    /// <summary>How long a seller's code is good.</summary>
    public int CodeDays { get; set; } = 14;
    /// <summary>How long an owner who was asked has to answer before staff decide.</summary>
    public int AnswerDays { get; set; } = 14;
    public ClaimAsk ClaimAsk { get; set; } = ClaimAsk.Printed;
    /// <summary>So many units may be registered from one network address within an hour; then it is slowed down.</summary>
    public int PerAddressHour { get; set; } = 20;
    /// <summary>So many by one e-mail address within a day; then a proof is asked for.</summary>
    public int PerEmailDay { get; set; } = 20;
    /// <summary>How long the file of a proof is kept once it was looked at.</summary>
    public int ProofDays { get; set; } = 90;

    public static async Task<OwnershipRules> Of(AppDb db, CancellationToken ct) => await db.Set<OwnershipRules>().AsNoTracking().SingleOrDefaultAsync(ct) ?? new() { BrandId = db.BrandId };
}

internal sealed class OwnershipRulesMap : IEntityTypeConfiguration<OwnershipRules>
{
    public void Configure(EntityTypeBuilder<OwnershipRules> r) => r.ToTable("owners_rules").HasKey(x => x.BrandId);
}
