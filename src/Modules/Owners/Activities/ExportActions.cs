using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Nameplate.Owners.People;
using Nameplate.Platform.Exports;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Storage;
using static Nameplate.Platform.Exports.Exported;

namespace Nameplate.Owners.Activities;

internal sealed class ExportActions(AppDb db) : IExport
{
    public static string Kind => ImportActions.Kind;
    public static ImportColumns Columns => ImportActions.Columns;

    public Task<long> Count(CancellationToken ct) => db.Set<OwnerAction>().LongCountAsync(ct);

    public async IAsyncEnumerable<string?[]> Rows([EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var actions in InPieces<OwnerAction>(last => db.Set<OwnerAction>().Where(a => last == null || a.Id > last.Id).OrderBy(a => a.Id), 2_000, ct))
        {
            var people = await db.Dialect.Among<Person>(db, ["id"], [.. actions.Select(a => a.PersonId).Distinct().Select(p => (object[])[p])]).AsNoTracking().ToDictionaryAsync(p => p.Id, p => p.Email, ct);
            foreach (var a in actions) yield return [a.ActionRef, Value(a.ActedAt), people[a.PersonId], Value(a.Kind)];
        }
    }
}
