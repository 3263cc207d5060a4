using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Privacy;
using Nameplate.Platform.Storage;

namespace Nameplate.Owners.Companies;

/// <summary>Which companies a person acts for. Erased, they do so no more; the company's own record stays the company's.</summary>
internal sealed class CompaniesOfPerson(AppDb db) : IPersonalData
{
    public IReadOnlyList<PersonalColumn> Columns =>
    [
        .. PersonalColumn.Not<Company>("A company's record, which is seen and changed on the company's page; what a note says of somebody is taken out there.", nameof(Company.Name), nameof(Company.Note)),
        .. PersonalColumn.Not<CompanySite>("Where a company's units stand, not where a person lives.", nameof(CompanySite.Name), nameof(CompanySite.Street), nameof(CompanySite.City), nameof(CompanySite.PostalCode)),
    ];

    public async Task<IReadOnlyList<PersonalPart>> Export(DataSubject subject, CancellationToken ct)
    {
        if (subject.Owner is not { } owner) return [];
        var mine = await (
            from u in db.Set<CompanyUser>().AsNoTracking()
            where u.PersonId == owner
            join c in db.Set<Company>() on u.CompanyId equals c.Id
            orderby u.InvitedAt
            select new { c.Name, u.Role, u.InvitedAt, u.JoinedAt }).ToListAsync(ct);
        return [.. PersonalPart.Of("companies", mine, ("company", u => u.Name), ("role", u => u.Role), ("invitedAt", u => u.InvitedAt), ("joinedAt", u => u.JoinedAt))];
    }

    public async Task Erase(Erasure erasure, CancellationToken ct)
    {
        if (erasure.Subject.Owner is { } owner) await db.Set<CompanyUser>().Where(u => u.PersonId == owner).ExecuteDeleteAsync(ct);
    }
}
