using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Messaging;
using Nameplate.Owners.People;
using Nameplate.Platform.Mail;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products;

namespace Nameplate.Owners.Registrations;

/// <summary>The mail after registering: what the unit is, what comes with it, and one button that confirms the address.</summary>
internal sealed class RegistrationMail(AppDb db, IMessaging messages, ConfirmReminder reminder, Frames frames, Links links, Welcome welcome, IProducts products, IStringLocalizer<Texts> words, TimeProvider clock)
{
    public const string Confirm = "owners.confirm", Registered = "owners.registered", News = "owners.confirm-news";

    public async Task Send(Registration registration, Person person, ProductModel model, ProductUnit unit, CancellationToken ct)
    {
        using var speaking = Languages.Speak(person.Language);
        if (registration.ConfirmedAt is not null)
        {
            await messages.Send(Registered, person.Recipient with { Unit = unit.Id }, await Letter(model, unit, null, ct), ct);
            return;
        }
        var (link, token) = OwnerLink.Confirming(person, registration.Id, clock.GetUtcNow());
        db.Add(link);
        await messages.Send(Confirm, person.Recipient with { Unit = unit.Id, Until = link.ExpiresAt }, await Letter(model, unit, links.To($"/m/{token}"), ct), ct);
        reminder.Ask(registration, person);
    }

    async Task<Letter> Letter(ProductModel model, ProductUnit unit, string? url, CancellationToken ct)
    {
        var frame = await frames.ForMail(model.Name, unit.Code.Page, ct);
        var lines = (await welcome.Lines(model, unit, frame, ct)).Where(l => url is null || !l.IsOffer).ToList();
        return new(words["ConfirmMail.Subject", model.Name], words["ItsYours"], [url is null ? words["RegisteredMail.Text", model.Name, frame.Brand.Name] : words["ConfirmMail.Text", model.Name, frame.Brand.Name]], url is null ? null : words["Confirm.Button"].Value, url, words["ConfirmMail.Why", model.Name])
        {
            ImageUrl = model.ImageUrl,
            Rows = [(words["Serial"], unit.Key.Spaced), .. lines.Select(l => (l.Title, l.Text))],
            Links = [.. lines.Select(l => l.ToKeep).OfType<(string Title, string Href)>().Select(k => (k.Title, links.To($"{k.Href}?{Languages.Key}={Languages.Current}")))],
            Names = new Dictionary<string, string> { ["product"] = model.Name, ["brand"] = frame.Brand.Name, ["serial"] = unit.Key.Spaced },
        };
    }

    /// <summary>For a consent given after the address was confirmed: nothing but the button.</summary>
    public async Task AskForNews(Registration registration, Person person, CancellationToken ct)
    {
        using var speaking = Languages.Speak(person.Language);
        var (link, token) = OwnerLink.Confirming(person, registration.Id, clock.GetUtcNow());
        db.Add(link);
        await messages.Send(News, person.Recipient with { Unit = registration.UnitId, Until = link.ExpiresAt }, await NewsLetter(links.To($"/m/{token}"), ct), ct);
    }

    async Task<Letter> NewsLetter(string url, CancellationToken ct)
    {
        var brand = (await frames.ForMail("", "/", ct)).Brand.Name;
        return new(words["NewsMail.Subject", brand], words["NewsMail.Heading"], [words["NewsMail.Text", brand]], words["NewsMail.Button"], url, words["NewsMail.Why"]) { Names = new Dictionary<string, string> { ["brand"] = brand } };
    }

    /// <summary>Made of the newest registration; its button leads nowhere.</summary>
    public async Task<Letter?> Sample(bool isConfirmed, CancellationToken ct)
    {
        if (await db.Set<Registration>().AsNoTracking().Where(r => r.EndedAt == null).OrderByDescending(r => r.Id).Select(r => (Guid?)r.UnitId).FirstOrDefaultAsync(ct) is not { } id) return null;
        return await products.Unit(id, ct) is { } unit && await products.Model(unit.Gtin, ct) is { } model ? await Letter(model, unit, isConfirmed ? null : links.To("/m/…"), ct) : null;
    }

    public async Task<Letter?> NewsSample(CancellationToken ct) => await NewsLetter(links.To("/m/…"), ct);
}
