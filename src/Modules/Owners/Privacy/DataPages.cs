using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Messaging;
using Nameplate.Owners.Consents;
using Nameplate.Owners.People;
using Nameplate.Platform.Access;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Privacy;
using Nameplate.Platform.Privacy.Requests;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Owners.Privacy;

/// <summary>
/// A person's rights over their data, signed in at /my/data or by a mailed link at /data/…: see and take along at once, have it deleted after being asked twice,
/// object, restrict. Each is a request on record, done in the same moment.
/// </summary>
internal sealed class DataPages(AppDb db, CurrentBrand brand, BrandBook brands, Sessions sessions, Ledger ledger, IMessaging messages, PersonalRecords records, DataRequests requests, Frames frames, TimeProvider clock, IStringLocalizer<Texts> words)
{
    static readonly Caller Themselves = new(CallerKind.Nobody, "");

    /// <param name="Way">Where the pages are: /my/data, or below the mailed link.</param>
    sealed record Visitor(DataSubject Subject, Person? Person, string Way, RequestVia Via);

    internal static Task<IResult> Page(DataPages it, HttpContext http, CancellationToken ct, string? token = null) => it.As(token, http, (v, _) => it.Show(v, http, ct), ct);
    internal static Task<IResult> Package(DataPages it, HttpContext http, CancellationToken ct, string? token = null) => it.As(token, http, (v, _) => it.Download(v, http, ct), ct);
    internal static Task<IResult> AskErasure(DataPages it, HttpContext http, CancellationToken ct, string? token = null) => it.As(token, http, (v, _) => it.Erasure(v, [], false, http, ct), ct);
    internal static Task<IResult> Erase(DataPages it, IFormCollection posted, HttpContext http, CancellationToken ct, string? token = null) => it.As(token, http, (v, _) => it.Erase(v, posted, http, ct), ct);
    internal static Task<IResult> Object(DataPages it, HttpContext http, CancellationToken ct, string? token = null) => it.As(token, http, (v, _) => it.Stop(v, RequestKind.Objection, http, ct), ct);
    internal static Task<IResult> Restrict(DataPages it, HttpContext http, CancellationToken ct, string? token = null) => it.As(token, http, (v, _) => it.Stop(v, RequestKind.Restriction, http, ct), ct);

    async Task<IResult> As(string? token, HttpContext http, Func<Visitor, CancellationToken, Task<IResult>> then, CancellationToken ct)
    {
        if (token is null) return await sessions.Enter(http, ct) is { ErasedAt: null } person ? await then(new(new(person.Email, person.Id), person, "/my/data", RequestVia.Account), ct) : TypedResults.LocalRedirect("/my");
        if (await Find(token, ct) is not { } link) return Gone(http);
        var subject = await records.Find(link.Email, ct);
        return await then(new(subject, await db.Set<Person>().SingleOrDefaultAsync(p => p.Id == subject.Owner, ct), "/data/" + token, RequestVia.Link), ct);
    }

    async Task<DataLink?> Find(string token, CancellationToken ct)
    {
        var (hash, now) = (Token.Hash(token), clock.GetUtcNow());
        using var across = db.AcrossBrands();
        if (await db.Set<DataLink>().IgnoreQueryFilters().AsNoTracking().SingleOrDefaultAsync(l => l.TokenHash == hash && l.ExpiresAt > now, ct) is not { } link) return null;
        brand.Become(link.BrandId);
        return link;
    }

    async Task<IResult> Show(Visitor visitor, HttpContext http, CancellationToken ct)
    {
        RequestKind? done = Snake.TryEnum<RequestKind>(http.Request.Query["done"].ToString(), out var kind) && kind is RequestKind.Objection or RequestKind.Restriction ? kind : null;
        var frame = await frames.For(http, words["Data"]);
        var parts = await records.Export(visitor.Subject, ct);
        return Pages.Consumer<DataPage>(new DataPage.Shown(frame, words, visitor.Subject.Email, visitor.Way, [.. parts.Select(p => (p.Name, p.Rows.Count))], visitor.Person?.RestrictedAt is not null, done), frame);
    }

