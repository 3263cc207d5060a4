using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Access.Passwords;
using Nameplate.Platform.Access.Sessions;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Access.Invitations;

/// <summary>The link of an invitation. Somebody new chooses a password; who works for another brand already just joins, and signs in as with any mailed link.</summary>
internal sealed class AcceptInvitation(AppDb db, BrandBook brands, UserManager<StaffMember> users, StaffPasswords passwords, StaffSessions sessions, Door door, Attempts attempts, SecurityLog log, TimeProvider clock, IStringLocalizer<Texts> words)
{
    internal sealed record Input(string? Name, string? Password);

    internal static Task<IResult> Page(string token, AcceptInvitation accept, CancellationToken ct) => accept.Show(token, new(null, null), null, ct);
    internal static async Task<IResult> Post(string token, HttpContext http, AcceptInvitation accept, CancellationToken ct)
    {
        var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(ct) : FormCollection.Empty;
        return await accept.Handle(token, new(form["name"].ToString().Trim(), form["password"]), http, ct);
    }

    async Task<IResult> Show(string token, Input input, FieldError? error, CancellationToken ct)
    {
        if (await Find(token, ct) is not { } invitation) return Gone();
        var known = await db.Users.AnyAsync(u => u.NormalizedEmail == invitation.EmailKey, ct);
        return Pages.Console<InvitationPage>(new InvitationPage.Shown(words, (await brands.Get(invitation.BrandId, ct)).Name, invitation.Email, known, input.Name, error), error is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    async Task<IResult> Handle(string token, Input input, HttpContext http, CancellationToken ct)
    {
        if (await Find(token, ct) is not { } invitation) return Gone();
        var member = await users.FindByEmailAsync(invitation.Email);
        if (member is null)
        {
            if (input.Name is { Length: > 100 }) return await Show(token, input, new("name", words["Form.Long", 100]), ct);
            if (PasswordRule.Wrong(input.Password ?? "", invitation.Email, (await brands.Get(invitation.BrandId, ct)).Name) is { } wrong) return await Show(token, input, new("password", words[wrong]), ct);
        }
        var isNew = member is null;
        if (member is null)
        {
            member = new() { Id = OrderedId.Next(), UserName = invitation.Email, Email = invitation.Email, EmailConfirmed = true, Name = input.Name is { Length: > 0 } name ? name : null };
            passwords.Set(member, input.Password!);      // slow on purpose: not while a transaction is open
        }
        var now = clock.GetUtcNow();
        await using (var tx = await db.Database.BeginTransactionAsync(ct))
        {
            if (await db.Set<Invitation>().Where(i => i.BrandId == invitation.BrandId && i.Id == invitation.Id && i.TokenHash == invitation.TokenHash && i.AcceptedAt == null && i.WithdrawnAt == null)
                .ExecuteUpdateAsync(i => i.SetProperty(x => x.AcceptedAt, now), ct) == 0) return Gone();
            if (isNew && await users.CreateAsync(member) is { Succeeded: false } refused) throw new InvalidOperationException(refused.ToString());
            if (!await db.Set<Membership>().AnyAsync(m => m.BrandId == invitation.BrandId && m.StaffId == member.Id, ct))
                db.Add(new Membership { BrandId = invitation.BrandId, StaffId = member.Id, Role = invitation.Role });
            await db.SaveChangesAsync(ct);
            await tx.CommitAsync(ct);
        }
        log.Note(http, SecurityKinds.WayIn, "joined", isRefused: false, member.Id.ToString(), new(CallerKind.Staff, member.Id.ToString()), invitation.BrandId);
        if (!isNew) return await door.Enter(member, invitation.BrandId, byLink: true, null, http, ct);
        await attempts.PasswordWasRight(member.Id, ct);
        await sessions.Open(member.Id, invitation.BrandId, byLink: false, http, ct);
        log.Note(http, SecurityKinds.SignIn, "by_invitation", isRefused: false, member.Id.ToString(), new(CallerKind.Staff, member.Id.ToString()), invitation.BrandId);
        return TypedResults.LocalRedirect("/admin/account/two-steps?done=joined");
    }

    async Task<Invitation?> Find(string token, CancellationToken ct)
    {
        var hash = Token.Hash(token);
        return await db.Set<Invitation>().AsNoTracking().SingleOrDefaultAsync(i => i.TokenHash == hash, ct) is { } invitation && invitation.IsGood(clock.GetUtcNow()) ? invitation : null;
    }

    IResult Gone() => Pages.Console<SignInPage>(new SignInPage.Shown(words, SignInPage.Step.Password, words["Invitation.Gone"]), StatusCodes.Status410Gone);
}
