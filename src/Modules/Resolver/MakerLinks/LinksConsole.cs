using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Gs1;
using Nameplate.Platform.Access;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Platform.Web.Lists;
using Nameplate.Products;

namespace Nameplate.Resolver.MakerLinks;

/// <summary>The maker's links in the console: the list, one with its versions, and what a visitor gets.</summary>
internal sealed class LinksConsole(AppDb db, RecordLink record, PreviewAnswer preview, IProducts products, ConsoleFrames frames, TimeProvider clock, IStringLocalizer<Texts> words)
{
    internal static async Task<IResult> List(HttpContext http, ListReader lists, LinkList links, IStringLocalizer<Texts> words, CancellationToken ct) =>
        Pages.Console<LinksPage>(new LinksPage.Shown(words, await lists.Read(http, links, words["Links"], words, ct)));

    internal static IResult Csv(HttpContext http, ListReader lists, LinkList links, CancellationToken ct) => lists.Csv(http, links, ct);
    internal static Task<IResult> New(HttpContext http, LinksConsole console, CancellationToken ct) => console.Begin(http, ct);
    internal static Task<IResult> Add(HttpContext http, IFormCollection posted, LinksConsole console, CancellationToken ct) => console.AddOne(http, posted, ct);
    internal static Task<IResult> Open(Guid id, HttpContext http, LinksConsole console, CancellationToken ct) => console.On(id, http, l => console.Show(http, console.Filled(l), l, ct), ct);
    internal static Task<IResult> Change(Guid id, HttpContext http, IFormCollection posted, LinksConsole console, CancellationToken ct) => console.On(id, http, l => console.ChangeOne(http, posted, l, ct), ct);
    internal static Task<IResult> Remove(Guid id, HttpContext http, LinksConsole console, CancellationToken ct) => console.On(id, http, async l =>
    {
        await console.record.Remove(l, Caller.Of(http.User), ct);
        return TypedResults.LocalRedirect($"{LinkList.Home}/{id}?done=linkgone");
    }, ct);
    internal static Task<IResult> Restore(Guid id, HttpContext http, IFormCollection posted, LinksConsole console, CancellationToken ct) => console.On(id, http, async l =>
        console.frames.Read(posted).Whole("version") is { } number && await console.record.Restore(l, number, Caller.Of(http.User), ct) ? TypedResults.LocalRedirect($"{LinkList.Home}/{id}?done=linkback") : await console.frames.NotHere(http), ct);
    internal static Task<IResult> Preview(HttpContext http, LinksConsole console, CancellationToken ct) => console.Try(http, ct);

    readonly RecordLink record = record;
    readonly ConsoleFrames frames = frames;

    async Task<IResult> On(Guid id, HttpContext http, Func<MakerLink, Task<IResult>> act, CancellationToken ct) =>
        await db.Set<MakerLink>().SingleOrDefaultAsync(l => l.Id == id, ct) is { } link ? await act(link) : await frames.NotHere(http);

    Task<IResult> Begin(HttpContext http, CancellationToken ct)
    {
        var form = frames.NewForm();
        foreach (var field in (string[])["gtin", "variant", "lot", "serial"]) form[field] = http.Request.Query[field];
        return Show(http, form, null, ct);
    }

    async Task<IResult> AddOne(HttpContext http, IFormCollection posted, CancellationToken ct)
    {
        var form = frames.Read(posted);
        var input = InputOf(form);
        var (link, errors) = form.IsRight ? await record.Add(input, Caller.Of(http.User), ct) : (null, []);
        form.Refuse(errors);
        return link is null ? await Show(http, form, null, ct) : TypedResults.LocalRedirect($"{LinkList.Home}/{link.Id}?done=linkadded");
    }

    async Task<IResult> ChangeOne(HttpContext http, IFormCollection posted, MakerLink link, CancellationToken ct)
    {
        var form = frames.Read(posted);
        var input = InputOf(form);
        if (form.Text("version") is { } seen && seen != link.Version.InFile()) form.Refuse("title", words["Links.Quicker"]);
        if (form.IsRight) form.Refuse(await record.Change(link, input, Caller.Of(http.User), ct));
        return form.IsRight ? TypedResults.LocalRedirect($"{LinkList.Home}/{link.Id}?done=saved") : await Show(http, form, link, ct);
    }

