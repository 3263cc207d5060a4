using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Messaging;
using Nameplate.Owners.People;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Mail;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products;

namespace Nameplate.Owners.Registrations;

/// <summary>On the third and the seventh day: a word to those who registered and never confirmed the address. It is asked for when they register, and written when its day comes, if it is still wanted.</summary>
internal sealed class ConfirmReminder(AppDb db, CurrentBrand brand, BrandBook brands, IMessaging messages, IProducts products, Links links, IStringLocalizer<Texts> words, TimeProvider clock) : IMessageWriter
{
    public const string Key = "owners.remind";
    static readonly TimeSpan[] After = [TimeSpan.FromDays(3), TimeSpan.FromDays(7)];

    public string Kind => Key;

    /// <summary>Part of the caller's transaction.</summary>
    public void Ask(Registration registration, Person person)
    {
        if (registration.ConfirmedAt is not null) return;
        foreach (var later in After) messages.Ask(Key, person.Recipient with { Unit = registration.UnitId, NotBefore = registration.RegisteredAt + later });
    }

    public async Task<Recipient?> Find(Recipient asked, CancellationToken ct)
    {
        var waits = await db.Set<Registration>().AnyAsync(r => r.UnitId == asked.Unit && r.PersonId == asked.Owner && r.EndedAt == null && r.ConfirmedAt == null, ct);
        if (!waits || await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == asked.Owner, ct) is not { ConfirmedAt: null } person) return null;
        return person.Recipient with { Unit = asked.Unit, Until = clock.GetUtcNow() + TimeSpan.FromDays(2) };
    }

    public async Task<Letter> Write(Recipient to, CancellationToken ct)
    {
        var registration = await db.Set<Registration>().SingleAsync(r => r.UnitId == to.Unit && r.PersonId == to.Owner && r.EndedAt == null, ct);
        var (link, token) = OwnerLink.Confirming(await db.Set<Person>().SingleAsync(p => p.Id == to.Owner, ct), registration.Id, clock.GetUtcNow());
        db.Add(link);
        return await Letter(to.Unit!.Value, links.To($"/m/{token}"), ct);
    }

    async Task<Letter> Letter(Guid id, string url, CancellationToken ct)
    {
        var unit = (await products.Unit(id, ct))!;
        var (model, sender) = ((await products.Model(unit.Gtin, ct))!, (await brands.Get(brand.Id, ct)).Name);
        return new(words["RemindMail.Subject", model.Name], words["RemindMail.Heading"], [words["RemindMail.Text", model.Name], words["RemindMail.NotYou"]], words["Confirm.Button"], url, words["ConfirmMail.Why", model.Name])
        {
            ImageUrl = model.ImageUrl, Rows = [(words["Serial"], unit.Key.Spaced)], Names = new Dictionary<string, string> { ["product"] = model.Name, ["brand"] = sender, ["serial"] = unit.Key.Spaced },
        };
    }

    /// <summary>Made of the newest registration; its button leads nowhere.</summary>
    public async Task<Letter?> Sample(CancellationToken ct) =>
        await db.Set<Registration>().AsNoTracking().Where(r => r.EndedAt == null).OrderByDescending(r => r.Id).Select(r => (Guid?)r.UnitId).FirstOrDefaultAsync(ct) is { } unit ? await Letter(unit, links.To("/m/…"), ct) : null;
}
