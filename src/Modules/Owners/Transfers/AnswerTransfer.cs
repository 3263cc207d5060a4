using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Owners.People;
using Nameplate.Owners.Registrations;
using Nameplate.Platform.Access;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Files;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products;

namespace Nameplate.Owners.Transfers;

/// <summary>The mailed links of a transfer that was asked for. The owner's shows two buttons, and its POST answers; the asker's shows how it stands, and takes what shows it.</summary>
internal sealed class AnswerTransfer(AppDb db, CurrentBrand brand, IProducts products, AddressBook people, MoveUnit move, TransferMail mail, KeepPaper papers, Frames frames, IStringLocalizer<Texts> words, TimeProvider clock)
{
    /// <param name="OfOwner">The link is the owner's, not the asker's.</param>
    internal sealed record Case(Transfer Transfer, ProductModel Model, ProductUnit Unit, bool OfOwner);

    internal static Task<IResult> Show(string token, AnswerTransfer answer, HttpContext http, CancellationToken ct) => answer.Page(token, http, [], ct);
    internal static Task<IResult> Answer(string token, [FromForm] string? answer, AnswerTransfer handler, HttpContext http, CancellationToken ct) => handler.Take(token, answer, http, ct);
    internal static Task<IResult> Evidence(string token, [FromForm] string? note, IFormFile? file, AnswerTransfer handler, HttpContext http, CancellationToken ct) => handler.Add(token, note, file, http, ct);

    async Task<Case?> Find(string token, CancellationToken ct)
    {
        var hash = Token.Hash(token);
        Transfer? found;
        using (db.AcrossBrands()) found = await db.Set<Transfer>().IgnoreQueryFilters().AsNoTracking().SingleOrDefaultAsync(t => t.OwnerToken == hash || t.AskerToken == hash, ct);
        if (found is null) return null;
        brand.Become(found.BrandId);
        var transfer = await db.Set<Transfer>().SingleAsync(t => t.Id == found.Id, ct);
        var unit = await products.Unit(transfer.UnitId, ct);
        return unit is null || await products.Model(unit.Gtin, ct) is not { } model ? null : new(transfer, model, unit, transfer.OwnerToken == hash);
    }

    async Task<IResult> Page(string token, HttpContext http, IReadOnlyList<FieldError> errors, CancellationToken ct, string? note = null)
    {
        if (await Find(token, ct) is not { } of) return await Gone(http);
        var frame = await frames.For(http, words["Transfers.Title"], of.Unit.Code.Page);
        return Pages.Consumer<HandoverPage>(new HandoverPage.Shown(frame, words, of, "/handover/" + token, clock.GetUtcNow(), note, errors), frame, errors.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    async Task<IResult> Take(string token, string? answer, HttpContext http, CancellationToken ct)
    {
        if (await Find(token, ct) is not { OfOwner: true } of || answer is not ("yes" or "no")) return await Page(token, http, [], ct);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await Settle(of, answer == "yes", ct);
                var frame = await frames.For(http, words["Transfers.Title"], of.Unit.Code.Page);
                return Pages.Consumer<HandoverPage>(new HandoverPage.Shown(frame, words, of, "/handover/" + token, clock.GetUtcNow(), null, []) { HasAnswered = true }, frame);
            }
            catch (DbUpdateException e) when (attempt < 5 && (e is DbUpdateConcurrencyException || db.Dialect.IsDuplicateKey(e)))
            {
                db.ChangeTracker.Clear();
                if (await Find(token, ct) is not { } again) return await Gone(http);      // answered on another device just now
                of = again;
            }
        }
    }

    async Task Settle(Case of, bool isTheirs, CancellationToken ct)
    {
        if (of.Transfer.State is not (TransferState.Asked or TransferState.Disputed)) return;
        await using var tx = await db.Database.BeginTransactionAsync(ct);
        if (isTheirs)
        {
            if (await Move(of.Transfer, of.Model, of.Unit, null, ct) is null) return;
        }
        else if (of.Transfer.State == TransferState.Asked)
        {
            of.Transfer.Dispute(clock.GetUtcNow());
            await mail.TellDoubt(of.Transfer, of.Model, of.Unit, ct);
            await db.SaveChangesAsync(ct);
        }
        await tx.CommitAsync(ct);
    }

    /// <summary>Gives the unit to who asked; part of the caller's transaction.</summary>
    internal async Task<Registration?> Move(Transfer transfer, ProductModel model, ProductUnit unit, string? reason, CancellationToken ct)
    {
        if (transfer.Email is not { } email || await db.Set<Registration>().AsNoTracking().SingleOrDefaultAsync(r => r.UnitId == unit.Id && r.EndedAt == null, ct) is not { } standing) return null;
        var to = await people.For(email, null, null, ct);
        to.Language ??= transfer.Language;
        return await move.Handle(model, unit, standing, to, transfer, TransferWay.Asked, reason, null, ct);
    }

    async Task<IResult> Add(string token, string? note, IFormFile? file, HttpContext http, CancellationToken ct)
    {
        if (await Find(token, ct) is not { OfOwner: false, Transfer.State: TransferState.Asked or TransferState.Disputed } of) return await Page(token, http, [], ct);
        List<FieldError> errors = [];
        if (note?.Length > AskOwner.LongestNote) errors.Add(new("note", words["Transfers.LongNote", AskOwner.LongestNote]));
        var (paper, wrong) = errors.Count == 0 && file is { Length: > 0 } ? await papers.Handle(file, ct) : default;
        if (wrong is not null) errors.Add(new("file", wrong));
        if (errors.Count > 0) return await Page(token, http, errors, ct, note);
        of.Transfer.Explain(string.IsNullOrWhiteSpace(note) ? null : note.Trim(), paper);
        await db.SaveChangesAsync(ct);
        return TypedResults.LocalRedirect($"/handover/{token}?added{(http.Request.Query.ContainsKey(Languages.Key) ? $"&{Languages.Key}={Languages.Current}" : "")}");
    }

    async Task<IResult> Gone(HttpContext http)
    {
        var frame = brand.IsSet ? await frames.For(http, words["Link.Gone"]) : frames.Neutral(http, words["Link.Gone"]);
        return Pages.Consumer<My.AskPage>(new My.AskPage.Shown(frame, words, My.AskPage.Step.LinkGone), frame, StatusCodes.Status410Gone);
    }
}
