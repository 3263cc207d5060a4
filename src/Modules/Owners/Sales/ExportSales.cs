using Microsoft.EntityFrameworkCore;
using Nameplate.Owners.Consents;
using Nameplate.Owners.People;
using Nameplate.Platform.Exports;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Storage;
using Nameplate.Products;
using static Nameplate.Platform.Exports.Exported;

namespace Nameplate.Owners.Sales;

internal sealed class ExportSales(AppDb db, IProducts products, Ledger ledger) : IExport
{
    public static string Kind => ImportSales.Kind;
    public static ImportColumns Columns => ImportSales.Columns;

    public Task<long> Count(CancellationToken ct) => db.Set<Sale>().LongCountAsync(ct);

    public async IAsyncEnumerable<string?[]> Rows([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var units in products.AllUnits(2_000, ct))
        {
            var sales = await db.Dialect.Among<Sale>(db, ["unit_id"], [.. units.Select(u => (object[])[u.Id])]).AsNoTracking().ToDictionaryAsync(s => s.UnitId, ct);
            if (sales.Count == 0) continue;
            Guid[] buyers = [.. sales.Values.Select(s => s.PersonId).OfType<Guid>().Distinct()];
            var people = await db.Dialect.Among<Person>(db, ["id"], [.. buyers.Select(p => (object[])[p])]).AsNoTracking().ToDictionaryAsync(p => p.Id, ct);
            var consents = (await ledger.StandingImports(buyers, ct)).Where(c => c.RegistrationId is null).Select(c => (c.PersonId, c.At)).ToHashSet();
            foreach (var u in units)
                if (sales.TryGetValue(u.Id, out var s))
                    yield return
                    [
                        u.Gtin, u.Serial, Value(s.SoldOn), Value(s.Channel), s.Retailer, s.Country, Value(s.Price), s.Currency, s.OrderRef,
                        s.PersonId is { } person ? people[person].Email : null, s.PersonId is { } buyer && consents.Contains((buyer, s.SoldOn)) ? "true" : null, s.MayContact ? "true" : null,
                    ];
        }
    }
}
