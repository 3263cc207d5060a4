using Microsoft.EntityFrameworkCore;
using Nameplate.Owners.Consents;
using Nameplate.Owners.People;
using Nameplate.Platform.Exports;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Storage;
using Nameplate.Products;
using static Nameplate.Platform.Exports.Exported;

namespace Nameplate.Owners.Registrations;

/// <summary>The registrations in force.</summary>
internal sealed class ExportRegistrations(AppDb db, IProducts products, Ledger ledger) : IExport
{
    public static string Kind => ImportRegistrations.Kind;
    public static ImportColumns Columns => ImportRegistrations.Columns;

    public Task<long> Count(CancellationToken ct) => db.Set<Registration>().LongCountAsync(r => r.EndedAt == null, ct);

    public async IAsyncEnumerable<string?[]> Rows([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var units in products.AllUnits(2_000, ct))
        {
            var registrations = await db.Dialect.Among<Registration>(db, ["unit_id"], [.. units.Select(u => (object[])[u.Id])]).Where(r => r.EndedAt == null).AsNoTracking().ToDictionaryAsync(r => r.UnitId, ct);
            if (registrations.Count == 0) continue;
            Guid[] owners = [.. registrations.Values.Select(r => r.PersonId).Distinct()];
            var people = await db.Dialect.Among<Person>(db, ["id"], [.. owners.Select(p => (object[])[p])]).AsNoTracking().ToDictionaryAsync(p => p.Id, ct);
            var consents = (await ledger.StandingImports(owners, ct)).Select(c => c.RegistrationId).ToHashSet();
            foreach (var u in units)
                if (registrations.TryGetValue(u.Id, out var r))
                    yield return
                    [
                        u.Gtin, u.Serial, Value(r.RegisteredAt), people[r.PersonId].Email, Value(r.PurchasedOn), r.Channel == RegistrationChannel.Transfer ? null : Value(r.Channel), people[r.PersonId].Name,
                        r.Country, r.Region, r.Retailer, r.PromoCode, r.Proof ?? (r.Proven ? "approved" : null), consents.Contains(r.Id) ? "true" : null, Value(r.Device),
                    ];
        }
    }
}
