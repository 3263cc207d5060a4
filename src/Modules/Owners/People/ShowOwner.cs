using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Owners.Consents;
using Nameplate.Owners.Merges;
using Nameplate.Owners.Registrations;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products;

namespace Nameplate.Owners.People;

/// <summary>An owner with units and consents.</summary>
internal sealed class ShowOwner(AppDb db, IProducts products)
{
    const int MostUnits = 200;

    /// <summary>An owner, the units registered to this person now, and every step of the consents.</summary>
    internal sealed record Item(Guid Id, string Email, IReadOnlyList<string> Addresses, string? Name, string? Country, string? Language, DateTimeOffset? ConfirmedAt, DateTimeOffset CreatedAt, IReadOnlyList<OwnedUnit> Units, IReadOnlyList<ConsentEntry> Consents);

    /// <param name="PurchasedOn">The owner's own date.</param>
    internal sealed record OwnedUnit(Guid Registration, string Gtin, string Serial, string Model, DateTimeOffset RegisteredAt, DateTimeOffset? PurchasedOn, bool Proven, RegistrationChannel Channel);

    /// <param name="TextHash">SHA-256 of the text as it was shown.</param>
    internal sealed record ConsentEntry(string Purpose, ConsentStep Step, DateTimeOffset At, ConsentMethod Method, string Channel, string? Language, string? TextVersion, string? TextHash);

    internal async Task<Item?> Find(Guid id, CancellationToken ct)
    {
        if (await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == id && p.ErasedAt == null, ct) is not { } p) return null;
        var registrations = await db.Set<Registration>().AsNoTracking().Where(r => r.PersonId == id && r.EndedAt == null).OrderByDescending(r => r.RegisteredAt).Take(MostUnits).ToListAsync(ct);
        var units = await products.Units([.. registrations.Select(r => r.UnitId)], ct);
        var names = (await products.Models(ct)).ToDictionary(m => m.Gtin, m => m.Name);
        var consents = Ledger.InOrder(await db.Set<Consent>().AsNoTracking().Where(c => c.PersonId == id).ToListAsync(ct)).Reverse().ToList();
        var addresses = await db.Set<OwnerAddress>().AsNoTracking().Where(a => a.PersonId == id).OrderBy(a => a.EmailKey).Select(a => a.Email).ToListAsync(ct);
        return new(p.Id, p.Email, addresses, p.Name, p.Country, p.Language, p.ConfirmedAt, p.CreatedAt,
            [.. registrations.Select(r => (r, Unit: units[r.UnitId])).Select(x => new OwnedUnit(x.r.Id, x.Unit.Gtin, x.Unit.Serial, names[x.Unit.Gtin], x.r.RegisteredAt, x.r.PurchasedOn, x.r.Proven, x.r.Channel))],
            [.. consents.Select(c => new ConsentEntry(c.Purpose, c.Step, c.At, c.Method, c.Channel, c.Language, c.TextVersion, c.TextHash))]);
    }

    /// <summary>Shows an owner with units and consents.</summary>
    /// <example>
    /// GET /api/v1/owners/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e
    /// 200
    /// {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "email": "ada@example.com", "addresses": [], "name": null, "country": "DE", "language": "de", "confirmedAt": null, "createdAt": "2026-07-28T09:30:00Z",
    ///  "units": [{"registration": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d60", "gtin": "09506000134352", "serial": "7Q4MKX2PV9TNA", "model": "Brew One", "registeredAt": "2026-07-28T09:30:00Z", "purchasedOn": "2026-07-28T00:00:00Z", "proven": false, "channel": "web"}],
    ///  "consents": [{"purpose": "marketing", "step": "given", "at": "2026-07-28T09:30:00Z", "method": "api", "channel": "web", "language": null, "textVersion": null, "textHash": null}]}
    /// </example>
    internal static async Task<Results<Ok<Item>, ProblemHttpResult>> Api(Guid id, ShowOwner show, CancellationToken ct) =>
        await show.Find(id, ct) is { } owner ? TypedResults.Ok(owner) : Problems.NotFound("There is no such owner.");

    internal static Task<IResult> Page(Guid id, ShowOwner show, ConsoleFrames frames, IStringLocalizer<Texts> words, HttpContext http, CancellationToken ct) => show.Answer(id, frames, words, http, ct);

    /// <param name="form">As it was sent, with what is wrong in it; null shows what is on record.</param>
    internal async Task<IResult> Answer(Guid id, ConsoleFrames frames, IStringLocalizer<Texts> words, HttpContext http, CancellationToken ct, ConsoleForm? form = null, (Guid Registration, string Message)? wrongDate = null)
    {
        if (await Find(id, ct) is not { } owner) return await frames.NotHere(http);
        var frame = await frames.For(http, owner.Name ?? owner.Email, http.Request.Query.ContainsKey("merged") ? words["Merge.Done"].Value : http.Request.Query.ContainsKey("saved") ? words["Owner.Saved"].Value : null);
        var status = form is null && wrongDate is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
        if (form is null) ((form = frames.NewForm())["name"], form["email"]) = (owner.Name, owner.Email);
        return Pages.Console<OwnerPage>(new OwnerPage.Shown(frame, words, owner, form, wrongDate), status);
    }
}
