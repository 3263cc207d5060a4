using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Owners.People;
using Nameplate.Owners.Registrations;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products;

namespace Nameplate.Owners.Transfers;

/// <summary>The buyer gives the seller's code and an address, and the unit is theirs; the mailed link confirms the address afterwards, as at a registration. Of many with one code one gets it.</summary>
internal sealed class TakeOver(AppDb db, TransferPages pages, TransferCodes codes, AddressBook people, MoveUnit move, Receipts receipts, IStringLocalizer<Texts> words)
{
    internal static Task<IResult> Page(UnitKey? unit, [FromForm] string? code, [FromForm] string? email, TakeOver take, HttpContext http, CancellationToken ct) => take.Answer(unit, code, email, http, ct);

    async Task<IResult> Answer(UnitKey? unit, string? code, string? email, HttpContext http, CancellationToken ct)
    {
        if (await pages.Find(unit, http, ct) is not { } subject) return TransferPages.Back(unit, http);
        if (subject.Standing is null || subject.Owner is not null) return TransferPages.To(subject, http);
        List<FieldError> errors = [];
        if (!EmailForm.IsRight(email?.Trim())) errors.Add(new("email", words["Wrong.Email"]));
        if (string.IsNullOrWhiteSpace(code)) errors.Add(new("code", words["Transfers.NoCode"]));
        if (errors.Count == 0 && await Handle(subject, code!, email!.Trim(), RegisterOnPage.DeviceOf(http), ct) is { } registration)
            return TypedResults.LocalRedirect(ReceiptPath.Of(subject.Unit, await receipts.Open(registration, ct), http));
        if (errors.Count == 0) errors.Add(new("code", words["Transfers.WrongCode"]));
        return await pages.Buyer(subject, http, ct, code, email, errors: errors);
    }

    /// <returns>Null when the code is not right, or not good any more, or somebody else was quicker.</returns>
    async Task<Registration?> Handle(TransferPages.Subject subject, string code, string email, RegistrationDevice? device, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try { return await Take(subject, code, email, device, ct); }
            catch (DbUpdateException e) when (attempt < 5 && (e is DbUpdateConcurrencyException || db.Dialect.IsDuplicateKey(e))) { db.ChangeTracker.Clear(); }      // somebody used the code, or became known, at this very moment
        }
    }

    async Task<Registration?> Take(TransferPages.Subject subject, string code, string email, RegistrationDevice? device, CancellationToken ct)
    {
        await using var tx = await db.Database.BeginTransactionAsync(ct);
        if (await pages.Standing(subject.Unit.Id, ct) is not { } offer) return null;
        if (!codes.IsRight(offer.SealedCode!, code))
        {
            await db.Set<Transfer>().Where(t => t.Id == offer.Id).ExecuteUpdateAsync(u => u.SetProperty(t => t.Tries, t => t.Tries + 1), ct);
            await tx.CommitAsync(ct);
            return null;
        }
        var to = await people.For(email, null, null, ct);
        if (to.Id == subject.Standing!.PersonId) return null;
        to.Language ??= Languages.Current;
        var registration = await move.Handle(subject.Model, subject.Unit, subject.Standing, to, offer, TransferWay.Code, null, device, ct);
        if (registration is not null) await tx.CommitAsync(ct);
        return registration;
    }
}
