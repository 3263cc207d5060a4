using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Owners.Consents;
using Nameplate.Owners.People;
using Nameplate.Owners.Registrations;
using Nameplate.Owners.Safety;
using Nameplate.Owners.Sales;
using Nameplate.Platform.Privacy;
using Nameplate.Platform.Privacy.Retention;
using Nameplate.Platform.Storage;

namespace Nameplate.Owners.Privacy;

/// <summary>Consents that nobody confirmed: they never took effect.</summary>
internal sealed class UnconfirmedConsents(AppDb db, IStringLocalizer<Texts> words) : IRetention
{
    public string Key => "owners.unconfirmed-consents";
    public int Days => 30;
    public string Title => words["Keep.Unconfirmed"];
    public string About => words["Keep.UnconfirmedAbout"];

    public async Task<int> Delete(Sweep sweep, CancellationToken ct)
    {
        var ids = await db.Set<Consent>().Where(c => c.Step == ConsentStep.Given && (c.RecordedAt ?? c.At) < sweep.Before
            && !db.Set<Consent>().Any(o => o.PersonId == c.PersonId && o.Purpose == c.Purpose && o.Step != ConsentStep.Given && o.At >= c.At)).Select(c => c.Id).Take(sweep.Most).ToListAsync(ct);
        return await db.Set<Consent>().Where(c => ids.Contains(c.Id)).ExecuteDeleteAsync(ct);
    }
}

/// <summary>Links and sign-ins that are over.</summary>
internal sealed class OldDoors(AppDb db, IStringLocalizer<Texts> words) : IRetention
{
    public string Key => "owners.links";
    public int Days => 30;
    public string Title => words["Keep.Links"];
    public string About => words["Keep.LinksAbout"];

    public async Task<int> Delete(Sweep sweep, CancellationToken ct) =>
        await Links(sweep, ct) + await Sessions(sweep, ct) + await Receipts(sweep, ct) + await db.Set<DataLink>().Where(l => l.ExpiresAt < sweep.Before).ExecuteDeleteAsync(ct);

    async Task<int> Links(Sweep sweep, CancellationToken ct)
    {
        var old = await db.Set<OwnerLink>().Where(l => l.ExpiresAt < sweep.Before || l.UsedAt < sweep.Before).Select(l => l.TokenHash).Take(sweep.Most).ToListAsync(ct);
        return await db.Set<OwnerLink>().Where(l => old.Contains(l.TokenHash)).ExecuteDeleteAsync(ct);
    }

    async Task<int> Sessions(Sweep sweep, CancellationToken ct)
    {
        var old = await db.Set<OwnerSession>().Where(s => s.ExpiresAt < sweep.Before || s.RevokedAt < sweep.Before).Select(s => s.TokenHash).Take(sweep.Most).ToListAsync(ct);
        return await db.Set<OwnerSession>().Where(s => old.Contains(s.TokenHash)).ExecuteDeleteAsync(ct);
    }

    async Task<int> Receipts(Sweep sweep, CancellationToken ct)
    {
        var old = await db.Set<Receipt>().Where(r => r.ExpiresAt < sweep.Before).Select(r => r.TokenHash).Take(sweep.Most).ToListAsync(ct);
        return await db.Set<Receipt>().Where(r => old.Contains(r.TokenHash)).ExecuteDeleteAsync(ct);
    }
}

/// <summary>People who own nothing here: guests who only ordered or were told of by a till, and former owners. They are cleared as if they had asked for it.</summary>
internal sealed class Guests(AppDb db, PersonalRecords records, IEnumerable<ILastSeen> seen, IStringLocalizer<Texts> words) : IRetention
{
    public string Key => "owners.guests";
    public int Days => 1096;
    public int Least => 30;
    public string Title => words["Keep.Guests"];
    public string About => words["Keep.GuestsAbout"];

    public async Task<int> Delete(Sweep sweep, CancellationToken ct)
    {
        var before = sweep.Before;
        for (Guid? last = null; ;)
        {
            var people = await db.Set<Person>().AsNoTracking().Where(p => p.CreatedAt < before && p.ErasedAt == null && p.EraseAfter == null && (last == null || p.Id > last)
                && !db.Set<Registration>().Any(r => r.PersonId == p.Id && (r.EndedAt == null || r.EndedAt >= before)) && !db.Set<Sale>().Any(s => s.PersonId == p.Id && s.SoldOn >= before)
                && !db.Set<Consent>().Any(c => c.PersonId == p.Id && c.At >= before) && !db.Set<OwnerSession>().Any(s => s.PersonId == p.Id && s.CreatedAt >= before)).OrderBy(p => p.Id).Take(sweep.Most).ToListAsync(ct);
            if (people.Count == 0) return 0;
            last = people[^1].Id;
            HashSet<Guid> busy = [];
            foreach (var contribution in seen) busy.UnionWith(await contribution.Since(before, [.. people.Select(p => p.Id)], ct));
            var gone = people.Where(p => !busy.Contains(p.Id)).ToList();
            foreach (var person in gone) await records.EraseOld(new(person.Email, person.Id), [], ct);
            if (gone.Count > 0) return people.Count == sweep.Most ? sweep.Most : gone.Count;
        }
    }
}

/// <summary>People whose deletion waited for a hold that has ended.</summary>
internal sealed class HeldPeople(AppDb db, PersonalRecords records, IStringLocalizer<Texts> words) : IRetention
{
    public string Key => "owners.held";
    public int Days => 0;
    public int Least => 0;
    public int Most => 30;
    public string Title => words["Keep.Held"];
    public string About => words["Keep.HeldAbout"];

    public async Task<int> Delete(Sweep sweep, CancellationToken ct)
    {
        var due = await db.Set<Person>().AsNoTracking().Where(p => p.EraseAfter < sweep.Before).OrderBy(p => p.EraseAfter).Take(sweep.Most).ToListAsync(ct);
        foreach (var person in due) await records.EraseOld(new(person.Email, person.Id), [], ct);
        return due.Count;
    }
}

/// <summary>Contacts for recalls: as long as products are used.</summary>
internal sealed class OldSafetyContacts(AppDb db, IStringLocalizer<Texts> words) : IRetention
{
    public string Key => "owners.safety-contacts";
    public int Days => 3653;
    public int Least => 365;
    public string Title => words["Keep.Safety"];
    public string About => words["Keep.SafetyAbout"];

    public async Task<int> Delete(Sweep sweep, CancellationToken ct)
    {
        var ids = await db.Set<SafetyContact>().Where(c => c.CreatedAt < sweep.Before).Select(c => c.Id).Take(sweep.Most).ToListAsync(ct);
        return await db.Set<SafetyContact>().Where(c => ids.Contains(c.Id)).ExecuteDeleteAsync(ct);
    }
}
