using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Access;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Platform.Web.Lists;

namespace Nameplate.Platform.Privacy.Requests;

/// <summary>Requests over people's data in the console: the queue, one that came by letter or phone, and what is done with it.</summary>
internal sealed class RequestsConsole(AppDb db, CurrentBrand brand, BrandBook brands, PersonalRecords records, DataRequests requests, ConsoleFrames frames, TimeProvider clock, IStringLocalizer<Texts> words)
{
    internal static async Task<IResult> List(HttpContext http, ListReader lists, RequestList list, IStringLocalizer<Texts> words, CancellationToken ct) =>
        Pages.Console<RequestsPage>(new RequestsPage.Shown(words, await lists.Read(http, list, words["Requests"], words, ct)));

    internal static IResult Csv(HttpContext http, ListReader lists, RequestList list, CancellationToken ct) => lists.Csv(http, list, ct);
    internal static Task<IResult> New(HttpContext http, RequestsConsole console) => console.Form(http, null);
    internal static Task<IResult> Add(HttpContext http, IFormCollection posted, RequestsConsole console, CancellationToken ct) => console.Add(http, posted, ct);
    internal static Task<IResult> Page(Guid id, HttpContext http, RequestsConsole console, CancellationToken ct) => console.Open(id, http, null, ct);
    internal static Task<IResult> Package(Guid id, HttpContext http, RequestsConsole console, CancellationToken ct) => console.Download(id, http, ct);
    internal static Task<IResult> Erase(Guid id, HttpContext http, IFormCollection posted, RequestsConsole console, CancellationToken ct) => console.Erase(id, http, posted, ct);
    internal static Task<IResult> Answer(Guid id, HttpContext http, IFormCollection posted, RequestsConsole console, CancellationToken ct) => console.Answer(id, http, posted, ct);
    internal static Task<IResult> Extend(Guid id, HttpContext http, IFormCollection posted, RequestsConsole console, CancellationToken ct) => console.Extend(id, http, posted, ct);

    async Task<IResult> Form(HttpContext http, ConsoleForm? form)
    {
        var status = form is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
        if (form is null) ((form = frames.NewForm())["receivedOn"], form["country"], form["email"]) = (clock.GetUtcNow().Day().ToString("O", System.Globalization.CultureInfo.InvariantCulture), (await brands.Get(brand.Id, http.RequestAborted)).Country, null);
        return Pages.Console<NewRequestPage>(new NewRequestPage.Shown(await frames.For(http, words["Request.New"]), words, form), status);
    }

    async Task<IResult> Add(HttpContext http, IFormCollection posted, CancellationToken ct)
    {
        var (form, now) = (frames.Read(posted), clock.GetUtcNow());
        var input = new RequestInput(form.Text("email"), form.Text("kind"), form.Text("via"), form.Date("receivedOn"), form.Text("country"), form.Text("note"));
        form.Refuse(input.Errors(now).Select(e => new FieldError(e.Field, words["Wrong.Request." + e.Field])));
        if (!form.IsRight) return await Form(http, form);
        var (request, _) = requests.Receive(input.KindOf, input.ViaOf, await records.Find(input.Email!, ct), input.Country, input.Note, Caller.Of(http.User), input.Received(now));
        await db.SaveChangesAsync(ct);
        return TypedResults.LocalRedirect($"/admin/data-requests/{request.Id}?done=received");
    }

    async Task<IResult> Open(Guid id, HttpContext http, ConsoleForm? form, CancellationToken ct)
    {
        if (await db.Set<DataRequest>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct) is not { } request) return await frames.NotHere(http);
        var steps = await db.Set<RequestStep>().AsNoTracking().Where(s => s.RequestId == id).OrderBy(s => s.Id).ToListAsync(ct);
        var subject = await requests.SubjectOf(request, ct);
        var (parts, holds) = request.IsOpen ? (await records.Export(subject, ct), await records.Holds(subject, ct)) : ([], []);
        return Pages.Console<RequestPage>(new RequestPage.Shown(await frames.For(http, request.Number, words), words, request, steps, parts, holds, form ?? frames.NewForm(), clock.GetUtcNow()), form is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    async Task<IResult> Download(Guid id, HttpContext http, CancellationToken ct)
    {
        if (await db.Set<DataRequest>().SingleOrDefaultAsync(r => r.Id == id, ct) is not { } request) return await frames.NotHere(http);
        var parts = await requests.Export(request, Caller.Of(http.User), ct);
        await db.SaveChangesAsync(ct);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.File(await DataPackage.Write(parts, (await brands.Get(brand.Id, ct)).Name, clock.GetUtcNow(), words, ct), DataPackage.ContentType, $"{request.Number}.zip");
    }

    async Task<IResult> Erase(Guid id, HttpContext http, IFormCollection posted, CancellationToken ct)
    {
        if (await db.Set<DataRequest>().SingleOrDefaultAsync(r => r.Id == id, ct) is not { } request) return await frames.NotHere(http);
        var form = frames.Read(posted);
        if (!form.Ticked("sure")) form.Refuse("sure", words["Wrong.Request.sure"]);
        if (!form.IsRight) return await Open(id, http, form, ct);
        var begun = requests.Erase(request, posted["giveUp"].OfType<string>(), Caller.Of(http.User));
        await db.SaveChangesAsync(ct);
        return TypedResults.LocalRedirect($"/admin/data-requests/{id}{(begun ? "?done=erasing" : "")}");
    }

    async Task<IResult> Answer(Guid id, HttpContext http, IFormCollection posted, CancellationToken ct)
    {
        if (await db.Set<DataRequest>().SingleOrDefaultAsync(r => r.Id == id, ct) is not { } request) return await frames.NotHere(http);
        var form = frames.Read(posted);
        var (outcome, answer) = (form["outcome"] == "refused" ? RequestState.Refused : RequestState.Done, form.Text("answer"));
        if (answer is null or { Length: > RequestInput.LongestNote }) form.Refuse("answer", words["Wrong.Request.answer"]);
        if (!form.IsRight) return await Open(id, http, form, ct);
        var closed = !(request.Kind == RequestKind.Erasure && outcome == RequestState.Done) && request.Close(outcome, answer, clock.GetUtcNow());
        if (closed) requests.Note(request, Snake.Of(outcome), Caller.Of(http.User));
        await db.SaveChangesAsync(ct);
        return TypedResults.LocalRedirect($"/admin/data-requests/{id}{(closed ? "?done=answered" : "")}");
    }

    async Task<IResult> Extend(Guid id, HttpContext http, IFormCollection posted, CancellationToken ct)
    {
        if (await db.Set<DataRequest>().SingleOrDefaultAsync(r => r.Id == id, ct) is not { } request) return await frames.NotHere(http);
        var form = frames.Read(posted);
        if (form.Text("reason") is not { Length: <= RequestInput.LongestNote } reason) form.Refuse("reason", words["Wrong.Request.reason"]);
        else if (request.Extend(reason, clock.GetUtcNow())) requests.Note(request, "extended", Caller.Of(http.User));
        if (!form.IsRight) return await Open(id, http, form, ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.LocalRedirect($"/admin/data-requests/{id}?done=extended");
    }
}
