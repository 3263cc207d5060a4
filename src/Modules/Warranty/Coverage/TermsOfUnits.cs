using Microsoft.EntityFrameworkCore;
using Nameplate.Owners;
using Nameplate.Platform.Storage;

namespace Nameplate.Warranty.Coverage;

/// <summary>The last day of any cover of a unit, in one query for a whole fleet.</summary>
internal sealed class TermsOfUnits(AppDb db) : IUnitTerms
{
    public IQueryable<UnitTerm> Of(IQueryable<Guid> units) =>
        db.Set<Cover>().AsNoTracking().Where(c => c.To != null && units.Contains(c.UnitId)).GroupBy(c => c.UnitId).Select(g => new UnitTerm { Unit = g.Key, Until = g.Max(c => c.To) });
}
