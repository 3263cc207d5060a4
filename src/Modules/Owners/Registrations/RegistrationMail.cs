using Microsoft.Extensions.Localization;
using Nameplate.Owners.People;
using Nameplate.Platform.Mail;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products;

namespace Nameplate.Owners.Registrations;

/// <summary>The mail after registering: what the unit is, what comes with it, and one button that confirms the address.</summary>
internal sealed class RegistrationMail(AppDb db, Outbox outbox, Frames frames, Links links, Welcome welcome, IStringLocalizer<Texts> words, TimeProvider clock)
{
    public async Task Send(Registration registration, Person person, ProductModel model, ProductUnit unit, CancellationToken ct)
    {
        using var speaking = Languages.Speak(person.Language);
        var frame = await frames.ForMail(model.Name, unit.Code.Page, ct);
        var (link, token) = OwnerLink.Confirming(person, registration.Id, clock.GetUtcNow());
        db.Add(link);
        var lines = await welcome.Lines(model, unit, frame, ct);
        await outbox.Add("owners.confirm", person.Email, new(
            words["ConfirmMail.Subject", model.Name], words["ItsYours"], [words["ConfirmMail.Text", model.Name, frame.Brand.Name]], words["Confirm.Button"], links.To($"/m/{token}"), words["ConfirmMail.Why", model.Name])
        {
            ImageUrl = model.ImageUrl,
            Rows = [(words["Serial"], unit.Key.Spaced), .. lines.Select(l => (l.Title, l.Text))],
            Links = [.. lines.Select(l => l.ToKeep).OfType<(string Title, string Href)>().Select(k => (k.Title, links.To($"{k.Href}?{Languages.Key}={Languages.Current}")))],
        }, ct);
    }

    /// <summary>For a consent given after the address was confirmed: nothing but the button.</summary>
    public async Task AskForNews(Registration registration, Person person, CancellationToken ct)
    {
        using var speaking = Languages.Speak(person.Language);
        var brand = (await frames.ForMail("", "/", ct)).Brand.Name;
        var (link, token) = OwnerLink.Confirming(person, registration.Id, clock.GetUtcNow());
        db.Add(link);
        await outbox.Add("owners.confirm-news", person.Email, new(
            words["NewsMail.Subject", brand], words["NewsMail.Heading"], [words["NewsMail.Text", brand]], words["NewsMail.Button"], links.To($"/m/{token}"), words["NewsMail.Why"]), ct);
    }
}
