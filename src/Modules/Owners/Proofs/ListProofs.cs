using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Files;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Platform.Web.Lists;
using Nameplate.Products;

namespace Nameplate.Owners.Proofs;

internal static class ListProofs
{
    /// <summary>A receipt somebody sent.</summary>
    /// <param name="Registration">Id of the registration it is of; null where the unit was nobody's.</param>
    /// <param name="SaidOn">What who sent it says of the date.</param>
    /// <param name="ProvenOn">What the receipt says, once it was approved.</param>
    /// <param name="Reason">What was not right with it.</param>
    /// <param name="HasFile">False once the file was forgotten.</param>
    internal sealed record Item(Guid Id, string Gtin, string Serial, Guid? Registration, ProofState State, DateTimeOffset? SaidOn, DateTimeOffset? ProvenOn, DateTimeOffset SentAt, DateTimeOffset? DecidedAt, string? Reason, bool HasFile)
    {
        public static Item Of(Proof p, ProductUnit unit) => new(p.Id, unit.Gtin, unit.Serial, p.RegistrationId, p.State, p.SaidOn, p.ProvenOn, p.SentAt, p.DecidedAt, p.Reason, p.FileId is not null);
    }

    /// <summary>Lists receipts, the last sent first.</summary>
    /// <param name="state">Only those: <c>waiting</c>, <c>asked_again</c>, <c>approved</c>, <c>rejected</c> or <c>replaced</c>.</param>
    /// <param name="after">The mark <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 200; 50 when not given.</param>
    /// <example>
    /// GET /api/v1/proofs?limit=1
    /// 200
    /// {"items": [{"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "gtin": "09506000134352", "serial": "7Q4MKX2PV9TNA", "registration": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d60", "state": "waiting", "saidOn": null, "provenOn": null, "sentAt": "2026-07-28T09:30:00Z", "decidedAt": null, "reason": null, "hasFile": true}], "next": null}
    /// </example>
    internal static async Task<Results<Ok<Paged<Item>>, ProblemHttpResult>> Api(AppDb db, IProducts products, CancellationToken ct, string? state = null, string? after = null, int limit = Paging.Usual)
    {
        if (Paging.Wrong(limit, PageMark.TryRead(after, out var last)) is { } wrong) return wrong;
        var proofs = db.Set<Proof>().AsNoTracking();
        if (state is not null)
        {
            if (!Snake.TryEnum<ProofState>(state, out var asked)) return Problems.Field("state", "Use one of " + string.Join(", ", Snake.All<ProofState>()) + ".");
            proofs = proofs.Where(p => p.State == asked);
        }
        if (last is { } id) proofs = proofs.Where(p => p.Id < id);
        var rows = await proofs.OrderByDescending(p => p.Id).Take(limit + 1).ToListAsync(ct);
        var units = await products.Units([.. rows.Select(p => p.UnitId).Distinct()], ct);
        return TypedResults.Ok(Paging.Page(rows, limit, p => Item.Of(p, units[p.UnitId]), p => PageMark.Of(p.Id.ToString())));
    }

    internal static async Task<IResult> Shown(Guid id, AppDb db, FileStore files, ConsoleFrames frames, HttpContext http, CancellationToken ct) => await Kept(id, db, files, ct) is { } kept ? new ShownPaper(files, kept) : await frames.NotHere(http);

    internal static async Task<StoredFile?> Kept(Guid id, AppDb db, FileStore files, CancellationToken ct) =>
        await db.Set<Proof>().AsNoTracking().Where(p => p.Id == id).Select(p => p.FileId).SingleOrDefaultAsync(ct) is { } file ? await files.Find(file, ct) : null;

    internal static async Task<IResult> Page(HttpContext http, ListReader lists, ProofList proofs, IStringLocalizer<Texts> words, CancellationToken ct) =>
        Pages.Console<ProofsPage>(new ProofsPage.Shown(words, await lists.Read(http, proofs, words["Proofs"], words, ct)));

    internal static IResult Csv(HttpContext http, ListReader lists, ProofList proofs, CancellationToken ct) => lists.Csv(http, proofs, ct);
}
