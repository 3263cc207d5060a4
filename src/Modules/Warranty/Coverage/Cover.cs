using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;
using Nameplate.Warranty.Terms;

namespace Nameplate.Warranty.Coverage;

/// <summary>
/// One clock of a unit. The statutory and the commercial one are written with its first registration and stay under the terms of that moment (<see cref="WrittenAt"/>);
/// when more becomes known of the purchase they are dated anew. Repair extensions and plans come with their own dates.
/// </summary>
internal sealed class Cover : IBrandOwned
{
    public Guid BrandId { get; init; }
    public Guid Id { get; init; } = OrderedId.Next();
    public Guid UnitId { get; init; }
    public CoverKind Kind { get; init; }
    /// <summary>The registration it was written with.</summary>
    public Guid? RegistrationId { get; init; }
    /// <summary>What the model promised when it was written.</summary>
    public int? ModelMonths { get; init; }
    public string? Country { get; private set; }
    /// <summary>Calendar months; 0: nothing is promised.</summary>
    public int Months { get; private set; }
    public CoverBasis? Basis { get; private set; }
    public DateOnly? From { get; private set; }
    public DateOnly? To { get; private set; }
    /// <summary>What an extension rests on, such as a repair.</summary>
    public string? Source { get; init; }
    public DateTimeOffset WrittenAt { get; init; }

    public bool IsClock => Kind is CoverKind.Statutory or CoverKind.Commercial;
    public CoverPeriod? Period => From is { } from && To is { } to ? new(from, to) : null;

    public static Cover Extension(Guid brand, Guid unit, CoverKind kind, DateOnly from, DateOnly to, string source, DateTimeOffset now)
    {
        if (kind is not (CoverKind.Repair or CoverKind.Extended)) throw new ArgumentException("The statutory and the commercial clock follow the purchase; only extensions are added.", nameof(kind));
        if (to < from) throw new ArgumentException("Cover ends on or after the day it begins.", nameof(to));
        return new() { BrandId = brand, UnitId = unit, Kind = kind, From = from, To = to, Source = source, WrittenAt = now };
    }

    /// <summary>Dates the clock by what is known of the purchase.</summary>
    public void Date(Purchase purchase, TermBook terms, string home)
    {
        Country = purchase.Country(home);
        Months = Kind == CoverKind.Statutory ? terms.StatutoryMonths(Country, ModelMonths, WrittenAt) : terms.CommercialMonths(purchase.Unit.Gtin, Country, ModelMonths, WrittenAt);
        Basis = purchase.Start?.Basis;
        From = Months == 0 ? null : purchase.Start?.On;
        To = From?.AddMonths(Months);
    }
}

internal sealed class CoverMap : IEntityTypeConfiguration<Cover>
{
    public void Configure(EntityTypeBuilder<Cover> c)
    {
        c.ToTable("warranty_cover").HasKey(x => new { x.BrandId, x.Id });
        c.HasIndex(x => new { x.BrandId, x.UnitId });
        c.Ignore(x => x.IsClock).Ignore(x => x.Period);
    }
}
