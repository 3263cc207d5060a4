using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.Access;

/// <summary>Who of a brand's staff may do something: for mails about what waits for them.</summary>
public sealed class Colleagues(AppDb db, Grants grants)
{
    /// <param name="Language">The person's own choice.</param>
    public sealed record Person(string Email, string? Language);

    public async Task<IReadOnlyList<Person>> Who(Guid brand, string permission, CancellationToken ct)
    {
        StaffRole[] roles = [.. Enum.GetValues<StaffRole>().Where(r => grants.Has(r, permission))];
        var members = await (from m in db.Set<Membership>().AsNoTracking() where m.BrandId == brand && roles.Contains(m.Role) join u in db.Users on m.StaffId equals u.Id orderby u.Email select new { u.Email, u.Language }).ToListAsync(ct);
        return [.. members.Select(m => new Person(m.Email!, m.Language))];
    }
}
