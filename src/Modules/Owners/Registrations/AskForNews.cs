using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Nameplate.Owners.Consents;
using Nameplate.Platform.Storage;
using Nameplate.Products;

namespace Nameplate.Owners.Registrations;

/// <summary>Gives the consent for news. It waits until the link in the mail is opened.</summary>
internal static class AskForNews
{
    internal static async Task<IResult> Page(UnitKey? unit, string token, [FromForm] string? consent, IProducts products, Receipts receipts, Ledger ledger, RegistrationMail mail, AppDb db, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        if (unit is not { } key || await products.Unit(key.Gtin, key.Serial, ct) is not { } found) return TypedResults.LocalRedirect("/");
        if (await receipts.Find(found, token, ct) is not { } slip) return TypedResults.LocalRedirect(found.Code.Page);
        var standing = (await ledger.Standing(slip.Person.Id, ct)).GetValueOrDefault(Consent.Marketing)?.Step;
        if (consent == Consent.Marketing && standing is null or ConsentStep.Withdrawn && !PrivacySignal.IsOn(http))
        {
            await ledger.Write(slip.Person, Consent.Marketing, ConsentStep.Given, "qr", ConsentMethod.Form, clock.GetUtcNow(), slip.Registration.Id, ct);
            if (slip.Registration.ConfirmedAt is not null && slip.Receipt.MayMail()) await mail.AskForNews(slip.Registration, slip.Person, ct);      // else the link already mailed confirms both
            await db.SaveChangesAsync(ct);
        }
        return TypedResults.LocalRedirect(ReceiptPath.Of(found, token, http));
    }
}
