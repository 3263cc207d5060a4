using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products;

namespace Nameplate.Owners.Registrations;

/// <summary>Puts the date of purchase right while it is not proven.</summary>
internal sealed class CorrectPurchaseDate(AppDb db, IProducts products, IStringLocalizer<Texts> words, TimeProvider clock)
{
    internal async Task<FieldError?> Handle(Registration registration, string? purchasedOn, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (date, wrong) = PurchaseDate.Read(purchasedOn, now, words);
        if (wrong is null && date is null) wrong = words["Wrong.Date"];
        if (wrong is null && date > registration.RegisteredAt) wrong = words["Wrong.DateInFuture"];
        if (wrong is null && await products.Unit(registration.UnitId, ct) is { } unit) wrong = PurchaseDate.BeforeMade(date, unit, words);
        if (wrong is not null) return new("purchasedOn", wrong);
        if (!registration.PutDateRight(date!.Value)) return new("purchasedOn", words["Wrong.DateProven"]);
        db.Announce(registration.Correction, now, registration.UnitId, registration.PersonId);
        await db.SaveChangesAsync(ct);
        return null;
    }

    internal static async Task<IResult> Page(UnitKey? unit, string token, [FromForm] string? purchasedOn, IProducts products, Receipts receipts, CorrectPurchaseDate correct, ShowReceipt show, HttpContext http, CancellationToken ct)
    {
        if (unit is not { } key || await products.Unit(key.Gtin, key.Serial, ct) is not { } found) return TypedResults.LocalRedirect("/");
        if (await receipts.Find(found, token, ct) is not { } slip) return TypedResults.LocalRedirect(found.Code.Page);
        return await correct.Handle(slip.Registration, purchasedOn, ct) is { } wrong ? await show.Answer(unit, token, http, ct, [wrong], purchasedOn: purchasedOn ?? "") : TypedResults.LocalRedirect(ReceiptPath.Of(found, token, http));
    }
}
