using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Nameplate.Owners;
using Nameplate.Platform.Exports;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Storage;
using Nameplate.Products;
using static Nameplate.Platform.Exports.Exported;

namespace Nameplate.Support.Contacts;

internal sealed class ExportContacts(AppDb db, IProducts products, IOwners owners) : IExport
{
    public static string Kind => ImportContacts.Kind;
    public static ImportColumns Columns => ImportContacts.Columns;

    public Task<long> Count(CancellationToken ct) => db.Set<Contact>().LongCountAsync(ct);

    public async IAsyncEnumerable<string?[]> Rows([EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var rows in InPieces<Contact>(last => db.Set<Contact>().Where(x => last == null || x.Id > last.Id).OrderBy(x => x.Id), 2_000, ct))
        {
            var units = await products.Units([.. rows.Select(x => x.UnitId).OfType<Guid>().Distinct()], ct);
            var people = await owners.People([.. rows.Select(x => x.PersonId).OfType<Guid>().Distinct()], ct);
            foreach (var x in rows)
            {
                var (serial, email) = (x.UnitId is { } unit ? units.GetValueOrDefault(unit)?.Serial : null, x.PersonId is { } person ? people.GetValueOrDefault(person)?.Email : null);
                yield return [x.ContactRef, Value(x.ContactedAt), Value(x.Channel), x.Gtin, serial, email, x.Topic, Value(x.Cost), x.Currency, Value(x.ResolvedAt)];
            }
        }
    }
}
