using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Owners.Safeguards;

/// <summary>Those who were held up, over the API.</summary>
internal static class BlocksApi
{
    /// <summary>Somebody was held up when registering.</summary>
    /// <param name="Kind"><c>network</c>: many units from one network; <c>email</c>: many to one address; <c>unit</c>: wrong claim codes.</param>
    /// <param name="Email">Of kind <c>email</c> only. No network address is kept.</param>
    /// <param name="Unit">Id of the unit it was last about.</param>
    /// <param name="LiftedUntil">Nobody is held up for this until then.</param>
    internal sealed record Item(Guid Id, BlockKind Kind, string? Email, Guid Unit, int Times, DateTimeOffset FirstAt, DateTimeOffset LastAt, DateTimeOffset Until, DateTimeOffset? LiftedUntil)
    {
        public static Item Of(Block b) => new(b.Id, b.Kind, b.Email, b.UnitId, b.Times, b.FirstAt, b.LastAt, b.Until, b.LiftedUntil);
    }

    /// <summary>Lists who was held up when registering, the last recorded first.</summary>
    /// <param name="after">The mark <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 200; 50 when not given.</param>
    /// <example>
    /// GET /api/v1/blocks?limit=1
    /// 200
    /// {"items": [{"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "kind": "unit", "email": null, "unit": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d60", "times": 1, "firstAt": "2026-07-28T09:30:00Z", "lastAt": "2026-07-28T09:30:00Z", "until": "2026-07-28T10:30:00Z", "liftedUntil": null}], "next": null}
    /// </example>
    internal static async Task<Results<Ok<Paged<Item>>, ProblemHttpResult>> List(AppDb db, CancellationToken ct, string? after = null, int limit = Paging.Usual)
    {
        if (Paging.Wrong(limit, PageMark.TryRead(after, out var last)) is { } wrong) return wrong;
        var blocks = db.Set<Block>().AsNoTracking();
        if (last is { } id) blocks = blocks.Where(b => b.Id < id);
        return TypedResults.Ok(Paging.Page(await blocks.OrderByDescending(b => b.Id).Take(limit + 1).ToListAsync(ct), limit, Item.Of, b => PageMark.Of(b.Id.ToString())));
    }

    /// <summary>Lifts a block for a week.</summary>
    /// <response code="200">The block as it is now.</response>
    /// <example>
    /// POST /api/v1/blocks/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e/lifting
    /// 200
    /// {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "kind": "unit", "email": null, "unit": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d60", "times": 1, "firstAt": "2026-07-28T09:30:00Z", "lastAt": "2026-07-28T09:30:00Z", "until": "2026-07-28T10:30:00Z", "liftedUntil": "2026-08-04T09:45:00Z"}
    /// </example>
    internal static async Task<Results<Ok<Item>, ProblemHttpResult>> Lift(Guid id, AppDb db, TimeProvider clock, CancellationToken ct)
    {
        if (await db.Set<Block>().SingleOrDefaultAsync(b => b.Id == id, ct) is not { } block) return Problems.NotFound("There is no such block.");
        block.Lift(clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(Item.Of(block));
    }
}
