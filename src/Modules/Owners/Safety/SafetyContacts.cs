using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Messaging;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Mail;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products;

namespace Nameplate.Owners.Safety;

/// <summary>Addresses left for recalls: taken in, told, and given to nobody but who announces a recall.</summary>
internal sealed class SafetyContacts(AppDb db, CurrentBrand brand, BrandBook brands, IMessaging messages, IProducts products, Links links, IStringLocalizer<Texts> words, TimeProvider clock) : ISafetyContacts
{
    public const string Key = "owners.safety-contact";
    const int MostOfUnit = 20;

    public async Task<IReadOnlyList<SafetyAddress>> Of(IReadOnlyCollection<Guid> units, CancellationToken ct) =>
        units.Count == 0 ? [] : [.. (await db.Dialect.Among<SafetyContact>(db, ["unit_id"], [.. units.Distinct().Select(u => (object[])[u])]).AsNoTracking().ToListAsync(ct)).Select(c => new SafetyAddress(c.UnitId, c.Email, c.Language, links.To("/safety/" + c.Token)))];

    public async Task<SafetyFigures> Count(CancellationToken ct) => new(await db.Set<SafetyContact>().CountAsync(ct), await db.Set<SafetyContact>().Select(c => c.UnitId).Distinct().CountAsync(ct));

    /// <summary>The same address for the same unit is one contact, and one mail; saved here.</summary>
    public async Task Leave(ProductUnit unit, string email, string language, CancellationToken ct)
    {
        var key = People.Person.KeyOf(email);
        if (await db.Set<SafetyContact>().AnyAsync(c => c.UnitId == unit.Id && c.EmailKey == key, ct) || await db.Set<SafetyContact>().CountAsync(c => c.UnitId == unit.Id, ct) >= MostOfUnit) return;
        var contact = SafetyContact.Of(brand.Id, unit.Id, email, language, clock.GetUtcNow());
        db.Add(contact);
        await messages.Send(Key, new(contact.Email) { Unit = unit.Id, Language = language }, await Letter(unit, links.To("/safety/" + contact.Token), ct), ct);
        try { await db.SaveChangesAsync(ct); }
        catch (DbUpdateException e) when (db.Dialect.IsDuplicateKey(e)) { db.Forget(); }      // a double tap
    }

    async Task<Letter> Letter(ProductUnit unit, string url, CancellationToken ct)
    {
        var (sender, model) = ((await brands.Get(brand.Id, ct)).Name, (await products.Model(unit.Gtin, ct))!);
        return new(words["SafetyMail.Subject", model.Name], words["SafetyMail.Heading"], [words["SafetyMail.Text", model.Name, sender], words["SafetyMail.NotYou"]], words["SafetyMail.Remove"], url, words["SafetyMail.Why", model.Name])
        {
            Rows = [(words["Serial"], unit.Key.Spaced)], Names = new Dictionary<string, string> { ["product"] = model.Name, ["brand"] = sender, ["serial"] = unit.Key.Spaced },
        };
    }

    /// <summary>Made of a unit that has a contact; its button leads nowhere.</summary>
    public async Task<Letter?> Sample(CancellationToken ct) =>
        await db.Set<SafetyContact>().AsNoTracking().Select(c => (Guid?)c.UnitId).FirstOrDefaultAsync(ct) is { } id && await products.Unit(id, ct) is { } unit ? await Letter(unit, links.To("/safety/…"), ct) : null;
}
