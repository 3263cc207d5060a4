using Microsoft.EntityFrameworkCore;
using Nameplate.Owners.People;
using Nameplate.Platform.Storage;

namespace Nameplate.Owners.Companies;

/// <summary>For which companies a person acts.</summary>
internal sealed class Memberships(AppDb db, TimeProvider clock)
{
    internal sealed record Membership(Company Company, CompanyUser User);

    /// <summary>Taken up and open ones, by the company's name.</summary>
    public async Task<IReadOnlyList<Membership>> Of(Guid person, CancellationToken ct) =>
        [.. (await db.Set<CompanyUser>().AsNoTracking().Where(u => u.PersonId == person).Join(db.Set<Company>().AsNoTracking(), u => u.CompanyId, c => c.Id, (u, c) => new { u, c }).OrderBy(x => x.c.NameKey).ThenBy(x => x.c.Id).ToListAsync(ct)).Select(x => new Membership(x.c, x.u))];

    /// <returns>Null when the person has nothing to do with it, or has not joined.</returns>
    public async Task<Membership?> In(Guid company, Person person, CancellationToken ct) =>
        await db.Set<CompanyUser>().AsNoTracking().SingleOrDefaultAsync(u => u.CompanyId == company && u.PersonId == person.Id && u.JoinedAt != null, ct) is { } user
            ? new(await db.Set<Company>().SingleAsync(c => c.Id == company, ct), user) : null;

    /// <summary>Takes an invitation up.</summary>
    public async Task<bool> Join(Guid company, Person person, CancellationToken ct)
    {
        if (await db.Set<CompanyUser>().SingleOrDefaultAsync(u => u.CompanyId == company && u.PersonId == person.Id, ct) is not { } user) return false;
        if (user.JoinedAt is not null) return true;
        user.Join(clock.GetUtcNow());
        db.Announce(new CompanyChanged(company, CompanyStep.Users), clock.GetUtcNow(), owner: person.Id);
        await db.SaveChangesAsync(ct);
        return true;
    }

    public Task<string?> NameOf(Guid company, CancellationToken ct) => db.Set<Company>().Where(c => c.Id == company).Select(c => (string?)c.Name).SingleOrDefaultAsync(ct);
}
