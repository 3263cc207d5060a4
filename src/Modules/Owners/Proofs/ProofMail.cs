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

namespace Nameplate.Owners.Proofs;

/// <summary>What became of a receipt.</summary>
internal sealed class ProofMail(AppDb db, CurrentBrand brand, BrandBook brands, IMessaging messages, IProducts products, Links links, IStringLocalizer<Texts> words)
{
    public const string ApprovedKey = "owners.proof-approved", AgainKey = "owners.proof-again", RejectedKey = "owners.proof-rejected";

    public async Task Approved(Proof proof, Guid owner, ProductModel model, ProductUnit unit, CancellationToken ct)
    {
        if (await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == owner, ct) is { } person) await Send(ApprovedKey, person.Recipient, model, unit, () => proof.ProvenOn!.Value.Long(), null, ct);
    }

    public async Task Again(Proof proof, string token, ProductModel model, ProductUnit unit, CancellationToken ct)
    {
        if (await Sender(proof, ct) is { } to) await Send(AgainKey, to, model, unit, () => proof.Reason!, links.To($"{unit.Code.Page}/proof/{token}"), ct);
    }

    public async Task Rejected(Proof proof, ProductModel model, ProductUnit unit, CancellationToken ct)
    {
        if (await Sender(proof, ct) is { } to) await Send(RejectedKey, to, model, unit, () => proof.Reason!, null, ct);
    }

    async Task<Recipient?> Sender(Proof proof, CancellationToken ct) => proof.RegistrationId is { } id
        ? (await db.Set<Registration>().Where(r => r.Id == id).Join(db.Set<Person>(), r => r.PersonId, p => p.Id, (_, p) => p).AsNoTracking().SingleOrDefaultAsync(ct))?.Recipient
        : proof.Email is { } email ? new(email) { Language = proof.Language } : null;

    /// <param name="said">A date or a reason; asked for when the reader's language is spoken.</param>
    async Task Send(string kind, Recipient to, ProductModel model, ProductUnit unit, Func<string> said, string? url, CancellationToken ct)
    {
        using var speaking = Languages.Speak(to.Language);
        await messages.Send(kind, to with { Unit = unit.Id }, await Letter(kind, model, unit, said(), url, ct), ct);
    }

    async Task<Letter> Letter(string kind, ProductModel model, ProductUnit unit, string said, string? url, CancellationToken ct)
    {
        var sender = (await brands.Get(brand.Id, ct)).Name;
        var key = kind switch { ApprovedKey => "ProofYes", AgainKey => "ProofAgain", _ => "ProofNo" };
        return new(words[key + ".Subject", model.Name], words[key + ".Heading"], [words[key + ".Text", model.Name, sender, said], words[key + ".Then"]], url is null ? null : words["Proofs.SendAnother"].Value, url, words["ProofMail.Why", model.Name])
        {
            ImageUrl = model.ImageUrl, Rows = [(words["Serial"], unit.Key.Spaced)], Names = new Dictionary<string, string> { ["product"] = model.Name, ["brand"] = sender, ["serial"] = unit.Key.Spaced },
        };
    }

    /// <summary>Made of the newest registration; its button leads nowhere.</summary>
    public async Task<Letter?> Sample(string kind, CancellationToken ct)
    {
        if (await db.Set<Registration>().AsNoTracking().Where(r => r.EndedAt == null).OrderByDescending(r => r.Id).FirstOrDefaultAsync(ct) is not { } registration) return null;
        if (await products.Unit(registration.UnitId, ct) is not { } unit || await products.Model(unit.Gtin, ct) is not { } model) return null;
        return await Letter(kind, model, unit, kind == ApprovedKey ? registration.RegisteredAt.Long() : "…", kind == AgainKey ? links.To(unit.Code.Page + "/proof/…") : null, ct);
    }
}
