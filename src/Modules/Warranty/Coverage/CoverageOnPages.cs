using Microsoft.Extensions.Localization;
using Nameplate.Owners;
using Nameplate.Platform.Web;
using Nameplate.Products;
using Nameplate.Resolver;
using Nameplate.Warranty.Certificates;

namespace Nameplate.Warranty.Coverage;

/// <summary>What the module says of a unit on pages of others: its state, a tile, the welcome after registering, a line at /my. The product page reads a unit's coverage once.</summary>
internal sealed class CoverageOnPages(IWarranty warranty, IStringLocalizer<Texts> words) : IProductState, IProductTile, IWelcome, IMyUnitLine, IMyUnit
{
    const string Shield = "M12 3l7 3v5c0 4.6-2.9 8-7 10-4.1-2-7-5.4-7-10V6z";
    readonly Dictionary<Guid, UnitCoverage> known = [];

    async Task<UnitCoverage> Of(ProductUnit unit, CancellationToken ct) =>
        known.TryGetValue(unit.Id, out var coverage) ? coverage : known[unit.Id] = await warranty.CoverageOf(unit, ct);

    async Task<ProductState?> IProductState.Of(ProductView view, CancellationToken ct)
    {
        var coverage = await Of(view.Unit, ct);
        return words.StateOf(coverage) is { } state ? new(state, coverage.Status == CoverageStatus.Active ? StateTone.Good : StateTone.Warn) : null;
    }

    async Task<IReadOnlyList<ProductTile>> IProductTile.Of(ProductView view, CancellationToken ct) =>
        [new(40, Shield, words["Title"], words.LineOf(await Of(view.Unit, ct)), view.Frame.To(view.Unit.Code.CertificatePage()))];

    async Task<IReadOnlyList<WelcomeLine>> IWelcome.For(ProductModel model, ProductUnit unit, Frame frame, CancellationToken ct) =>
        [new(10, words["Certificate"], words.LineOf(await warranty.CoverageOf(unit, ct)), frame.To(unit.Code.CertificatePage())) { ToKeep = (words["Certificate.Pdf"], unit.Code.CertificatePdf()) }];

    async Task<IReadOnlyDictionary<Guid, string>> IMyUnitLine.Of(IReadOnlyCollection<ProductUnit> units, CancellationToken ct) =>
        (await warranty.CoverageOf(units, ct)).Select(c => (c.Key, Text: words.StateOf(c.Value))).Where(c => c.Text is not null).ToDictionary(c => c.Key, c => c.Text!);

    async Task<IReadOnlyDictionary<Guid, MyUnit>> IMyUnit.Of(IReadOnlyCollection<ProductUnit> units, CancellationToken ct)
    {
        var coverage = await warranty.CoverageOf(units, ct);
        return units.ToDictionary(u => u.Id, u => new MyUnit(coverage[u.Id] is { Basis: not CoverBasis.Estimate } known ? known.Until : null,
            [new(words["Certificate"], u.Code.CertificatePage()), new(words["Certificate.Pdf"], u.Code.CertificatePdf()), new(words["Calendar"], u.Code.CertificateCalendar())]));
    }
}
