using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Brands;

namespace Nameplate.Messaging.Deliveries;

/// <summary>When a brand keeps quiet, and how much of its marketing one address gets. One row for each brand; without a row these values hold.</summary>
internal sealed class MessageRules : IBrandOwned
{
    public Guid BrandId { get; init; }
    /// <summary>Hours of the reader's day, 0 to 23; the same twice: never quiet.</summary>
    public int QuietFrom { get; set; } = 21;
    public int QuietUntil { get; set; } = 8;
    /// <summary>IANA; for readers whose country nobody knows. Null: that of the brand's country.</summary>
    public string? TimeZone { get; set; }
    /// <summary>So many marketing messages to one address …</summary>
    public int MarketingMost { get; set; } = 4;
    /// <summary>… in so many days.</summary>
    public int MarketingDays { get; set; } = 30;
}

internal sealed class MessageRulesMap : IEntityTypeConfiguration<MessageRules>
{
    public void Configure(EntityTypeBuilder<MessageRules> r) => r.ToTable("messaging_rules").HasKey(x => x.BrandId);
}
