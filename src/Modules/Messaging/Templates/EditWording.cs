using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Messaging.Deliveries;
using Nameplate.Platform.Access;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Mail;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Messaging.Templates;

/// <summary>A kind of message as its readers see it, made of what is on record, in each language; the brand's own words for it; and one sent to oneself.</summary>
internal sealed class EditWording(AppDb db, CurrentBrand brand, BrandBook brands, MessageKinds kinds, BrandWords theirs, LetterPress press, Outbox outbox, IServiceProvider services, ConsoleFrames frames, Links links, IStringLocalizer<Texts> words, TimeProvider clock)
{
    const int LongestSubject = 150, LongestIntroduction = 1_000;

    internal static Task<IResult> Page(string template, HttpContext http, EditWording edit, CancellationToken ct, string? language = null) => edit.Show(template, language, null, http, ct);
    internal static Task<IResult> Save(string template, string language, HttpContext http, IFormCollection posted, EditWording edit, CancellationToken ct) => edit.Change(template, language, posted, http, ct);
    internal static Task<IResult> Test(string template, string language, HttpContext http, EditWording edit, CancellationToken ct) => edit.SendTest(template, language, http, ct);

    internal static async Task<IResult> Html(string template, HttpContext http, EditWording edit, CancellationToken ct, string? language = null) =>
        await edit.Printed(template, Known(language), ct) is { } printed ? MessagesConsole.Framed(http, printed.Html) : Problems.NotFound("There is nothing on record yet to make such a message of.");

    async Task<Printed?> Printed(string key, string language, CancellationToken ct) => kinds.Find(key) is { } kind ? (await Sample(kind, language, ct))?.Printed : null;

    static string Known(string? language) => Languages.All.Contains(language) ? language! : Languages.Current;

    async Task<IResult> Show(string key, string? language, ConsoleForm? form, HttpContext http, CancellationToken ct)
    {
        if (kinds.Find(key) is not { } kind) return await frames.NotHere(http);
        var spoken = Known(language);
        var versions = await db.Set<Wording>().AsNoTracking().Where(w => w.Kind == key && w.Language == spoken).OrderByDescending(w => w.Version).Take(20).ToListAsync(ct);
        var status = form is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
        if (form is null)
        {
            form = frames.NewForm();
            (form["subject"], form["introduction"]) = (versions.FirstOrDefault()?.Subject, versions.FirstOrDefault()?.Introduction);
        }
        var sample = await Sample(kind, spoken, ct);
        return Pages.Console<KindPage>(new KindPage.Shown(await frames.For(http, kinds.NameOf(key), words), words, kind, spoken, form, sample?.Ours, sample?.Printed, versions), status);
    }

    /// <summary>The letter in our words, and printed in the brand's.</summary>
    async Task<(Letter Ours, Printed Printed)?> Sample(MessageKind kind, string language, CancellationToken ct)
    {
        using var speaking = Languages.Speak(language);
        if (await kind.Sample(services, ct) is not { } ours) return null;
        var letter = await theirs.In(ours, kind.Key, language, ct);
        if (kind.CanBeStopped) letter = letter with { Stop = (words["Stop.Link"], links.To("/unsubscribe/…")) };
        return (ours, await press.Print(letter, ct));
    }

    async Task<IResult> Change(string key, string language, IFormCollection posted, HttpContext http, CancellationToken ct)
    {
        if (kinds.Find(key) is not { } kind || !Languages.All.Contains(language)) return await frames.NotHere(http);
        var form = frames.Read(posted);
        var (subject, introduction) = (BrandWords.Clean(form.Text("subject")?.Replace('\n', ' ')), BrandWords.Clean(form.Text("introduction")));
        if (subject?.Length > LongestSubject) form.Refuse("subject", words["Wrong.Long", LongestSubject]);
        if (introduction?.Length > LongestIntroduction) form.Refuse("introduction", words["Wrong.Long", LongestIntroduction]);
        if (await Sample(kind, language, ct) is { Ours: var ours })
            foreach (var (field, text) in new[] { ("subject", subject), ("introduction", introduction) })
                if (BrandWords.Unknown(text, ours).FirstOrDefault() is { } name) form.Refuse(field, words["Wrong.Name", name, ours.Names.Count == 0 ? "–" : string.Join(", ", ours.Names.Keys.Select(n => $"{{{n}}}"))]);
        if (!form.IsRight) return await Show(key, language, form, http, ct);
        var newest = await theirs.Newest(key, language, ct);
        if (newest?.Subject != subject || newest?.Introduction != introduction)
        {
            Guid? who = Caller.Of(http.User) is { Kind: CallerKind.Staff } staff ? Guid.Parse(staff.Id) : null;
            db.Add(new Wording { BrandId = brand.Id, Kind = key, Language = language, Version = (newest?.Version ?? 0) + 1, Subject = subject, Introduction = introduction, StaffId = who, CreatedAt = clock.GetUtcNow() });
            await db.SaveChangesAsync(ct);
        }
        return TypedResults.LocalRedirect($"/admin/message-kinds/{key}?language={language}&done=words");
    }

    /// <summary>Goes to the one who asks, by staff's own outbox: it is no message to an owner.</summary>
    async Task<IResult> SendTest(string key, string language, HttpContext http, CancellationToken ct)
    {
        if (kinds.Find(key) is not { } kind || !Languages.All.Contains(language) || Caller.Of(http.User) is not { Kind: CallerKind.Staff } staff) return await frames.NotHere(http);
        var (id, sent) = (Guid.Parse(staff.Id), false);
        var to = await db.Users.Where(u => u.Id == id).Select(u => u.Email).SingleOrDefaultAsync(ct);
        using (Languages.Speak(language))
            if (to is not null && await kind.Sample(services, ct) is { } ours)
            {
                var letter = await theirs.In(ours, key, language, ct);
                await outbox.Add("messaging.test", to, letter with { Subject = words["Test.Subject", letter.Subject], Why = words["Test.Why", (await brands.Get(brand.Id, ct)).Name] }, ct);
                await db.SaveChangesAsync(ct);
                sent = true;
            }
        return TypedResults.LocalRedirect($"/admin/message-kinds/{key}?language={language}&done={(sent ? "test" : "not")}");
    }
}