    static RecordLink.Input InputOf(ConsoleForm form) => new(
        form.Text("gtin"), form.Text("linkType"), form.Text("href"), form.Text("title"), form.Text("lot"), form.Text("serial"), Words(form, "languages"), form.Text("mediaType"), Words(form, "countries"),
        form.Ticked("isDefault"), form.Date("from")?.Midnight(), form.Date("until")?.Midnight(), form.Text("variant"));

    static string[]? Words(ConsoleForm form, string field) => form.Text(field)?.Split((char[])[' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries);

    ConsoleForm Filled(MakerLink l)
    {
        var form = frames.NewForm();
        (form["gtin"], form["variant"], form["lot"], form["serial"], form["linkType"], form["href"], form["title"]) = (l.Gtin, l.Variant, l.Lot, l.Serial, l.Type, l.Href, l.Title);
        (form["languages"], form["mediaType"], form["countries"], form["isDefault"]) = (l.Languages, l.MediaType, l.Countries, l.IsDefault ? "true" : null);
        (form["from"], form["until"]) = (Day(l.ValidFrom), Day(l.ValidUntil));
        return form;

        static string? Day(DateTimeOffset? time) => time?.Day().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    async Task<IResult> Show(HttpContext http, ConsoleForm form, MakerLink? link, CancellationToken ct)
    {
        var models = (await products.Models(ct)).Select(m => (m.Gtin, m.Name)).ToList();
        var versions = link is null ? [] : await db.Set<MakerLinkVersion>().AsNoTracking().Where(v => v.LinkId == link.Id).OrderByDescending(v => v.Number).Take(50).ToListAsync(ct);
        Guid[] changers = [.. versions.Where(v => v.Caller == CallerKind.Staff).Select(v => Guid.Parse(v.CallerId)).Distinct()];
        var people = await db.Users.AsNoTracking().Where(u => changers.Contains(u.Id)).ToDictionaryAsync(u => u.Id.ToString(), u => u.Name ?? u.Email ?? "", ct);
        var frame = await frames.For(http, link is null ? words["Links.New"] : link.Title, words);
        return Pages.Console<EditLinkPage>(new EditLinkPage.Shown(frame, words, form, link, link?.State(clock.GetUtcNow()), models, [.. versions.Select(v => (v, v.Said))], people),
            form.IsRight ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    async Task<IResult> Try(HttpContext http, CancellationToken ct)
    {
        var (form, query) = (frames.NewForm(), http.Request.Query);
        foreach (var field in (string[])["gtin", "variant", "lot", "serial", "linkType", "language", "mediaType", "country"]) form[field] = query[field];
        var models = (await products.Models(ct)).Select(m => (m.Gtin, m.Name)).ToList();
        var (path, answer) = ((string?)null, (PreviewAnswer.Answer?)null);
        if (form.Text("gtin") is { } gtin)
        {
            if (form.Text("variant") is { } variant && !Serial.IsValid(variant)) form.Refuse("variant", words["Links.VariantWrong"]);
            if (form.Text("lot") is { } lot && !Serial.IsValid(lot)) form.Refuse("lot", words["Links.LotWrong"]);
            if (form.Text("serial") is { } serial && Serial.Explain(serial) is { } wrong) form.Refuse("serial", wrong);
            path = $"/01/{Uri.EscapeDataString(gtin)}{new LinkScope(form.Text("variant"), form.Text("lot"), form.Text("serial")).Path}";
            if (form.IsRight) answer = await preview.Handle(path, form.Text("linkType"), form.Text("language"), form.Text("mediaType"), form.Text("country"), ct);
            if (form.IsRight && answer is null) form.Refuse("gtin", words["Links.NoModel"]);
        }
        return Pages.Console<PreviewPage>(new PreviewPage.Shown(await frames.For(http, words["Links.Preview"]), words, form, models, path, answer));
    }
}
