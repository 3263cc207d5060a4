using Microsoft.Extensions.Localization;
using Nameplate.Platform.Access;
using Nameplate.Platform.Web.Lists;
using Nameplate.Products;

namespace Nameplate.Warranty.Coverage;

/// <summary>Until when a unit is covered, in its panel.</summary>
internal sealed class CoverOfUnit(IProducts products, IWarranty warranty, Rights rights, IStringLocalizer<Texts> words) : IGlance
{
    public string List => "units";

    public async Task Add(Glance glance, string key, CancellationToken ct)
    {
        if (!rights.May("warranty.coverage.read") || !Guid.TryParse(key, out var id) || await products.Unit(id, ct) is not { } unit) return;
        glance.Facts.Insert(0, new(words["Title"], words.StateOf(await warranty.CoverageOf(unit, ct))));
    }
}
