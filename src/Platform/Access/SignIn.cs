using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Mail;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Access;

/// <summary>Staff sign in by a mailed link: its GET shows a button, its POST uses it up, because mail scanners open links.</summary>
public sealed class SignIn(AppDb db, UserManager<StaffMember> users, Links links, TimeProvider clock)
{
    static readonly TimeSpan Valid = TimeSpan.FromMinutes(30);

    /// <summary>The staff member of that address in the brand, made when there is none.</summary>
    public async Task<StaffMember> Appoint(Guid brandId, string email, StaffRole role, CancellationToken ct)
    {
        var member = await users.FindByEmailAsync(email);
        if (member is null)
        {
            member = new StaffMember { Id = Guid.CreateVersion7(), UserName = email, Email = email };
            var made = await users.CreateAsync(member);
            if (!made.Succeeded) throw new InvalidOperationException(made.ToString());
        }
        if (!await db.Set<Membership>().AnyAsync(m => m.BrandId == brandId && m.StaffId == member.Id, ct))
        {
            db.Add(new Membership { BrandId = brandId, StaffId = member.Id, Role = role });
            await db.SaveChangesAsync(ct);
        }
        return member;
    }

    /// <summary>A link that signs the member in once.</summary>
    public async Task<string> NewLink(StaffMember member, CancellationToken ct, TimeSpan? valid = null)
    {
        var token = Token.New();
        db.Add(new SignInLink { TokenHash = Token.Hash(token), StaffId = member.Id, ExpiresAt = clock.GetUtcNow() + (valid ?? Valid) });
        await db.SaveChangesAsync(ct);
        return links.To($"/admin/sign-in/{token}");
    }

    internal static IResult Ask(IStringLocalizer<Texts> words, string? then = null) => Pages.Console<SignInPage>(new SignInPage.Shown(words, SignInPage.Step.Ask));

    /// <summary>Answers the same whether or not somebody has that address.</summary>
    internal static async Task<IResult> Send([FromForm] string? email, SignIn signIn, AppDb db, UserManager<StaffMember> users, Outbox outbox, CurrentBrand brand, IStringLocalizer<Texts> words, CancellationToken ct)
    {
        if (email is { Length: > 0 } && await users.FindByEmailAsync(email.Trim()) is { } member
            && await db.Set<Membership>().Where(m => m.StaffId == member.Id).Select(m => (Guid?)m.BrandId).FirstOrDefaultAsync(ct) is { } brandId)
        {
            brand.Become(brandId);
            var link = await signIn.NewLink(member, ct);
            await outbox.Add("access.sign-in", member.Email!, new(words["SignInMail.Subject"], words["SignInMail.Heading"], [words["SignInMail.Text"]], words["SignIn"], link, words["SignInMail.Why"]), ct);
            await db.SaveChangesAsync(ct);
        }
        return Pages.Console<SignInPage>(new SignInPage.Shown(words, SignInPage.Step.Sent));
    }

    internal static async Task<IResult> Open(string token, AppDb db, TimeProvider clock, IStringLocalizer<Texts> words, CancellationToken ct)
    {
        var hash = Token.Hash(token);
        var link = await db.Set<SignInLink>().AsNoTracking().SingleOrDefaultAsync(l => l.TokenHash == hash, ct);
        return link?.IsGood(clock.GetUtcNow()) is true
            ? Pages.Console<SignInPage>(new SignInPage.Shown(words, SignInPage.Step.Confirm))
            : Pages.Console<SignInPage>(new SignInPage.Shown(words, SignInPage.Step.Ask, words["SignIn.LinkUsed"]), StatusCodes.Status410Gone);
    }

    internal static async Task<IResult> Use(string token, AppDb db, UserManager<StaffMember> users, SignInManager<StaffMember> signIn, TimeProvider clock, IStringLocalizer<Texts> words, CancellationToken ct)
    {
        var hash = Token.Hash(token);
        await using (var tx = await db.Database.BeginTransactionAsync(ct))
        {
            var link = await db.Set<SignInLink>().SingleOrDefaultAsync(l => l.TokenHash == hash, ct);
            var now = clock.GetUtcNow();
            if (link?.IsGood(now) is not true || await db.Set<SignInLink>().Where(l => l.TokenHash == hash && l.UsedAt == null).ExecuteUpdateAsync(u => u.SetProperty(l => l.UsedAt, now), ct) == 0)
                return Pages.Console<SignInPage>(new SignInPage.Shown(words, SignInPage.Step.Ask, words["SignIn.LinkUsed"]), StatusCodes.Status410Gone);
            await tx.CommitAsync(ct);
            await signIn.SignInAsync((await users.FindByIdAsync(link.StaffId.ToString()))!, isPersistent: true);
        }
        return TypedResults.LocalRedirect("/admin");
    }

    internal static async Task<RedirectHttpResult> Out(SignInManager<StaffMember> signIn)
    {
        await signIn.SignOutAsync();
        return TypedResults.LocalRedirect("/admin/sign-in");
    }
}
