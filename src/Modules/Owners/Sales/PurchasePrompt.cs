using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Messaging;
using Nameplate.Owners.People;
using Nameplate.Owners.Registrations;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Mail;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products;

namespace Nameplate.Owners.Sales;

/// <summary>
/// A word to a buyer who agreed to one, with the product filled in and one button: a day and a half after the sale, and once more on the third and on the seventh day.
/// Each is asked for when the sale is told, and written when its time comes, if the unit is nobody's yet.
/// </summary>
internal sealed class PurchasePrompt(AppDb db, CurrentBrand brand, BrandBook brands, IMessaging messages, IProducts products, Links links, IStringLocalizer<Texts> words, TimeProvider clock) : IMessageWriter
{
    public const string Key = "owners.prompt";
    static readonly TimeSpan[] After = [TimeSpan.FromHours(36), TimeSpan.FromDays(3) + TimeSpan.FromHours(10), TimeSpan.FromDays(7) + TimeSpan.FromHours(10)];
    static readonly TimeSpan Late = TimeSpan.FromHours(12);      // a day may be told without its hour, and a till may tell in the evening

    public string Kind => Key;

    /// <summary>Part of the caller's transaction. Of a sale that was told late only what is still to come is said.</summary>
    public void Ask(Sale sale, Person buyer)
    {
        foreach (var later in After)
            if (sale.SoldOn + later > clock.GetUtcNow() - Late) messages.Ask(Key, buyer.Recipient with { Unit = sale.UnitId, NotBefore = sale.SoldOn + later });
    }

    public async Task<Recipient?> Find(Recipient asked, CancellationToken ct)
    {
        if (await db.Set<Registration>().AnyAsync(r => r.UnitId == asked.Unit && r.EndedAt == null, ct)) return null;
        if (!await db.Set<Sale>().AnyAsync(s => s.UnitId == asked.Unit && s.PersonId == asked.Owner, ct)) return null;
        return await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == asked.Owner, ct) is { } buyer ? buyer.Recipient with { Unit = asked.Unit, Until = clock.GetUtcNow() + TimeSpan.FromDays(2) } : null;
    }

    public async Task<Letter> Write(Recipient to, CancellationToken ct)
    {
        var (link, token) = OwnerLink.Registering(await db.Set<Person>().SingleAsync(p => p.Id == to.Owner, ct), to.Unit!.Value, clock.GetUtcNow());
        db.Add(link);
        return (await Letter(to.Unit.Value, links.To($"/m/{token}"), ct))!;
    }

    async Task<Letter?> Letter(Guid id, string url, CancellationToken ct)
    {
        if (await products.Unit(id, ct) is not { } unit || await products.Model(unit.Gtin, ct) is not { } model) return null;
        var sender = (await brands.Get(brand.Id, ct)).Name;
        return new(words["PromptMail.Subject", model.Name], words["PromptMail.Heading"], [words["PromptMail.Text", model.Name], words["PromptMail.Free"]], words["Bought.Button"], url, words["PromptMail.Why", model.Name])
        {
            ImageUrl = model.ImageUrl, Rows = [(words["Serial"], unit.Key.Spaced)], Names = new Dictionary<string, string> { ["product"] = model.Name, ["brand"] = sender, ["serial"] = unit.Key.Spaced },
        };
    }

    /// <summary>Made of a unit that was sold; its button leads nowhere.</summary>
    public async Task<Letter?> Sample(CancellationToken ct) => await db.Set<Sale>().AsNoTracking().Select(s => (Guid?)s.UnitId).FirstOrDefaultAsync(ct) is { } unit ? await Letter(unit, links.To("/m/…"), ct) : null;
}
