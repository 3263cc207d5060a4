using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Nameplate.Owners.People;
using Nameplate.Platform.Storage;

namespace Nameplate.Owners.Merges;

/// <summary>Staff take a further address away, or make it the main one.</summary>
internal sealed class EditAddresses(AppDb db, TimeProvider clock)
{
    internal async Task Prefer(Person person, OwnerAddress address, CancellationToken ct)
    {
        var once = OwnerAddress.Once(person, person.Id, clock.GetUtcNow());
        db.Remove(address);
        await db.SaveChangesAsync(ct);      // an address is free before somebody else has it
        person.Prefer(address);
        db.Add(once);
        await db.SaveChangesAsync(ct);
    }

    async Task<(Person Person, OwnerAddress Address)?> Find(Guid id, string? email, CancellationToken ct)
    {
        var key = Person.KeyOf(email ?? "");
        return await db.Set<OwnerAddress>().SingleOrDefaultAsync(a => a.EmailKey == key && a.PersonId == id, ct) is { } address ? (await db.Set<Person>().SingleAsync(p => p.Id == id, ct), address) : null;
    }

    internal static async Task<IResult> Main(Guid id, [FromForm] string? email, EditAddresses edit, AppDb db, CancellationToken ct)
    {
        await using var tx = await db.Database.BeginTransactionAsync(ct);
        if (await edit.Find(id, email, ct) is var (person, address)) await edit.Prefer(person, address, ct);
        await tx.CommitAsync(ct);
        return TypedResults.LocalRedirect($"/admin/owners/{id}?saved");
    }

    internal static async Task<IResult> Remove(Guid id, [FromForm] string? email, EditAddresses edit, AppDb db, CancellationToken ct)
    {
        if (await edit.Find(id, email, ct) is var (_, address)) db.Remove(address);
        await db.SaveChangesAsync(ct);
        return TypedResults.LocalRedirect($"/admin/owners/{id}?saved");
    }
}
