using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Storage;

namespace Nameplate.Owners.Companies;

/// <summary>Says where units of a fleet stand, or takes them out of it. They stay registered to whom they are.</summary>
internal sealed class MoveUnits(AppDb db, TimeProvider clock)
{
    /// <summary>Through the tracker; the caller saves.</summary>
    /// <param name="site">Of the same company; null for no site.</param>
    public async Task<IReadOnlyList<(FleetUnit Unit, Guid? Before)>> To(Guid? company, IReadOnlyCollection<Guid> registrations, Guid? site, CancellationToken ct)
    {
        var of = site is null ? null : await db.Set<CompanySite>().Where(s => s.Id == site).Select(s => (Guid?)s.CompanyId).SingleOrDefaultAsync(ct);
        if (site is not null && (of is null || (company is not null && of != company))) return [];
        var units = (await Find(company, registrations, ct)).Where(f => f.SiteId != site && (site is null || f.CompanyId == of)).ToList();
        List<(FleetUnit, Guid?)> moved = [.. units.Select(f => (f, f.SiteId))];
        foreach (var unit in units) unit.SiteId = site;
        Tell(units);
        return moved;
    }

    public async Task<int> Out(Guid? company, IReadOnlyCollection<Guid> registrations, CancellationToken ct)
    {
        var units = await Find(company, registrations, ct);
        db.RemoveRange(units);
        Tell(units);
        return units.Count;
    }

    Task<List<FleetUnit>> Find(Guid? company, IReadOnlyCollection<Guid> registrations, CancellationToken ct) =>
        db.Set<FleetUnit>().Where(f => registrations.Contains(f.RegistrationId) && (company == null || f.CompanyId == company)).ToListAsync(ct);

    internal void Tell(IReadOnlyCollection<FleetUnit> units)
    {
        foreach (var some in units.GroupBy(f => f.CompanyId)) db.Announce(new CompanyChanged(some.Key, CompanyStep.Units) { Units = [.. some.Select(f => f.UnitId)] }, clock.GetUtcNow());
    }
}
