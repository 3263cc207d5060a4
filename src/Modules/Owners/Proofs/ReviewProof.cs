using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Owners.People;
using Nameplate.Owners.Registrations;
using Nameplate.Owners.Sales;
using Nameplate.Platform.Files;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products;

namespace Nameplate.Owners.Proofs;

/// <summary>A receipt beside the record. The cursor stands in the date: type it, press Enter, and the next one comes.</summary>
internal sealed class ReviewProof(AppDb db, FileStore files, IProducts products, ConsoleFrames frames, IStringLocalizer<Texts> words)
{
    internal sealed record Item(Proof Proof, ProductModel Model, ProductUnit Unit, Registration? Registration, Person? Person, Sale? Sale, StoredFile? File, int Waiting);

    internal static Task<IResult> Page(Guid id, ReviewProof review, HttpContext http, CancellationToken ct) => review.Answer(id, http, ct);

    internal async Task<IResult> Answer(Guid id, HttpContext http, CancellationToken ct, FieldError? error = null, string? date = null, string? reason = null)
    {
        if (await db.Set<Proof>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct) is not { } proof || await products.Unit(proof.UnitId, ct) is not { } unit) return await frames.NotHere(http);
        var registration = proof.RegistrationId is { } of ? await db.Set<Registration>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == of, ct) : null;
        var item = new Item(proof, (await products.Model(unit.Gtin, ct))!, unit, registration,
            registration is null ? null : await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == registration.PersonId, ct), await db.Set<Sale>().AsNoTracking().SingleOrDefaultAsync(s => s.UnitId == unit.Id, ct),
            proof.FileId is { } file ? await files.Find(file, ct) : null, await db.Set<Proof>().CountAsync(p => p.State == ProofState.Waiting, ct));
        var frame = await frames.For(http, words["Proofs.Review"], words);
        return Pages.Console<ReviewPage>(new ReviewPage.Shown(frame, words, item, error, date, reason), error is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }
}
