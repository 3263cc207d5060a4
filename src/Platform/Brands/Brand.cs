using Nameplate.Platform.Storage;

namespace Nameplate.Platform.Brands;

/// <summary>A maker's brand: the tenant. It stands outside the tenancy it defines.</summary>
public sealed class Brand
{
    public Guid Id { get; init; } = OrderedId.Next();
    public required string Slug { get; init; }
    public required string Name { get; set; }
    /// <summary>ISO 4217. Prices, and the figures made of them, are in this currency.</summary>
    public required string Currency { get; init; }
    /// <summary>ISO 3166-1 alpha-2: where the brand is established.</summary>
    public required string Country { get; set; }
    /// <summary>#rrggbb; pages darken or lighten it until text on it is readable.</summary>
    public string Accent { get; set; } = "#0b6e4f";
    public string? LogoUrl { get; set; }
    /// <summary>Name and postal address as printed on invoices and certificates, one line each.</summary>
    public string? LegalAddress { get; set; }
    public string? SupportEmail { get; set; }
    public string? SupportPhone { get; set; }
    /// <summary>Where customers who pay by bank transfer send the money.</summary>
    public string? Iban { get; set; }
    /// <summary>Everybody who works for the brand signs in with password and code.</summary>
    public bool TwoStepsNeeded { get; set; }
    /// <summary>The IBAN as people read it: in groups of four.</summary>
    public string? IbanInFours => Iban is null ? null : string.Join(' ', Iban.Replace(" ", "", StringComparison.Ordinal).Chunk(4).Select(c => new string(c)));
    /// <summary>The host under which the world reaches this brand, such as <c>id.example.com</c>; null: the address that all brands share. Printed codes carry it for ever.</summary>
    public string? Host { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
}
