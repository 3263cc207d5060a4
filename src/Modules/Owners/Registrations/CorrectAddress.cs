using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Nameplate.Messaging;
using Microsoft.Extensions.Localization;
using Nameplate.Owners.Activities;
using Nameplate.Owners.Consents;
using Nameplate.Owners.Merges;
using Nameplate.Owners.People;
using Nameplate.Owners.Sales;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products;

namespace Nameplate.Owners.Registrations;

/// <summary>“Wrong address? Change it here”: while the address is unproven the registration moves to the right one, and nothing stays with the wrong one.</summary>
internal sealed class CorrectAddress(AppDb db, Receipts receipts, AddressBook people, Ledger ledger, RegistrationMail mail, IMessaging messages, IProducts products, IStringLocalizer<Texts> words, TimeProvider clock)
{
    internal async Task<FieldError?> Handle(ProductUnit unit, string token, string? email, HttpContext http, CancellationToken ct)
    {
        if (!EmailForm.IsRight(email?.Trim())) return new("email", words["Wrong.Email"]);
        for (var attempt = 1; ; attempt++)
        {
            try { return await Move(unit, token, email!.Trim(), http, ct); }
            catch (DbUpdateException e) when (attempt < 5 && db.Dialect.IsDuplicateKey(e)) { db.ChangeTracker.Clear(); }      // the right address became known at this very moment
        }
    }

    async Task<FieldError?> Move(ProductUnit unit, string token, string email, HttpContext http, CancellationToken ct)
    {
        await using var tx = await db.Database.BeginTransactionAsync(ct);
        if (await receipts.Find(unit, token, ct) is not { } slip || slip.Registration.ConfirmedAt is not null) return null;      // the page says what stands now
        var (receipt, registration, wrong) = slip;
        var now = clock.GetUtcNow();
        if (Person.KeyOf(email) == wrong.EmailKey || (await people.Known(email, ct))?.Id == wrong.Id) return null;
        if (!receipt.MayMail()) return new("email", words["Wrong.TooOften"]);

        var right = await people.For(email, null, null, ct);
        right.Language ??= wrong.Language;
        registration.MoveTo(right);
        db.Announce(registration.Correction, now, unit.Id, right.Id);
        var isNobody = wrong.ConfirmedAt is null && wrong.CreatedAt >= registration.RegisteredAt
            && !await db.Set<Registration>().AnyAsync(r => r.PersonId == wrong.Id && r.Id != registration.Id, ct) && !await db.Set<Sale>().AnyAsync(s => s.PersonId == wrong.Id, ct)
            && !await db.Set<Visit>().AnyAsync(v => v.PersonId == wrong.Id, ct) && !await db.Set<OwnerAction>().AnyAsync(a => a.PersonId == wrong.Id, ct) && !await db.Set<OwnerAddress>().AnyAsync(a => a.PersonId == wrong.Id, ct);
        foreach (var given in await db.Set<Consent>().AsNoTracking().Where(c => c.RegistrationId == registration.Id && c.PersonId == wrong.Id && c.Step == ConsentStep.Given).ToListAsync(ct))
        {
            await ledger.Write(right, given.Purpose, ConsentStep.Given, given.Channel, ConsentMethod.Correction, now, registration.Id, ct);
            if (!isNobody) await ledger.Write(wrong, given.Purpose, ConsentStep.Withdrawn, given.Channel, ConsentMethod.Correction, now, registration.Id, ct);
        }
        await db.Set<OwnerLink>().Where(l => l.RegistrationId == registration.Id && l.UsedAt == null).ExecuteDeleteAsync(ct);
        await db.SaveChangesAsync(ct);
        if (isNobody)
        {
            await messages.Forget(wrong.Id, ct);      // saved with the mail to the right one
            await db.Set<Consent>().Where(c => c.PersonId == wrong.Id).ExecuteDeleteAsync(ct);
            await db.Set<OwnerLink>().Where(l => l.PersonId == wrong.Id).ExecuteDeleteAsync(ct);
            await db.Set<Person>().Where(p => p.Id == wrong.Id).ExecuteDeleteAsync(ct);
        }
        await mail.Send(registration, right, (await products.Model(unit.Gtin, ct))!, unit, ct);
        await db.SaveChangesAsync(ct);
        await tx.CommitAsync(ct);
        return null;
    }

    internal static async Task<IResult> Page(UnitKey? unit, string token, [FromForm] string? email, IProducts products, CorrectAddress correct, ShowReceipt show, HttpContext http, CancellationToken ct)
    {
        if (unit is not { } key || await products.Unit(key.Gtin, key.Serial, ct) is not { } found) return TypedResults.LocalRedirect("/");
        return await correct.Handle(found, token, email, http, ct) is { } wrong ? await show.Answer(unit, token, http, ct, [wrong], email: email ?? "") : TypedResults.LocalRedirect(ReceiptPath.Of(found, token, http));
    }
}

/// <summary>Where the page behind the button is; a chosen language stays chosen.</summary>
internal static class ReceiptPath
{
    public static string Of(ProductUnit unit, string token, HttpContext http) => $"{unit.Code.Page}/registered/{token}{(http.Request.Query.ContainsKey(Languages.Key) ? $"?{Languages.Key}={Languages.Current}" : "")}";
}
