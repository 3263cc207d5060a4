using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Owners.Installers;

/// <summary>Installers and their visits over the API.</summary>
internal static class InstallersApi
{
    /// <summary>An installer.</summary>
    /// <param name="Units">How many units were registered on their visits.</param>
    internal sealed record Item(Guid Id, string Name, string? Company, string? Email, bool Active, int Units, DateTimeOffset CreatedAt);

    /// <summary>An installer who was added.</summary>
    /// <param name="Link">Of the page for visits. It is shown this once.</param>
    internal sealed record Added(Guid Id, string Name, string? Company, string? Email, bool Active, string Link);

    /// <summary>Lists installers, the newest first.</summary>
    /// <param name="after">The mark <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 200; 50 when not given.</param>
    /// <example>
    /// GET /api/v1/installers?limit=50
    /// 200
    /// {"items": [
    /// {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d90", "name": "Jo Miller", "company": "Miller Heating", "email": "jo@miller.example", "active": true, "units": 14, "createdAt": "2026-07-28T09:30:00Z"}
    /// ], "next": null}
    /// </example>
    internal static async Task<Results<Ok<Paged<Item>>, ProblemHttpResult>> List(AppDb db, CancellationToken ct, string? after = null, int limit = Paging.Usual)
    {
        if (Paging.Wrong(limit, PageMark.TryRead(after, out var mark)) is { } wrong) return wrong;
        var installers = db.Set<Installer>().AsNoTracking();
        if (mark is { } last) installers = installers.Where(i => i.Id < last);
        var items = await installers.OrderByDescending(i => i.Id).Take(limit + 1).Select(i => new Item(i.Id, i.Name, i.Company, i.Email, i.Active, db.Set<Installation>().Count(x => x.InstallerId == i.Id), i.CreatedAt)).ToListAsync(ct);
        return TypedResults.Ok(Paging.Page(items, limit, i => i, i => PageMark.Of(i.Id.ToString())));
    }

    /// <summary>Adds an installer.</summary>
    /// <response code="201">The answer holds the link of the page for visits, this once.</response>
    /// <response code="422">Names each field that is not right, and the remedy.</response>
    /// <example>
    /// POST /api/v1/installers
    /// {"name": "Jo Miller", "company": "Miller Heating", "email": "jo@miller.example"}
    /// 201
    /// {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d90", "name": "Jo Miller", "company": "Miller Heating", "email": "jo@miller.example", "active": true, "link": "https://id.example.com/visit/0Zk3vQ5dXw8rTn2LbC7yHf4MgJ9pSa6U"}
    /// </example>
    internal static async Task<Results<Created<Added>, ProblemHttpResult>> Add(RecordInstaller.Input input, RecordInstaller record, Platform.Web.Links links, CancellationToken ct)
    {
        var (i, token, errors) = await record.Add(input, ct);
        return i is null ? Problems.Fields([.. errors]) : TypedResults.Created($"/api/v1/installers/{i.Id}", new Added(i.Id, i.Name, i.Company, i.Email, i.Active, links.To("/visit/" + token)));
    }

    /// <summary>Changes an installer.</summary>
    /// <response code="200">As it is now.</response>
    /// <response code="404">No installer has this id.</response>
    /// <response code="422">Names each field that is not right, and the remedy.</response>
    /// <example>
    /// PUT /api/v1/installers/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d90
    /// {"name": "Jo Miller", "company": "Miller &amp; Sons", "active": false}
    /// 200
    /// {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d90", "name": "Jo Miller", "company": "Miller &amp; Sons", "email": null, "active": false, "units": 14, "createdAt": "2026-07-28T09:30:00Z"}
    /// </example>
    internal static async Task<Results<Ok<Item>, ProblemHttpResult>> Change(Guid id, RecordInstaller.Input input, RecordInstaller record, AppDb db, CancellationToken ct)
    {
        if (await db.Set<Installer>().SingleOrDefaultAsync(i => i.Id == id, ct) is not { } i) return Problems.NotFound("No installer has this id.");
        if (await record.Change(i, input, ct) is { Count: > 0 } errors) return Problems.Fields([.. errors]);
        return TypedResults.Ok(new Item(i.Id, i.Name, i.Company, i.Email, i.Active, await db.Set<Installation>().CountAsync(x => x.InstallerId == id, ct), i.CreatedAt));
    }

