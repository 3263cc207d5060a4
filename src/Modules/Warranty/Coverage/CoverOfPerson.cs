using Microsoft.Extensions.Localization;
using Nameplate.Owners;
using Nameplate.Platform.Privacy;
using Nameplate.Platform.Web;
using Nameplate.Products;

namespace Nameplate.Warranty.Coverage;

/// <summary>Cover belongs to a unit, not to a person. While it runs it is of use that the maker knows whose the unit is; that the owner may give up, and loses no right by it.</summary>
internal sealed class CoverOfPerson(IOwners owners, IProducts products, IWarranty warranty, TimeProvider clock, IStringLocalizer<Texts> words) : IPersonalData
{
    public IReadOnlyList<PersonalColumn> Columns => [];

    public async Task<IReadOnlyList<PersonalPart>> Export(DataSubject subject, CancellationToken ct)
    {
        var covers = (await CoversOf(subject, ct)).ToList();
        return [.. PersonalPart.Of("warranty", covers, ("gtin", c => c.Unit.Gtin), ("serial", c => c.Unit.Serial), ("status", c => c.Cover.Status), ("basis", c => c.Cover.Basis), ("statutoryUntil", c => c.Cover.Statutory?.To), ("commercialUntil", c => c.Cover.Commercial?.To), ("repairUntil", c => c.Cover.Repair?.To), ("extendedUntil", c => c.Cover.Extended?.To))];
    }

    public async Task<IReadOnlyList<Hold>> Holds(DataSubject subject, CancellationToken ct)
    {
        var today = clock.GetUtcNow().Day();
        var running = (await CoversOf(subject, ct)).Where(c => c.Cover.Until > today).ToList();
        if (running.Count == 0) return [];
        var until = running.Max(c => c.Cover.Until)!.Value;
        return [new("warranty", words[running.Count == 1 ? "Hold.Unit" : "Hold.Units", running.Count], words["Hold.Why"], new(until.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero)) { CanBeGivenUp = true, KeepsOwner = true }];
    }

    public Task Erase(Erasure erasure, CancellationToken ct) => Task.CompletedTask;

    async Task<IEnumerable<(ProductUnit Unit, UnitCoverage Cover)>> CoversOf(DataSubject subject, CancellationToken ct)
    {
        if (subject.Owner is not { } owner) return [];
        var units = await products.Units([.. (await owners.UnitsOf(owner, ct)).Select(u => u.Unit)], ct);
        var covers = await warranty.CoverageOf([.. units.Values], ct);
        return units.Values.Where(u => covers.ContainsKey(u.Id)).Select(u => (u, covers[u.Id]));
    }
}
