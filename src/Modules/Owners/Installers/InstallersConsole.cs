using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Platform.Web.Lists;

namespace Nameplate.Owners.Installers;

/// <summary>Installers in the console: the list, and one with its link, which is shown once.</summary>
internal sealed class InstallersConsole(AppDb db, RecordInstaller record, ConsoleFrames frames, Platform.Web.Links links, IStringLocalizer<Texts> words)
{
    internal static async Task<IResult> List(HttpContext http, ListReader lists, InstallerList installers, IStringLocalizer<Texts> words, CancellationToken ct) =>
        Pages.Console<InstallersPage>(new InstallersPage.Shown(words, await lists.Read(http, installers, words["Installers"], words, ct)));

    internal static IResult Csv(HttpContext http, ListReader lists, InstallerList installers, CancellationToken ct) => lists.Csv(http, installers, ct);

    internal static Task<IResult> New(HttpContext http, InstallersConsole console)
    {
        var form = console.frames.NewForm();
        form["active"] = "true";
        return console.Show(http, form, null, null);
    }

    internal static async Task<IResult> Add(HttpContext http, IFormCollection posted, InstallersConsole console, CancellationToken ct)
    {
        var form = console.frames.Read(posted);
        var (installer, token, errors) = await console.record.Add(InputOf(form), ct);
        form.Refuse(errors);
        return await console.Show(http, form, installer, token);      // no redirect: the link is nowhere but in this answer
    }

    internal static Task<IResult> Open(Guid id, HttpContext http, InstallersConsole console, CancellationToken ct) => console.On(id, http, i => console.Show(http, console.Filled(i), i, null), ct);

    internal static Task<IResult> Change(Guid id, HttpContext http, IFormCollection posted, InstallersConsole console, CancellationToken ct) => console.On(id, http, async i =>
    {
        var form = console.frames.Read(posted);
        form.Refuse(await console.record.Change(i, InputOf(form), ct));
        return form.IsRight ? TypedResults.LocalRedirect($"/admin/installers/{id}?done=saved") : await console.Show(http, form, i, null);
    }, ct);

    internal static Task<IResult> Relink(Guid id, HttpContext http, InstallersConsole console, CancellationToken ct) => console.On(id, http, async i => await console.Show(http, console.Filled(i), i, await console.record.Relink(i, ct)), ct);

    readonly ConsoleFrames frames = frames;
    readonly RecordInstaller record = record;

    static RecordInstaller.Input InputOf(ConsoleForm form) => new(form.Text("name"), form.Text("company"), form.Text("email"), form.Ticked("active"));

    ConsoleForm Filled(Installer i)
    {
        var form = frames.NewForm();
        (form["name"], form["company"], form["email"], form["active"]) = (i.Name, i.Company, i.Email, i.Active ? "true" : null);
        return form;
    }

    async Task<IResult> On(Guid id, HttpContext http, Func<Installer, Task<IResult>> act, CancellationToken ct) => await db.Set<Installer>().SingleOrDefaultAsync(i => i.Id == id, ct) is { } installer ? await act(installer) : await frames.NotHere(http);

    async Task<IResult> Show(HttpContext http, ConsoleForm form, Installer? installer, string? token) => Pages.Console<InstallerPage>(
        new InstallerPage.Shown(await frames.For(http, installer?.Name ?? words["Installers.New"], words), words, form, installer, token is null ? null : links.To("/visit/" + token)), form.IsRight ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
}
