using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Commerce.Parts;

internal static class SetStock
{
    /// <summary>What was counted on the shelf.</summary>
    /// <param name="OnHand">0 or more.</param>
    internal sealed record Input(int? OnHand);

    /// <summary>Sets how many of a part are on hand.</summary>
    /// <example>
    /// PUT /api/v1/parts/FLT-1/stock
    /// {"onHand": 240}
    /// 200
    /// {"sku": "FLT-1", "name": "Water filter", "kind": "consumable", "price": 12.9, "currency": "EUR", "stock": 240, "weightG": 80, "replaceEveryDays": 60, "availableUntil": null, "maxDeliveryDays": 3, "imageUrl": null}
    /// </example>
    internal static async Task<Results<Ok<ShowParts.Item>, ProblemHttpResult>> Api(string sku, Input input, IfMatch ifMatch, AppDb db, AuditTrail trail, CancellationToken ct)
    {
        if (input.OnHand is not (>= 0 and <= Stock.Most)) return Problems.Field("onHand", $"Give a whole number from 0 to {Stock.Most}.");
        await using var tx = await db.Database.BeginTransactionAsync(ct);
        await db.Set<Stock>().Where(s => s.Sku == sku).ExecuteUpdateAsync(s => s.SetProperty(x => x.OnHand, x => x.OnHand), ct);      // locks the row: what is read now stands until the change
        int? before = null;
        if (await ShowParts.Parts(db).SingleOrDefaultAsync(p => p.Part.Sku == sku, ct) is { } now)
        {
            if (!ifMatch.Allows(ShowParts.Item.Of(now.Part, now.OnHand))) return IfMatch.Stale;
            before = now.OnHand;
        }
        await db.Set<Stock>().Where(s => s.Sku == sku).ExecuteUpdateAsync(s => s.SetProperty(x => x.OnHand, input.OnHand.Value), ct);
        if (before is { } was && was != input.OnHand) trail.Note(AuditChange.Changed, "commerce.stock", sku, new { onHand = was }, new { onHand = input.OnHand.Value });
        await db.SaveChangesAsync(ct);
        await tx.CommitAsync(ct);
        return await ShowParts.One(sku, db, ct);
    }
}
