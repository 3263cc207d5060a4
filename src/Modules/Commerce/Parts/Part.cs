using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Commerce.Parts;

/// <summary>Something the maker sells for its products: a spare part, a consumable, an accessory.</summary>
internal sealed class Part : IBrandOwned
{
    public Guid BrandId { get; init; }
    public required string Sku { get; init; }
    public required string Name { get; set; }
    public LineKind Kind { get; set; }
    /// <summary>As the customer pays it, tax included.</summary>
    public decimal Price { get; set; }
    public required string Currency { get; set; }
    public int? WeightG { get; set; }
    public int? ReplaceEveryDays { get; set; }
    /// <summary>The last day it is sold.</summary>
    public DateOnly? AvailableUntil { get; set; }
    /// <summary>The longest it takes to arrive within the brand's own country.</summary>
    public int? MaxDeliveryDays { get; set; }
    public string? ImageUrl { get; set; }
    public DateTimeOffset CreatedAt { get; init; }

    public const int UsualDeliveryDays = 5;

    public Money Costs => new(Price, Currency);
    public int DeliveryDays => MaxDeliveryDays ?? UsualDeliveryDays;
    public bool IsSoldOn(DateOnly day) => AvailableUntil is null || day <= AvailableUntil;
    /// <summary>Pages load nothing from other servers.</summary>
    public string? Picture => ImageUrl is ['/', ..] ? ImageUrl : null;

    public static bool IsSku(string? text) => text is { Length: > 0 and <= 60 } && !text.Any(c => char.IsControl(c) || c is '/' or '\\' or '%' or '?' or '#') && text.Trim() == text && text is not ("." or "..");
}

/// <summary>How many lie on the shelf: a row of its own, so that selling locks nothing else.</summary>
internal sealed class Stock : IBrandOwned
{
    public Guid BrandId { get; init; }
    public required string Sku { get; init; }
    public int OnHand { get; set; }

    public const int Most = 10_000_000;
}

internal sealed class PartMap : IEntityTypeConfiguration<Part>
{
    public void Configure(EntityTypeBuilder<Part> p)
    {
        p.ToTable("commerce_part").HasKey(x => new { x.BrandId, x.Sku });
        p.Ignore(x => x.Costs).Ignore(x => x.DeliveryDays).Ignore(x => x.Picture);
    }
}

internal sealed class StockMap : IEntityTypeConfiguration<Stock>
{
    public void Configure(EntityTypeBuilder<Stock> s) => s.ToTable("commerce_stock", t => t.HasCheckConstraint("ck_commerce_stock_on_hand", "on_hand >= 0")).HasKey(x => new { x.BrandId, x.Sku });
}
