using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Owners.People;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Owners.Companies;

/// <summary>Invites a person to act for a company, changes what they may, or ends it.</summary>
internal sealed class SaveUser(AppDb db, AddressBook people, InvitationMail mail, IStringLocalizer<Texts> words, TimeProvider clock)
{
    /// <param name="Role"><c>admin</c>, <c>member</c> or <c>viewer</c>; <c>member</c> when not given.</param>
    internal sealed record Input(string? Email, string? Role = null, string? Name = null);

    /// <summary>Who has been invited before gets a new mail; who has joined keeps what they have.</summary>
    public async Task<(CompanyUser? User, IReadOnlyList<FieldError> Errors)> Invite(Company company, Input input, CancellationToken ct)
    {
        List<FieldError> errors = [];
        var email = input.Email?.Trim();
        if (!EmailForm.IsRight(email)) errors.Add(new("email", words["Wrong.Email"]));
        if (!TryRole(input.Role ?? "member", out var role)) errors.Add(new("role", words["Company.Wrong.Role"]));
        if (input.Name?.Length > 200) errors.Add(new("name", words["Wrong.NameTooLong"]));
        if (errors.Count == 0 && await db.Set<CompanyUser>().CountAsync(u => u.CompanyId == company.Id, ct) >= CompanyUser.Most) errors.Add(new("email", words["Company.Wrong.ManyUsers", CompanyUser.Most]));
        if (errors.Count > 0) return (null, errors);

        await using var tx = await db.Database.BeginTransactionAsync(ct);
        var person = await people.For(email!, input.Name, company.Country, ct);
        person.Language ??= Languages.Current;
        var now = clock.GetUtcNow();
        var user = await db.Set<CompanyUser>().SingleOrDefaultAsync(u => u.CompanyId == company.Id && u.PersonId == person.Id, ct);
        if (user is { JoinedAt: not null }) return (null, [new("email", words["Company.Wrong.UserThere"])]);
        if (user is null) db.Add(user = new() { BrandId = company.BrandId, CompanyId = company.Id, PersonId = person.Id, Role = role });
        (user.Role, user.InvitedAt) = (role, now);
        db.Announce(new CompanyChanged(company.Id, CompanyStep.Users), now, owner: person.Id);
        await db.SaveChangesAsync(ct);
        await mail.Send(company, person, ct);
        await db.SaveChangesAsync(ct);
        await tx.CommitAsync(ct);
        return (user, []);
    }

    /// <summary>A company's last admin stays one, as long as it is not staff who decide.</summary>
    public async Task<FieldError?> Appoint(CompanyUser user, string? asked, bool byStaff, CancellationToken ct)
    {
        if (!TryRole(asked, out var role)) return new("role", words["Company.Wrong.Role"]);
        if (!byStaff && role != CompanyRole.Admin && await IsLastAdmin(user, ct)) return new("role", words["Company.Wrong.LastAdmin"]);
        if (user.Role == role) return null;
        user.Role = role;
        await Saved(user, ct);
        return null;
    }

    public async Task<FieldError?> Remove(CompanyUser user, bool byStaff, CancellationToken ct)
    {
        if (!byStaff && await IsLastAdmin(user, ct)) return new("role", words["Company.Wrong.LastAdmin"]);
        db.Remove(user);
        await Saved(user, ct);
        return null;
    }

    async Task<bool> IsLastAdmin(CompanyUser user, CancellationToken ct) =>
        user.Manages && !await db.Set<CompanyUser>().AnyAsync(u => u.CompanyId == user.CompanyId && u.PersonId != user.PersonId && u.Role == CompanyRole.Admin && u.JoinedAt != null, ct);

    async Task Saved(CompanyUser user, CancellationToken ct)
    {
        db.Announce(new CompanyChanged(user.CompanyId, CompanyStep.Users), clock.GetUtcNow(), owner: user.PersonId);
        await db.SaveChangesAsync(ct);
    }

    static bool TryRole(string? text, out CompanyRole role) => Snake.TryEnum(text ?? "", out role);
}
