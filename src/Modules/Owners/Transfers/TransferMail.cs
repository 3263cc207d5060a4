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

namespace Nameplate.Owners.Transfers;

/// <summary>What owners are told while a unit passes on. No mail tells one of the two who the other is.</summary>
internal sealed class TransferMail(AppDb db, CurrentBrand brand, BrandBook brands, IMessaging messages, IProducts products, Links links, IStringLocalizer<Texts> words, TimeProvider clock)
{
    public const string Ask = "owners.transfer-ask", Heard = "owners.transfer-heard", Doubted = "owners.transfer-doubted", Refused = "owners.transfer-refused", Passed = "owners.passed-on", GivenUp = "owners.given-up";

    /// <summary>To the owner on record: somebody says the unit is theirs now.</summary>
    public async Task AskOwner(Guid owner, Transfer transfer, string token, ProductModel model, ProductUnit unit, CancellationToken ct)
    {
        if (await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == owner, ct) is not { } person) return;
        using var speaking = Languages.Speak(person.Language);
        await messages.Send(Ask, person.Recipient with { Unit = unit.Id, Until = transfer.Until }, await Letter("AskMail", "Transfers.Answer", model, unit, links.To("/handover/" + token), [transfer.Until.Long()], ct), ct);
    }

    /// <summary>To who asks: the owner was asked, and until when nothing else happens.</summary>
    public Task TellAsker(Transfer transfer, string token, ProductModel model, ProductUnit unit, CancellationToken ct) => ToAsker(Heard, "HeardMail", "Transfers.Show", transfer, model, unit, links.To("/handover/" + token), [transfer.Until.Long()], ct);

    /// <summary>To who asks: the owner says it is still theirs; what shows otherwise can be sent.</summary>
    public Task TellDoubt(Transfer transfer, ProductModel model, ProductUnit unit, CancellationToken ct) => ToAsker(Doubted, "DoubtMail", null, transfer, model, unit, null, [], ct);

    public Task TellRefusal(Transfer transfer, ProductModel model, ProductUnit unit, CancellationToken ct) => ToAsker(Refused, "RefusedMail", null, transfer, model, unit, null, [transfer.Reason!], ct);

    async Task ToAsker(string kind, string key, string? action, Transfer transfer, ProductModel model, ProductUnit unit, string? url, object[] more, CancellationToken ct)
    {
        if (transfer.Email is not { } email) return;
        using var speaking = Languages.Speak(transfer.Language);
        await messages.Send(kind, new(email) { Unit = unit.Id, Language = transfer.Language }, await Letter(key, action, model, unit, url, more, ct), ct);
    }

    /// <summary>To the former owner.</summary>
    /// <param name="reason">Why staff decided so, where they did.</param>
    public Task PassedOn(Guid owner, ProductModel model, ProductUnit unit, string? reason, CancellationToken ct) => Tell(owner, Passed, "PassedMail", model, unit, reason, ct);

    public Task TellGivenUp(Guid owner, ProductModel model, ProductUnit unit, CancellationToken ct) => Tell(owner, GivenUp, "GivenUpMail", model, unit, null, ct);

    async Task Tell(Guid owner, string kind, string key, ProductModel model, ProductUnit unit, string? reason, CancellationToken ct)
    {
        if (await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == owner, ct) is not { } person) return;
        using var speaking = Languages.Speak(person.Language);
        var letter = await Letter(key, null, model, unit, null, [], ct);
        await messages.Send(kind, person.Recipient with { Unit = unit.Id }, reason is null ? letter : letter with { Paragraphs = [.. letter.Paragraphs, words["Transfers.Because", reason]] }, ct);
    }

    async Task<Letter> Letter(string key, string? action, ProductModel model, ProductUnit unit, string? url, object[] more, CancellationToken ct)
    {
        var sender = (await brands.Get(brand.Id, ct)).Name;
        return new(words[$"{key}.Subject", model.Name], words[$"{key}.Heading"], [words[$"{key}.Text", [model.Name, sender, .. more]], words[$"{key}.Then"]], action is null ? null : words[action].Value, url, words[$"{key}.Why", model.Name, sender])
        {
            ImageUrl = model.ImageUrl, Rows = [(words["Serial"], unit.Key.Spaced)], Names = new Dictionary<string, string> { ["product"] = model.Name, ["brand"] = sender, ["serial"] = unit.Key.Spaced },
        };
    }

    /// <summary>Made of the newest registration; its button leads nowhere.</summary>
    public async Task<Letter?> Sample(string key, string? action, CancellationToken ct)
    {
        if (await db.Set<Registration>().AsNoTracking().Where(r => r.EndedAt == null).OrderByDescending(r => r.Id).Select(r => (Guid?)r.UnitId).FirstOrDefaultAsync(ct) is not { } id) return null;
        if (await products.Unit(id, ct) is not { } unit || await products.Model(unit.Gtin, ct) is not { } model) return null;
        return await Letter(key, action, model, unit, action is null ? null : links.To("/handover/…"), [key == "RefusedMail" ? "…" : clock.GetUtcNow().AddDays(14).Long()], ct);
    }
}
