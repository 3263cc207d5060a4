using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;
using Nameplate.Products;

namespace Nameplate.Commerce.Fitment;

/// <summary>A part fits units of a model: all of them, or those that meet every condition given.</summary>
internal sealed record FitmentRule(string Sku, string Gtin, string? SerialFrom = null, string? SerialTo = null, string? Lot = null, DateOnly? ProducedFrom = null, DateOnly? ProducedTo = null,
    string? FirmwareFrom = null, string? FirmwareTo = null, string? Position = null)
{
    /// <summary>What is not known of a unit meets no condition on it.</summary>
    public bool Fits(ProductUnit unit) =>
        unit.Gtin == Gtin
        && SerialOrder.IsBetween(unit.Serial, SerialFrom, SerialTo)
        && (Lot is null || Lot == unit.Lot)
        && (ProducedFrom is null || unit.ProducedOn >= ProducedFrom) && (ProducedTo is null || unit.ProducedOn <= ProducedTo)
        && FirmwareOrder.IsBetween(unit.Firmware, FirmwareFrom, FirmwareTo);

    public bool AsksSerial => SerialFrom is not null || SerialTo is not null;
    public bool AsksDate => ProducedFrom is not null || ProducedTo is not null;
    public bool AsksFirmware => FirmwareFrom is not null || FirmwareTo is not null;

    /// <summary>Everything but SKU and GTIN, as one text: all columns together are the key, and a key holds no nulls.</summary>
    public string Conditions => string.Join('\u001f', SerialFrom, SerialTo, Lot, ProducedFrom?.ToString("O", CultureInfo.InvariantCulture), ProducedTo?.ToString("O", CultureInfo.InvariantCulture), FirmwareFrom, FirmwareTo, Position);
}

internal sealed class FitmentRow : IBrandOwned
{
    public Guid BrandId { get; init; }
    public Guid Id { get; init; } = OrderedId.Next();
    public required string Sku { get; init; }
    public required string Gtin { get; init; }
    public string? SerialFrom { get; init; }
    public string? SerialTo { get; init; }
    public string? Lot { get; init; }
    public DateOnly? ProducedFrom { get; init; }
    public DateOnly? ProducedTo { get; init; }
    public string? FirmwareFrom { get; init; }
    public string? FirmwareTo { get; init; }
    /// <summary>Number in the exploded view.</summary>
    public string? Position { get; init; }
    public required string Conditions { get; init; }

    public static FitmentRow Of(Guid brand, FitmentRule r) => new()
    {
        BrandId = brand, Sku = r.Sku, Gtin = r.Gtin, SerialFrom = r.SerialFrom, SerialTo = r.SerialTo, Lot = r.Lot, ProducedFrom = r.ProducedFrom, ProducedTo = r.ProducedTo,
        FirmwareFrom = r.FirmwareFrom, FirmwareTo = r.FirmwareTo, Position = r.Position, Conditions = r.Conditions,
    };

    public FitmentRule Rule => new(Sku, Gtin, SerialFrom, SerialTo, Lot, ProducedFrom, ProducedTo, FirmwareFrom, FirmwareTo, Position);
}

internal sealed class FitmentMap : IEntityTypeConfiguration<FitmentRow>
{
    public void Configure(EntityTypeBuilder<FitmentRow> f)
    {
        f.ToTable("commerce_fitment").HasKey(x => new { x.BrandId, x.Id });
        f.HasIndex(x => new { x.BrandId, x.Gtin, x.Sku, x.Conditions }).IsUnique();
        f.HasIndex(x => new { x.BrandId, x.Sku });
        f.Ignore(x => x.Rule);
    }
}
