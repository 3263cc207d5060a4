using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Products.Sun;

/// <summary>Keys of tags that sign, for programs.</summary>
internal static class TagKeysApi
{
    /// <summary>Keys that tags are loaded with; the keys themselves are not shown.</summary>
    /// <param name="System">What goes into each tag’s own key beside its number, in hexadecimal; null where all tags have the same.</param>
    /// <param name="RetiredAt">From then on nothing is said of its tags.</param>
    internal sealed record Item(Guid Id, string Name, string? System, DateTimeOffset CreatedAt, DateTimeOffset? RetiredAt)
    {
        public static Item Of(TagKey k) => new(k.Id, k.Name, k.System, k.CreatedAt, k.RetiredAt);
    }

    /// <summary>Keys, shown this once.</summary>
    /// <param name="MetaKey">Key 2 of each tag: opens what it says encrypted.</param>
    /// <param name="FileKey">Key 1 of each tag is made from it, or is it: tags sign with it.</param>
    /// <param name="MetaKeyCheck">Its check value: the first 3 bytes of 16 zeros encrypted with it.</param>
    internal sealed record WithKeys(Item Keys, string MetaKey, string MetaKeyCheck, string FileKey, string FileKeyCheck);

    /// <summary>Lists the keys of tags, the newest first.</summary>
    /// <example>
    /// GET /api/v1/tag-keys
    /// 200
    /// {"items": [{"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "name": "Tags of July", "system": "4E50019AB4D27C1E7B529D0E3F6A1C2B4D5E", "createdAt": "2026-07-28T09:30:00Z", "retiredAt": null}], "next": null}
    /// </example>
    internal static async Task<Ok<Paged<Item>>> List(AppDb db, CancellationToken ct) =>
        TypedResults.Ok(new Paged<Item>([.. (await db.Set<TagKey>().AsNoTracking().OrderByDescending(k => k.Id).ToListAsync(ct)).Select(Item.Of)], null));

    /// <summary>Makes keys for tags, or takes those that tags are loaded with already.</summary>
    /// <remarks>The keys are in this answer and nowhere else.</remarks>
    /// <response code="201">The keys.</response>
    /// <response code="422">Names each field that is not right, and the remedy.</response>
    /// <example>
    /// POST /api/v1/tag-keys
    /// {"name": "Tags of July"}
    /// 201
    /// {"keys": {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "name": "Tags of July", "system": "4E50019AB4D27C1E7B529D0E3F6A1C2B4D5E", "createdAt": "2026-07-28T09:30:00Z", "retiredAt": null}, "metaKey": "00000000000000000000000000000000", "metaKeyCheck": "66E94B", "fileKey": "00000000000000000000000000000000", "fileKeyCheck": "66E94B"}
    /// </example>
    internal static async Task<Results<Created<WithKeys>, ProblemHttpResult>> Add(TagKeys.Input input, TagKeys keys, CancellationToken ct)
    {
        var (key, opened, errors) = await keys.Add(input, ct);
        return key is null ? Problems.Fields(errors)
            : TypedResults.Created($"/api/v1/tag-keys/{key.Id}", new WithKeys(Item.Of(key), Convert.ToHexString(opened!.Meta), TagKeys.CheckOf(opened.Meta), Convert.ToHexString(opened.File), TagKeys.CheckOf(opened.File)));
    }

    /// <summary>Retires keys: of tags loaded with them nothing is said any more.</summary>
    /// <param name="id">The id of the keys.</param>
    /// <response code="200">The keys as they are now.</response>
    /// <example>
    /// DELETE /api/v1/tag-keys/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e
    /// 200
    /// {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "name": "Tags of July", "system": "4E50019AB4D27C1E7B529D0E3F6A1C2B4D5E", "createdAt": "2026-07-28T09:30:00Z", "retiredAt": "2026-07-29T08:00:00Z"}
    /// </example>
    internal static async Task<Results<Ok<Item>, ProblemHttpResult>> Retire(Guid id, TagKeys keys, CancellationToken ct) =>
        await keys.Retire(id, ct) is { } key ? TypedResults.Ok(Item.Of(key)) : Problems.NotFound("There are no such keys.");
}
