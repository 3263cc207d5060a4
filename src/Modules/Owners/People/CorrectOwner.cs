using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Owners.Merges;
using Nameplate.Owners.My;
using Nameplate.Owners.Registrations;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Owners.People;

/// <summary>Staff put a person's name or address right. Links and sessions of the old address end.</summary>
internal sealed class CorrectOwner(AppDb db, AddressBook people, EditAddresses addresses, IStringLocalizer<Texts> words, TimeProvider clock)
{
    internal async Task<FieldError?> Handle(Guid id, string? name, string? email, CancellationToken ct)
    {
        if (!EmailForm.IsRight(email?.Trim())) return new("email", words["Wrong.Email"]);
        if (name?.Length > 200) return new("name", words["Wrong.NameTooLong"]);
        await using var tx = await db.Database.BeginTransactionAsync(ct);
        if (await db.Set<Person>().SingleOrDefaultAsync(p => p.Id == id && p.ErasedAt == null, ct) is not { } person) return null;
        var key = Person.KeyOf(email!);
        var moved = person.EmailKey != key;
        if (moved && await people.Known(email!, ct) is { } known)
        {
            if (known.Id != id) return new("email", words["Wrong.EmailTaken"]);
            await addresses.Prefer(person, await db.Set<OwnerAddress>().SingleAsync(a => a.EmailKey == key && a.PersonId == id, ct), ct);
        }
        if (person.Rename(name)) db.Announce(new OwnerNamed(person.Id, person.Name is not null), clock.GetUtcNow(), owner: person.Id);
        person.MoveTo(email!);
        try { await db.SaveChangesAsync(ct); }
        catch (DbUpdateException e) when (db.Dialect.IsDuplicateKey(e))
        {
            db.ChangeTracker.Clear();
            return new("email", words["Wrong.EmailTaken"]);
        }
        if (moved)
        {
            var now = clock.GetUtcNow();
            await db.Set<OwnerLink>().Where(l => l.PersonId == id && l.UsedAt == null).ExecuteDeleteAsync(ct);
            await db.Set<CalendarFeed>().Where(f => f.PersonId == id).ExecuteDeleteAsync(ct);
            await db.Set<PhoneCode>().Where(c => c.PersonId == id).ExecuteDeleteAsync(ct);
            await db.Set<OwnerSession>().Where(s => s.PersonId == id && s.RevokedAt == null).ExecuteUpdateAsync(u => u.SetProperty(s => s.RevokedAt, now), ct);
        }
        await tx.CommitAsync(ct);
        return null;
    }

    internal static async Task<IResult> Page(Guid id, CorrectOwner correct, ShowOwner show, ConsoleFrames frames, IStringLocalizer<Texts> words, HttpContext http, CancellationToken ct)
    {
        var form = frames.Read(await http.Request.ReadFormAsync(ct));
        if (await correct.Handle(id, form.Text("name"), form.Text("email"), ct) is not { } error) return TypedResults.LocalRedirect($"/admin/owners/{id}?saved");
        form.Refuse([error]);
        return await show.Answer(id, frames, words, http, ct, form);
    }

    internal static async Task<IResult> Date(Guid id, Guid registration, [FromForm] string? purchasedOn, AppDb db, CorrectPurchaseDate correct, ShowOwner show, ConsoleFrames frames, IStringLocalizer<Texts> words, HttpContext http, CancellationToken ct)
    {
        if (await db.Set<Registration>().SingleOrDefaultAsync(r => r.Id == registration && r.PersonId == id, ct) is not { } found) return TypedResults.LocalRedirect($"/admin/owners/{id}");
        return await correct.Handle(found, purchasedOn, ct) is { } error ? await show.Answer(id, frames, words, http, ct, wrongDate: (registration, error.Message)) : TypedResults.LocalRedirect($"/admin/owners/{id}?saved");
    }
}
