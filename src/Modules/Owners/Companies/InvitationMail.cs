using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Messaging;
using Nameplate.Owners.People;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Mail;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Owners.Companies;

/// <summary>The mail that asks somebody to act for a company: its button signs them in and takes the invitation up.</summary>
internal sealed class InvitationMail(AppDb db, CurrentBrand brand, BrandBook brands, IMessaging messages, Links links, IStringLocalizer<Texts> words, TimeProvider clock)
{
    public const string Key = "owners.company-invitation";

    /// <summary>Part of the caller's transaction.</summary>
    public async Task Send(Company company, Person person, CancellationToken ct)
    {
        using var speaking = Languages.Speak(person.Language);
        var (link, token) = OwnerLink.Joining(person, company.Id, clock.GetUtcNow());
        db.Add(link);
        await messages.Send(Key, person.Recipient with { Until = link.ExpiresAt }, await Letter(company.Name, links.To($"/m/{token}"), ct), ct);
    }

    async Task<Letter> Letter(string company, string url, CancellationToken ct)
    {
        var sender = (await brands.Get(brand.Id, ct)).Name;
        return new(words["Company.Mail.Subject", company], words["Company.Mail.Heading", company], [words["Company.Mail.Text", company, sender], words["Company.Mail.NotYou"]], words["Company.Join"], url, words["Company.Mail.Why", company])
        {
            Names = new Dictionary<string, string> { ["company"] = company, ["brand"] = sender },
        };
    }

    /// <summary>Made of the newest company; its button leads nowhere.</summary>
    public async Task<Letter?> Sample(CancellationToken ct) =>
        await db.Set<Company>().AsNoTracking().OrderByDescending(c => c.Id).Select(c => c.Name).FirstOrDefaultAsync(ct) is { } name ? await Letter(name, links.To("/m/…"), ct) : null;
}
