using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Messaging;
using Nameplate.Owners.People;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Mail;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Owners.Consents;

/// <summary>Asks a person to confirm what was agreed to elsewhere, such as at a till: the texts, one button, and no word of promotion.</summary>
internal sealed class ConsentMail(AppDb db, CurrentBrand brand, BrandBook brands, IMessaging messages, Purposes purposes, Links links, IStringLocalizer<Texts> words, TimeProvider clock)
{
    public const string Key = "owners.confirm-consents";

    public async Task Send(Person person, IReadOnlyCollection<string> given, CancellationToken ct)
    {
        using var speaking = Languages.Speak(person.Language);
        var (link, token) = OwnerLink.Consenting(person, clock.GetUtcNow());
        db.Add(link);
        await messages.Send(Key, person.Recipient with { Until = link.ExpiresAt }, await Letter(given, links.To($"/consents/{token}"), ct), ct);
    }

    async Task<Letter> Letter(IReadOnlyCollection<string> given, string url, CancellationToken ct)
    {
        var sender = (await brands.Get(brand.Id, ct)).Name;
        var texts = (await purposes.All(ct)).Where(p => given.Contains(p.Key)).Select(p => p.Text);
        return new(words["ConsentMail.Subject", sender], words["ConsentMail.Heading"], [words["ConsentMail.Text", sender], .. texts, words["ConsentMail.Ignore"]], words["NewsMail.Button"], url, words["ConsentMail.Why"]) { Names = new Dictionary<string, string> { ["brand"] = sender } };
    }

    public async Task<Letter?> Sample(CancellationToken ct) => await Letter([Purpose.Marketing], links.To("/consents/…"), ct);
}
