using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Nameplate.Owners;
using Nameplate.Platform.Exports;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Storage;
using Nameplate.Products;
using static Nameplate.Platform.Exports.Exported;

namespace Nameplate.Support.Sessions;

internal sealed class ExportSessions(AppDb db, IProducts products, IOwners owners) : IExport
{
    public static string Kind => ImportSessions.Kind;
    public static ImportColumns Columns => ImportSessions.Columns;

    public Task<long> Count(CancellationToken ct) => db.Set<Session>().LongCountAsync(ct);

    public async IAsyncEnumerable<string?[]> Rows([EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var rows in InPieces<Session>(last => db.Set<Session>().Where(x => last == null || x.Id > last.Id).OrderBy(x => x.Id), 2_000, ct))
        {
            var units = await products.Units([.. rows.Select(x => x.UnitId).OfType<Guid>().Distinct()], ct);
            var people = await owners.People([.. rows.Select(x => x.PersonId).OfType<Guid>().Distinct()], ct);
            foreach (var x in rows)
            {
                var (serial, email) = (x.UnitId is { } unit ? units.GetValueOrDefault(unit)?.Serial : null, x.PersonId is { } person ? people.GetValueOrDefault(person)?.Email : null);
                yield return [x.SessionRef, x.Gtin, Value(x.StartedAt), serial, email, Value(x.EndedAt), Value(x.Outcome), x.Topic, Value(x.Tier)];
            }
        }
    }
}
