using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Nameplate.Owners.People;
using Nameplate.Platform.Exports;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Storage;
using Nameplate.Products;
using static Nameplate.Platform.Exports.Exported;

namespace Nameplate.Owners.Activities;

internal sealed class ExportVisits(AppDb db, IProducts products) : IExport
{
    public static string Kind => ImportVisits.Kind;
    public static ImportColumns Columns => ImportVisits.Columns;

    public Task<long> Count(CancellationToken ct) => db.Set<Visit>().LongCountAsync(ct);

    public async IAsyncEnumerable<string?[]> Rows([EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var visits in InPieces<Visit>(last => db.Set<Visit>().Where(v => last == null || v.Id > last.Id).OrderBy(v => v.Id), 2_000, ct))
        {
            var people = await db.Dialect.Among<Person>(db, ["id"], [.. visits.Select(v => v.PersonId).Distinct().Select(p => (object[])[p])]).AsNoTracking().ToDictionaryAsync(p => p.Id, p => p.Email, ct);
            var units = await products.Units([.. visits.Select(v => v.UnitId).OfType<Guid>().Distinct()], ct);
            foreach (var v in visits) yield return [people[v.PersonId], Value(v.At), Value(v.Kind), v.Gtin, v.UnitId is { } unit ? units.GetValueOrDefault(unit)?.Serial : null];
        }
    }
}
