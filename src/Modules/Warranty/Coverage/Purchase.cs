using Nameplate.Owners;
using Nameplate.Platform.Web;
using Nameplate.Products;

namespace Nameplate.Warranty.Coverage;

/// <summary>When a clock begins, and what that rests on.</summary>
internal sealed record ClockStart(CoverBasis Basis, DateOnly On);

/// <summary>All that is known of when and where a unit was bought. What it says does not depend on the order in which it became known.</summary>
internal sealed record Purchase(ProductUnit Unit, UnitSale? Sale, DateTimeOffset? OwnersDate, bool Proven, string? OwnersCountry)
{
    public static Purchase Of(ProductUnit unit, UnitSale? sale) => new(unit, sale, null, false, null);

    /// <summary>Approved proof, sales feed, the owner's date, estimate; null when nothing is known.</summary>
    public ClockStart? Start =>
        Proven && OwnersDate is { } proven ? new(CoverBasis.Proof, proven.Day())
        : Sale is not null ? new(CoverBasis.Sale, Sale.SoldOn.Day())
        : OwnersDate is { } said ? new(CoverBasis.Owner, said.Day())
        : Unit.ShippedOn is { } shipped ? new(CoverBasis.Estimate, shipped.Day())
        : null;

    /// <summary>Whose law and whose terms apply.</summary>
    /// <param name="home">The brand's country.</param>
    public string Country(string home) => OwnersCountry ?? Sale?.Country ?? Unit.Market ?? home;
}
