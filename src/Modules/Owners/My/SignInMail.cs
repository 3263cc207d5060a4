using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Messaging;
using Nameplate.Owners.People;
using Nameplate.Platform.Mail;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Owners.My;

/// <summary>The mail with a sign-in link. Its link is made when it is written, behind the answer to whoever asked.</summary>
internal sealed class SignInMail(AppDb db, AddressBook people, Links links, SignInCodes codes, IStringLocalizer<Texts> words, TimeProvider clock) : IMessageWriter
{
    public const string Key = "owners.sign-in";
    static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);      // between two mails to one address

    public string Kind => Key;

    public async Task<Recipient?> Find(Recipient asked, CancellationToken ct)
    {
        var recently = clock.GetUtcNow() - Pause;
        if (await people.Known(asked.Address, ct) is not { } person) return null;
        return await db.Set<OwnerLink>().AnyAsync(l => l.PersonId == person.Id && l.Purpose == LinkPurpose.SignIn && l.UsedAt == null && l.CreatedAt > recently, ct) ? null
            : person.Recipient with { Language = person.Language ?? asked.Language, Until = clock.GetUtcNow() + OwnerLink.ToSignIn };
    }

    public async Task<Letter> Write(Recipient to, CancellationToken ct)
    {
        var person = await db.Set<Person>().SingleAsync(p => p.Id == to.Owner, ct);
        var code = codes.New();
        var (link, token) = OwnerLink.SigningIn(person, codes.Seal(code), clock.GetUtcNow());
        db.Add(link);
        return Letter(links.To($"/m/{token}"), code);
    }

    Letter Letter(string url, string code) => new(words["SignInMail.Subject"], words["SignInMail.Heading"], [words["SignInMail.Text"], words["Codes.MailText"]], words["Link.SignInButton"], url, words["SignInMail.Why"])
    {
        Rows = [(words["Codes.Mail"], $"{code[..3]} {code[3..]}")],
    };

    public Task<Letter?> Sample(CancellationToken ct) => Task.FromResult<Letter?>(Letter(links.To("/m/…"), "123456"));
}
