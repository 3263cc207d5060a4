using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Owners.Registrations;
using Nameplate.Platform.Access;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products;

namespace Nameplate.Owners.Proofs;

internal enum ProofDecision { Approved, Again, Rejected }

/// <summary>Staff look at a receipt: its date counts, or another is asked for, or it shows nothing. A date that was approved stands above the sales feed and the owner's own, and the warranty is dated anew.</summary>
internal sealed class DecideProof(AppDb db, IProducts products, RegisterUnit register, ProofMail mail, IStringLocalizer<Texts> words, TimeProvider clock)
{
    internal const int LongestReason = 500;

    /// <param name="date">On the receipt; needed to approve.</param>
    /// <param name="reason">What its sender is told; needed otherwise.</param>
    internal async Task<FieldError?> Handle(Proof proof, ProofDecision decision, string? date, string? reason, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (proof.State != ProofState.Waiting) return new("decision", words["Proofs.IsDecided"]);
        reason = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim();
        if (reason?.Length > LongestReason) return new("reason", words["Transfers.LongNote", LongestReason]);
        var unit = (await products.Unit(proof.UnitId, ct))!;
        var model = (await products.Model(unit.Gtin, ct))!;
        if (decision == ProofDecision.Approved) return await Approve(proof, model, unit, date, now, ct);
        if (reason is null) return new("reason", words["Proofs.NeedsReason"]);
        if (decision == ProofDecision.Rejected)
        {
            proof.Reject(reason, now);
            await mail.Rejected(proof, model, unit, ct);
        }
        else
        {
            var token = Token.New();
            proof.AskAgain(reason, Token.Hash(token), now);
            await mail.Again(proof, token, model, unit, ct);
        }
        await db.SaveChangesAsync(ct);
        return null;
    }

    async Task<FieldError?> Approve(Proof proof, ProductModel model, ProductUnit unit, string? date, DateTimeOffset now, CancellationToken ct)
    {
        var (provenOn, wrong) = PurchaseDate.Read(date, now, words);
        if (wrong is not null || provenOn is null) return new("purchasedOn", wrong ?? words["Proofs.NeedsDate"]);
        var id = proof.RegistrationId;
        if (id is null)
        {
            var made = await register.Handle(model, unit, new(proof.Email, date, RegistrationChannel.Qr, proof.Language), ct);
            if (made.Became is not (RegisterUnit.Became.Registered or RegisterUnit.Became.AlreadyTheirs)) return new("decision", words["Proofs.SomebodyElses"]);
            id = made.Registration!.Id;
            db.ChangeTracker.Clear();
            proof = await db.Set<Proof>().SingleAsync(p => p.Id == proof.Id, ct);
        }
        if (await db.Set<Registration>().SingleOrDefaultAsync(r => r.Id == id, ct) is not { } registration) return new("decision", words["Proofs.IsDecided"]);
        if (provenOn > registration.RegisteredAt) return new("purchasedOn", words["Wrong.DateInFuture"]);
        registration.Prove(provenOn.Value);
        proof.Approve(registration.Id, provenOn.Value, now);
        db.Announce(registration.Correction, now, unit.Id, registration.PersonId);
        await mail.Approved(proof, registration.PersonId, model, unit, ct);
        await db.SaveChangesAsync(ct);
        return null;
    }

    /// <summary>A decision on a receipt.</summary>
    /// <param name="Decision"><c>approved</c>, <c>again</c>: another is asked for, or <c>rejected</c>.</param>
    /// <param name="PurchasedOn">The date on the receipt; needed to approve.</param>
    /// <param name="Reason">What its sender is told, at most 500 characters; needed otherwise.</param>
    internal sealed record Input(ProofDecision? Decision, string? PurchasedOn = null, string? Reason = null);

    /// <summary>Decides on a receipt.</summary>
    /// <remarks>A date that was approved stands above the sales feed and the owner’s own: the warranty is dated anew. Its sender gets a mail.</remarks>
    /// <response code="200">The proof as it is now.</response>
    /// <response code="409">It was decided before, or the unit is somebody else’s by now.</response>
    /// <response code="422">Names the field that is not right, and the remedy.</response>
    /// <example>
    /// PUT /api/v1/proofs/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e/decision
    /// {"decision": "again", "reason": "The date cannot be read."}
    /// 200
    /// {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "gtin": "09506000134352", "serial": "7Q4MKX2PV9TNA", "registration": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d60", "state": "asked_again", "saidOn": "2026-07-20T00:00:00Z", "provenOn": null, "sentAt": "2026-07-28T09:30:00Z", "decidedAt": "2026-07-29T08:00:00Z", "reason": "The date cannot be read.", "hasFile": true}
    /// </example>
    internal static async Task<Results<Ok<ListProofs.Item>, ProblemHttpResult>> Api(Guid id, Input input, AppDb db, DecideProof decide, IProducts products, CancellationToken ct)
    {
        if (input.Decision is not { } decision) return Problems.Field("decision", "Use approved, again or rejected.");
        if (await db.Set<Proof>().SingleOrDefaultAsync(p => p.Id == id, ct) is not { } proof) return Problems.NotFound("There is no such proof.");
        if (await decide.Handle(proof, decision, input.PurchasedOn, input.Reason, ct) is { } error) return error.Field == "decision" ? Problems.Conflict(error.Message) : Problems.Field(error.Field, error.Message);
        proof = await db.Set<Proof>().AsNoTracking().SingleAsync(p => p.Id == id, ct);
        return TypedResults.Ok(ListProofs.Item.Of(proof, (await products.Unit(proof.UnitId, ct))!));
    }

    /// <summary>From the page of a receipt; the next that waits comes by itself.</summary>
    internal static async Task<IResult> Page(Guid id, [FromForm] string? decision, [FromForm] string? purchasedOn, [FromForm] string? reason, AppDb db, DecideProof decide, ReviewProof review, HttpContext http, CancellationToken ct)
    {
        if (await db.Set<Proof>().SingleOrDefaultAsync(p => p.Id == id, ct) is not { } proof || !Snake.TryEnum<ProofDecision>(decision ?? "", out var decided)) return TypedResults.LocalRedirect("/admin/proofs");
        if (await decide.Handle(proof, decided, purchasedOn, reason, ct) is { } error) { db.ChangeTracker.Clear(); return await review.Answer(id, http, ct, error, purchasedOn, reason); }
        var next = await db.Set<Proof>().Where(p => p.State == ProofState.Waiting).OrderBy(p => p.Id).Select(p => (Guid?)p.Id).FirstOrDefaultAsync(ct);
        return TypedResults.LocalRedirect(next is { } more ? $"/admin/proofs/{more}?done=proof" : "/admin/proofs?done=proof-last");
    }
}
