using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Owners.People;
using Nameplate.Owners.Registrations;
using Nameplate.Platform.Access;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Files;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Limits;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products;

namespace Nameplate.Owners.Proofs;

/// <summary>An owner sends a receipt: right after registering, later from the unit's page, by the link of a mail that asks again, or instead of the code from the box.</summary>
internal sealed class SendProof(AppDb db, CurrentBrand brand, Sessions sessions, KeepPaper papers, SharedQuotas quotas, IProducts products, Frames frames, IStringLocalizer<Texts> words, TimeProvider clock)
{
    const int MostADay = 6;

    /// <param name="Registration">Whose receipt it is; null where the unit is nobody's and the receipt is to make it somebody's.</param>
    internal sealed record Subject(ProductModel Model, ProductUnit Unit, Registration? Registration, Proof? Last, string Path);

    internal static Task<IResult> Page(UnitKey? unit, SendProof send, HttpContext http, CancellationToken ct) => send.Show(unit, null, http, ct);
    internal static Task<IResult> Again(UnitKey? unit, string token, SendProof send, HttpContext http, CancellationToken ct) => send.Show(unit, token, http, ct);
    internal static Task<IResult> Post(UnitKey? unit, [FromForm] string? email, [FromForm] string? purchasedOn, IFormFile? file, SendProof send, HttpContext http, CancellationToken ct) => send.Take(unit, null, email, purchasedOn, file, http, ct);
    internal static Task<IResult> PostAgain(UnitKey? unit, string token, [FromForm] string? email, [FromForm] string? purchasedOn, IFormFile? file, SendProof send, HttpContext http, CancellationToken ct) => send.Take(unit, token, email, purchasedOn, file, http, ct);

    async Task<Subject?> Find(UnitKey? key, string? token, HttpContext http, CancellationToken ct)
    {
        if (key is not { } asked || await products.Unit(asked.Gtin, asked.Serial, ct) is not { } unit || await products.Model(unit.Gtin, ct) is not { } model) return null;
        var standing = await db.Set<Registration>().SingleOrDefaultAsync(r => r.UnitId == unit.Id && r.EndedAt == null, ct);
        if (token is not null)
        {
            var hash = Token.Hash(token);
            if (await db.Set<Proof>().SingleOrDefaultAsync(p => p.UnitId == unit.Id && p.TokenHash == hash, ct) is not { State: ProofState.AskedAgain } asksAgain || asksAgain.RegistrationId != standing?.Id) return null;
            return new(model, unit, standing, asksAgain, $"{unit.Code.Page}/proof/{token}");
        }
        if (standing is not null && (await sessions.Person(http, ct))?.Id != standing.PersonId) return null;
        var last = standing is null ? null : await LastOf(standing.Id, ct);
        return new(model, unit, standing, last, unit.Code.Page + "/proof");
    }

    internal Task<Proof?> LastOf(Guid registration, CancellationToken ct) => db.Set<Proof>().Where(p => p.RegistrationId == registration).OrderByDescending(p => p.Id).FirstOrDefaultAsync(ct);

    async Task<IResult> Show(UnitKey? unit, string? token, HttpContext http, CancellationToken ct) =>
        await Find(unit, token, http, ct) is { } of ? await Form(of, http, [], ct) : TypedResults.LocalRedirect(unit?.Page ?? "/");

