using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Jobs;
using Nameplate.Platform.Limits;
using Nameplate.Platform.Mail;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Access;

/// <summary>Mails a sign-in link for each brand of a member of staff. The answer is the same, and as quick, whether or not anybody has that address: the mail is written behind it.</summary>
internal sealed class AskForLink(AppDb db, UserManager<StaffMember> users, SignIn signIn, CurrentBrand brand, BrandBook brands, Outbox outbox, SharedQuotas quotas, IStringLocalizer<Texts> words)
{
    static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);      // between two mails to one person that somebody in one network asks for
    const int Most = 10;      // at once, whoever asks: a stranger cannot fill a mailbox, nor keep the person from their own link

    internal static IResult Page(IStringLocalizer<Texts> words) => Pages.Console<SignInPage>(new SignInPage.Shown(words, SignInPage.Step.Ask));

    internal static IResult Post(HttpContext http, [FromForm] string? email, AfterAnswer later, IStringLocalizer<Texts> words)
    {
        var (language, asked, network) = (Languages.Current, AskingBrowser.Remember(http), AuditTrail.NetworkOf(http.Connection.RemoteIpAddress) ?? "");
        if (email?.Trim() is { Length: > 0 and <= 254 } address) later.Do((services, ct) => services.GetRequiredService<AskForLink>().Handle(address, asked, network, language, ct));
        return Pages.Console<SignInPage>(new SignInPage.Shown(words, SignInPage.Step.Sent));
    }

    internal async Task Handle(string email, string asked, string network, string language, CancellationToken ct)
    {
        if (await users.FindByEmailAsync(email) is not { } member) return;
        if (!await quotas.TryTake($"link {member.Id} {network}", 1, Pause, ct) || !await quotas.TryTake($"link {member.Id}", Most, Pause, ct)) return;
        using var speaking = Languages.Speak(member.Language ?? language);
        foreach (var id in await db.Set<Membership>().Where(m => m.StaffId == member.Id).OrderBy(m => m.BrandId).Select(m => m.BrandId).Take(20).ToListAsync(ct))
        {
            brand.Become(id);
            var (name, code) = ((await brands.Get(id, ct)).Name, AskingBrowser.NewCode());
            var link = await signIn.MailedLink(id, member, asked, code, ct);
            await outbox.Add(AccessMail.SignIn, member.Email!, new(words["SignInMail.Subject", name], words["SignInMail.Heading", name], [words["SignInMail.Text"], words["SignInMail.Code", $"{code[..3]} {code[3..]}"]], words["SignIn"], link, words["SignInMail.Why"]), ct);
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
