using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Platform.Web.Lists;

namespace Nameplate.Messaging.Suppression;

/// <summary>Addresses that are not written to, in the console: looked up, added, lifted with a reason.</summary>
internal sealed class SuppressionsConsole(AppDb db, SuppressAddress suppress, ConsoleFrames frames, ListReader lists, SuppressionList list, TimeProvider clock, IStringLocalizer<Texts> words)
{
    internal static Task<IResult> Page(HttpContext http, SuppressionsConsole console, CancellationToken ct) => console.Show(http, null, ct);
    internal static IResult Csv(HttpContext http, ListReader lists, SuppressionList list, CancellationToken ct) => lists.Csv(http, list, ct);
    internal static Task<IResult> Add(HttpContext http, IFormCollection posted, SuppressionsConsole console, CancellationToken ct) => console.Add(http, posted, ct);
    internal static Task<IResult> Lift(Guid id, HttpContext http, IFormCollection posted, SuppressionsConsole console, CancellationToken ct) => console.Lift(id, http, posted, ct);

    async Task<IResult> Show(HttpContext http, ConsoleForm? form, CancellationToken ct) =>
        Pages.Console<SuppressionsPage>(new SuppressionsPage.Shown(words, await lists.Read(http, list, words["Suppressions"], words, ct), form ?? frames.NewForm()), form is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);

    async Task<IResult> Add(HttpContext http, IFormCollection posted, CancellationToken ct)
    {
        var form = frames.Read(posted);
        var (email, note) = (form.Text("email"), form.Text("note"));
        if (!EmailForm.IsRight(email)) form.Refuse("email", words["Wrong.Email"]);
        if (note is null or { Length: > 300 }) form.Refuse("note", words["Wrong.Note"]);
        if (!form.IsRight) return await Show(http, form, ct);
        await suppress.Handle(email!, MessageChannel.Email, SuppressionReason.Staff, note, ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.LocalRedirect("/admin/suppressions?done=suppressed");
    }

    async Task<IResult> Lift(Guid id, HttpContext http, IFormCollection posted, CancellationToken ct)
    {
        var reason = frames.Read(posted).Text("reason") is { Length: <= 300 } text ? text : null;
        if (await db.Set<SuppressedAddress>().SingleOrDefaultAsync(s => s.Id == id, ct) is not { } stopped) return await frames.NotHere(http);
        var lifted = reason is not null && stopped.Lift(reason, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return TypedResults.LocalRedirect($"/admin/suppressions?open={id}&done={(lifted ? "lifted" : "not")}");
    }
}