    async Task<IResult> Form(Subject of, HttpContext http, IReadOnlyList<FieldError> errors, CancellationToken ct, string? email = null, string? purchasedOn = null, bool isSent = false)
    {
        var frame = await frames.For(http, words["Proofs.Title"], of.Unit.Code.Page);
        return Pages.Consumer<ProofPage>(new ProofPage.Shown(frame, words, of, clock.GetUtcNow().Day(), errors) { Email = email, PurchasedOn = purchasedOn, IsSent = isSent }, frame, errors.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    async Task<IResult> Take(UnitKey? unit, string? token, string? email, string? purchasedOn, IFormFile? file, HttpContext http, CancellationToken ct)
    {
        if (await Find(unit, token, http, ct) is not { } of) return TypedResults.LocalRedirect(unit?.Page ?? "/");
        email = of.Last?.Email ?? email;
        List<FieldError> errors = [];
        if (of.Registration is null && !EmailForm.IsRight(email?.Trim())) errors.Add(new("email", words["Wrong.Email"]));
        var (saidOn, wrong) = PurchaseDate.Read(purchasedOn, clock.GetUtcNow(), words);
        if (wrong is not null) errors.Add(new("purchasedOn", wrong));
        if (errors.Count == 0 && await Handle(of.Unit, of.Registration, email, saidOn, file, ct) is { } error) errors.Add(error);
        return errors.Count > 0 ? await Form(of, http, errors, ct, email, purchasedOn) : await Form(of, http, [], ct, isSent: true);
    }

    /// <summary>“Photograph your receipt now”, on the page right after registering.</summary>
    internal static async Task<IResult> Receipt(UnitKey? unit, string token, IFormFile? file, SendProof send, Receipts receipts, IProducts products, ShowReceipt show, HttpContext http, CancellationToken ct)
    {
        if (unit is not { } key || await products.Unit(key.Gtin, key.Serial, ct) is not { } found) return TypedResults.LocalRedirect("/");
        if (await receipts.Find(found, token, ct) is not { } slip) return TypedResults.LocalRedirect(found.Code.Page);
        return await send.Handle(found, slip.Registration, null, null, file, ct) is { } wrong ? await show.Answer(unit, token, http, ct, [wrong]) : TypedResults.LocalRedirect(ReceiptPath.Of(found, token, http));
    }

    /// <summary>Puts it into the queue; one that nobody looked at yet gives way to it.</summary>
    internal async Task<FieldError?> Handle(ProductUnit unit, Registration? registration, string? email, DateTimeOffset? saidOn, IFormFile? file, CancellationToken ct)
    {
        if (file is not { Length: > 0 }) return new("file", words["Proofs.NoFile"]);
        if (registration?.Proven is true) return null;
        if (!await quotas.TryTake($"proof {unit.Id} {registration?.PersonId}", MostADay, TimeSpan.FromDays(1) / MostADay, ct)) return new("file", words["Proofs.TooOften"]);
        var (kept, wrong) = await papers.Handle(file, ct);
        if (kept is not { } paper) return new("file", wrong!);
        var now = clock.GetUtcNow();
        var earlier = await db.Set<Proof>().Where(p => p.UnitId == unit.Id && (p.State == ProofState.Waiting || p.State == ProofState.AskedAgain)).ToListAsync(ct);
        foreach (var old in earlier.Where(p => registration is null ? p.RegistrationId is null && Person.KeyOf(p.Email ?? "") == Person.KeyOf(email!) : p.RegistrationId == registration.Id)) old.Replace(now);
        db.Add(Proof.Of(brand.Id, unit.Id, registration, email?.Trim(), Languages.Current, saidOn, paper, now));
        await db.SaveChangesAsync(ct);
        return null;
    }

    /// <summary>Sends the receipt of a registered unit into the queue.</summary>
    /// <remarks>A photo (JPEG, PNG, WebP) or a PDF, up to 10 MB. It is rewritten without what tells where and by what it was made.</remarks>
    /// <response code="201">It waits to be looked at.</response>
    /// <response code="404">Nobody registered such a unit.</response>
    /// <response code="422">Names the field that is not right, and the remedy.</response>
    /// <example>
    /// POST /api/v1/proofs
    /// {"gtin": "09506000134352", "serial": "7Q4MKX2PV9TNA", "purchasedOn": "2026-07-20", "file": "%PDF-1.4 %%EOF"}
    /// 201
    /// {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "gtin": "09506000134352", "serial": "7Q4MKX2PV9TNA", "registration": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d60", "state": "waiting", "saidOn": "2026-07-20T00:00:00Z", "provenOn": null, "sentAt": "2026-07-28T09:30:00Z", "decidedAt": null, "reason": null, "hasFile": true}
    /// </example>
    internal static async Task<Results<Created<ListProofs.Item>, ProblemHttpResult>> Api([FromForm] string? gtin, [FromForm] string? serial, [FromForm] string? purchasedOn, IFormFile? file, SendProof send, AppDb db, IProducts products, TimeProvider clock, IStringLocalizer<Texts> words, CancellationToken ct)
    {
        var unit = Gs1.Gtin.TryParse(gtin, out var right) && serial is { Length: > 0 and <= 100 } ? await products.Unit(right.Value, serial, ct) : null;
        if (unit is null || await db.Set<Registration>().SingleOrDefaultAsync(r => r.UnitId == unit.Id && r.EndedAt == null, ct) is not { } registration) return Problems.NotFound("Nobody registered such a unit. Check GTIN and serial.");
        var (saidOn, wrong) = PurchaseDate.Read(purchasedOn, clock.GetUtcNow(), words);
        if (wrong is not null) return Problems.Field("purchasedOn", wrong);
        if (registration.Proven) return Problems.Conflict("The date of this unit is proven already.");
        if (await send.Handle(unit, registration, null, saidOn, file, ct) is { } error) return Problems.Field(error.Field, error.Message);
        var proof = (await send.LastOf(registration.Id, ct))!;
        return TypedResults.Created("/api/v1/proofs", ListProofs.Item.Of(proof, unit));
    }
}
