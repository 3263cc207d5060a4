using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Owners.People;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Owners.Merges;

/// <summary>Puts two records of one person side by side, and makes them one.</summary>
internal sealed class MergesConsole(AppDb db, AddressBook people, ShowOwner show, ConsoleFrames frames, IStringLocalizer<Texts> words)
{
    /// <summary>The other record of the same person.</summary>
    /// <param name="Owner">Its id; it is gone afterwards.</param>
    /// <param name="Email">Its address, where its id is not known.</param>
    internal sealed record Input(Guid? Owner = null, string? Email = null);

    internal static Task<IResult> Compare(Guid id, MergesConsole console, HttpContext http, CancellationToken ct, [FromQuery] Guid? with = null, [FromQuery] string? email = null) => console.Answer(id, with, email, http, ct);

    async Task<IResult> Answer(Guid id, Guid? with, string? email, HttpContext http, CancellationToken ct)
    {
        if (await show.Find(id, ct) is not { } owner) return await frames.NotHere(http);
        var (other, wrong) = (with is { } twin ? await show.Find(twin, ct) : null, (string?)null);
        if (other is null && !string.IsNullOrWhiteSpace(email))
        {
            if (await people.Known(email, ct) is not { } found) wrong = words["Merge.Nobody", email.Trim()];
            else if (found.Id == id) wrong = words["Merge.Same"];
            else other = await show.Find(found.Id, ct);
        }
        var frame = await frames.For(http, words["Merge.Title"]);
        return Pages.Console<MergePage>(new MergePage.Shown(frame, words, owner, other?.Id == id ? null : other, await Alike(owner, ct), email, wrong), wrong is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    internal static async Task<IResult> Page(Guid id, [FromForm] Guid with, MergeOwners merge, MergesConsole console, HttpContext http, CancellationToken ct) => await merge.Handle(id, with, ct) switch
    {
        MergeOwners.Became.Merged => TypedResults.LocalRedirect($"/admin/owners/{id}?merged"),
        _ => await console.Answer(id, null, null, http, ct),
    };

    /// <summary>Makes two records of one person one.</summary>
    /// <remarks>Everything of the other record becomes this one's, its address finds this one from now on, and it is gone. There is no way back. A consent withdrawn under either address is withdrawn.</remarks>
    /// <response code="404">There is no such owner.</response>
    /// <response code="422">The other record is the same, or not there.</response>
    /// <example>
    /// POST /api/v1/owners/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e/merges
    /// {"email": "ada.l@example.com"}
    /// 200
    /// {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "email": "ada@example.com", "addresses": ["ada.l@example.com"], "name": null, "country": "DE", "language": "de", "confirmedAt": null, "createdAt": "2026-07-28T09:30:00Z",
    ///  "units": [], "consents": []}
    /// </example>
    internal static async Task<Results<Ok<ShowOwner.Item>, ProblemHttpResult>> Api(Guid id, Input input, AppDb db, AddressBook people, ShowOwner show, MergeOwners merge, CancellationToken ct)
    {
        if (!await db.Set<Person>().AnyAsync(p => p.Id == id, ct)) return Problems.NotFound("There is no such owner.");
        if ((input.Owner ?? (input.Email is null ? null : (await people.Known(input.Email, ct))?.Id)) is not { } other)
            return input.Email is null ? Problems.Field("owner", "Give the id of the other record of this person, or its address as email.") : Problems.Field("email", "Nobody has this address.");
        return await merge.Handle(id, other, ct) switch
        {
            MergeOwners.Became.Merged => TypedResults.Ok((await show.Find(id, ct))!),
            MergeOwners.Became.Same => Problems.Field("owner", "That is this record itself. Give the id of the other one."),
            _ => Problems.Field("owner", "No owner has this id."),
        };
    }

    /// <summary>Others of the same name who may be the same person.</summary>
    async Task<IReadOnlyList<Person>> Alike(ShowOwner.Item owner, CancellationToken ct)
    {
        if (owner.Name is null) return [];
        var key = owner.Name.ToLowerInvariant();
        return await db.Set<Person>().AsNoTracking().Where(p => p.NameKey == key && p.Id != owner.Id && (p.Country == null || owner.Country == null || p.Country == owner.Country)).OrderByDescending(p => p.Id).Take(5).ToListAsync(ct);
    }
}
