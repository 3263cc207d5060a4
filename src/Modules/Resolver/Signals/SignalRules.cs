using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Resolver.Signals;

internal enum AlertPace { Never, AtOnce, Daily }

/// <summary>From where on a brand calls something odd, and whom it tells how soon.</summary>
internal sealed class SignalRules : IBrandOwned
{
    public Guid BrandId { get; init; }
    /// <summary>A unit's score from which on its signals are open and somebody is told.</summary>
    public int AlarmScore { get; set; } = 50;
    public int ScansPerHour { get; set; } = 12;
    public int ScansPerDay { get; set; } = 30;
    /// <summary>Faster than this nothing travels.</summary>
    public int TravelKmh { get; set; } = 900;
    /// <summary>How long before the recorded time of shipment a scan is nothing: dates without a time, clocks, the last check before the door.</summary>
    public int ShipmentGraceHours { get; set; } = 24;
    /// <summary>On how many days a unit must be seen outside its market, and never in it, before that counts in full.</summary>
    public int GreyDays { get; set; } = 2;
    /// <summary>Goods may move freely within the European Economic Area: seen in another of its countries counts less.</summary>
    public bool FreeInEea { get; set; } = true;
    public AlertPace Alerts { get; set; } = AlertPace.Daily;
    public DateTimeOffset? ToldAt { get; set; }

    static readonly HashSet<string> Eea = [.. "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK".Split(' ')];

    public bool IsOneMarket(string a, string b) => a == b || (FreeInEea && Eea.Contains(a) && Eea.Contains(b));

    public static async Task<SignalRules> Of(AppDb db, CancellationToken ct) => await db.Set<SignalRules>().AsNoTracking().SingleOrDefaultAsync(ct) ?? new() { BrandId = db.BrandId };
}

internal sealed class SignalRulesMap : IEntityTypeConfiguration<SignalRules>
{
    public void Configure(EntityTypeBuilder<SignalRules> r) => r.ToTable("resolver_signal_rules").HasKey(x => x.BrandId);
}