    async Task<IResult> Download(Visitor visitor, HttpContext http, CancellationToken ct)
    {
        var (request, _) = requests.Receive(RequestKind.Access, visitor.Via, visitor.Subject, visitor.Person?.Country, null, Themselves);
        var parts = await requests.Export(request, Themselves, ct);
        request.Close(RequestState.Done, null, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return TypedResults.File(await DataPackage.Write(parts, (await brands.Get(brand.Id, ct)).Name, clock.GetUtcNow(), words, ct), DataPackage.ContentType, DataPackage.Name);
    }

    async Task<IResult> Erasure(Visitor visitor, IReadOnlyCollection<string> givenUp, bool isSecond, HttpContext http, CancellationToken ct)
    {
        var frame = await frames.For(http, words["Data.Erase"]);
        var (parts, holds) = (await records.Export(visitor.Subject, ct), await records.Holds(visitor.Subject, ct));
        return Pages.Consumer<ErasePage>(new ErasePage.Shown(frame, words, visitor.Subject.Email, visitor.Way, [.. parts.Select(p => (p.Name, p.Rows.Count))], holds, givenUp, isSecond), frame);
    }

    async Task<IResult> Erase(Visitor visitor, IFormCollection posted, HttpContext http, CancellationToken ct)
    {
        string[] givenUp = [.. posted["giveUp"].OfType<string>()];
        if (posted["sure"] != "yes") return await Erasure(visitor, givenUp, true, http, ct);
        var (request, receipt) = requests.Receive(RequestKind.Erasure, visitor.Via, visitor.Subject, visitor.Person?.Country, null, Themselves);
        requests.Erase(request, givenUp, Themselves);
        await db.SaveChangesAsync(ct);
        if (visitor.Via == RequestVia.Account) Sessions.Forget(http);
        return TypedResults.LocalRedirect($"/data-requests/{receipt}{(http.Request.Query.ContainsKey(Languages.Key) ? $"?{Languages.Key}={Languages.Current}" : "")}");
    }

    /// <summary>Objection: no word that can be stopped goes to the address, known by its hash. Restriction: besides, the data is kept and not used.</summary>
    async Task<IResult> Stop(Visitor visitor, RequestKind kind, HttpContext http, CancellationToken ct)
    {
        var (request, _) = requests.Receive(kind, visitor.Via, visitor.Subject, visitor.Person?.Country, null, Themselves);
        if (visitor.Person is { } person)
        {
            await ledger.WithdrawAll(person, "web", ConsentMethod.Preferences, ct);
            if (kind == RequestKind.Restriction) person.Restrict(clock.GetUtcNow());
        }
        await messages.Object(visitor.Subject.Email, ct);
        requests.Note(request, kind == RequestKind.Objection ? "objected" : "restricted", Themselves);
        request.Close(RequestState.Done, null, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return TypedResults.LocalRedirect($"{visitor.Way}?done={Snake.Of(kind)}{(http.Request.Query.ContainsKey(Languages.Key) ? $"&{Languages.Key}={Languages.Current}" : "")}");
    }

    /// <summary>What became of a deletion, for whoever asked for it: figures and days, and nothing that names anybody.</summary>
    internal static Task<IResult> Receipt(string token, DataPages it, HttpContext http, CancellationToken ct) => it.Tell(token, http, ct);

    async Task<IResult> Tell(string token, HttpContext http, CancellationToken ct)
    {
        if (await requests.Find(token, ct) is not { } request) return Gone(http);
        if (request.IsOpen) http.Response.Headers["Refresh"] = "2";
        var frame = await frames.For(http, words["Data.Receipt"]);
        return Pages.Consumer<DataReceiptPage>(new DataReceiptPage.Shown(frame, words, request), frame);
    }

    IResult Gone(HttpContext http)
    {
        var frame = frames.Neutral(http, words["Link.Gone"]);
        return Pages.Consumer<My.AskPage>(new My.AskPage.Shown(frame, words, My.AskPage.Step.LinkGone), frame, StatusCodes.Status410Gone);
    }
}