    /// <summary>A visit: what was installed, and for whom.</summary>
    /// <param name="Installer">Id of an installer on record, where one is.</param>
    /// <param name="Email">The householder’s.</param>
    /// <param name="Name">The householder’s.</param>
    /// <param name="Country">Two capital letters, such as DE.</param>
    /// <param name="InstalledOn">A date, not in the future.</param>
    /// <param name="Units">1 to 50.</param>
    /// <param name="Language">Of the mails: en, de, fr or es.</param>
    internal sealed record VisitInput(string? Email, DateOnly? InstalledOn, IReadOnlyList<UnitInput>? Units, Guid? Installer = null, string? Name = null, string? Country = null, string? Language = null);

    /// <summary>A unit, by GTIN and serial, or by a serial that stands on one product alone.</summary>
    internal sealed record UnitInput(string? Serial, string? Gtin = null);

    /// <summary>What became of a visit, unit by unit, in the order given.</summary>
    /// <param name="Registered">How many are the householder’s now.</param>
    internal sealed record Answer(int Registered, int Open, IReadOnlyList<Became> Units);

    /// <summary>What became of a unit.</summary>
    /// <param name="State"><c>registered</c>, <c>already_theirs</c>, <c>somebody_elses</c>, <c>unknown</c>, <c>on_several</c> or <c>not_right</c>.</param>
    /// <param name="Message">What to do, where it is not registered.</param>
    /// <param name="DidYouMean">The only serial that looks like it.</param>
    /// <param name="RegisterBy">Until when a registration brings the maker’s longer guarantee.</param>
    internal sealed record Became(string Asked, string? Gtin, string? Serial, VisitState State, Guid? Registration, string? Message, string? DidYouMean, DateOnly? RegisterBy);

    /// <summary>Registers what an installer installed for a householder.</summary>
    /// <remarks>Each unit stands by itself: one that is not right holds up no other. Sent again, nothing happens twice. The householder gets the certificate of each unit by mail, with a link that confirms the address; no consent can be given here in their name.</remarks>
    /// <response code="200">What became of each unit.</response>
    /// <response code="422">Names what is not right with the visit as a whole; nothing was registered.</response>
    /// <example>
    /// POST /api/v1/visits
    /// {"email": "ada@example.com", "name": "Ada Lovelace", "country": "DE", "installedOn": "2026-07-28", "units": [{"gtin": "09506000134352", "serial": "7Q4MKX2PV9TNA"}, {"serial": "7Q4MKX2PV9TNB"}]}
    /// 200
    /// {"registered": 1, "open": 1, "units": [
    /// {"asked": "09506000134352 7Q4MKX2PV9TNA", "gtin": "09506000134352", "serial": "7Q4MKX2PV9TNA", "state": "registered", "registration": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d60", "message": null, "didYouMean": null, "registerBy": "2026-09-26"},
    /// {"asked": "7Q4MKX2PV9TNB", "gtin": null, "serial": null, "state": "unknown", "registration": null, "message": "Nobody knows this number. Look at the label once more.", "didYouMean": null, "registerBy": null}]}
    /// </example>
    internal static async Task<Results<Ok<Answer>, ProblemHttpResult>> Visit(VisitInput input, RegisterVisit register, AppDb db, CancellationToken ct)
    {
        Installer? installer = null;
        if (input.Installer is { } id && ((installer = await db.Set<Installer>().AsNoTracking().SingleOrDefaultAsync(i => i.Id == id, ct)) is null || !installer.Active)) return Problems.Field("installer", "No active installer has this id.");
        if (input.Language is not null && !Languages.All.Contains(input.Language)) return Problems.Field("language", "Use one of " + string.Join(", ", Languages.All) + ".");
        var units = (input.Units ?? []).Select(u => string.IsNullOrEmpty(u.Gtin) ? u.Serial ?? "" : $"{u.Gtin} {u.Serial}").ToList();
        var (errors, rows) = await register.Handle(installer, new(input.Email, input.Name, input.Country, input.InstalledOn, units, input.Language ?? Languages.Current), ct);
        if (errors.Count > 0) return Problems.Fields([.. errors]);
        Became[] became = [.. rows.Select(r => new Became(r.Typed, r.Unit?.Gtin, r.Unit?.Serial, r.State, r.Registration?.Id, r.Message, r.Near?.Code.Serial, r.Deadline))];
        var done = became.Count(b => b.State is VisitState.Registered or VisitState.AlreadyTheirs);
        return TypedResults.Ok(new Answer(done, became.Length - done, became));
    }
}
