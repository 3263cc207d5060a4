using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Jobs;
using Nameplate.Platform.Mail;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Access;

/// <summary>Mails a sign-in link for each brand of a member of staff. The answer is the same, and as quick, whether or not anybody has that address: the mail is written behind it.</summary>
internal sealed class AskForLink(AppDb db, UserManager<StaffMember> users, SignIn signIn, CurrentBrand brand, BrandBook brands, Outbox outbox, TimeProvider clock, IStringLocalizer<Texts> words)
{
    static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);      // between two mails to one person

    internal static IResult Page(IStringLocalizer<Texts> words) => Pages.Console<SignInPage>(new SignInPage.Shown(words, SignInPage.Step.Ask));

    internal static IResult Post([FromForm] string? email, AfterAnswer later, IStringLocalizer<Texts> words)
    {
        var language = Languages.Current;
        if (email?.Trim() is { Length: > 0 and <= 254 } address) later.Do((services, ct) => services.GetRequiredService<AskForLink>().Handle(address, language, ct));
        return Pages.Console<SignInPage>(new SignInPage.Shown(words, SignInPage.Step.Sent));
    }

    internal async Task Handle(string email, string language, CancellationToken ct)
    {
        if (await users.FindByEmailAsync(email) is not { } member) return;
        var recently = clock.GetUtcNow() - Pause;
        if (await db.Set<SignInLink>().AnyAsync(l => l.StaffId == member.Id && l.UsedAt == null && l.CreatedAt > recently, ct)) return;
        using var speaking = Languages.Speak(member.Language ?? language);
        foreach (var id in await db.Set<Membership>().Where(m => m.StaffId == member.Id).OrderBy(m => m.BrandId).Select(m => m.BrandId).Take(20).ToListAsync(ct))
        {
            brand.Become(id);
            var name = (await brands.Get(id, ct)).Name;
            var link = await signIn.NewLink(id, member, ct);
            await outbox.Add(AccessMail.SignIn, member.Email!, new(words["SignInMail.Subject", name], words["SignInMail.Heading", name], [words["SignInMail.Text"]], words["SignIn"], link, words["SignInMail.Why"]), ct);
            await db.SaveChangesAsync(ct);
        }
    }
}

/// <summary>Mails that let their reader in. Colleagues see that they were sent, never what they say.</summary>
internal static class AccessMail
{
    public const string SignIn = "access.sign-in", Invitation = "access.invitation", Notice = "access.notice";
    public static bool IsSecret(string kind) => kind.StartsWith("access.", StringComparison.Ordinal);
}
