using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Owners.Consents;

/// <summary>What the brand asks consent for, in which words. Changed words are a new version: who agreed to others did not agree to these, and the ledger tells which.</summary>
internal sealed partial class EditPurposes(AppDb db, CurrentBrand brand, Purposes purposes, ConsoleFrames frames, TimeProvider clock, IStringLocalizer<Texts> words)
{
    /// <summary>A purpose that data may be used for.</summary>
    /// <param name="Basis"><c>consent</c>, <c>contract</c>, <c>legal_duty</c> or <c>legitimate_interest</c>.</param>
    /// <param name="IsOffered">It is asked for, or always on.</param>
    /// <param name="Text">As it is shown, in the language of the call.</param>
    internal sealed record Item(string Key, LawfulBasis Basis, string Title, string Text, bool IsOffered, string Version);

    /// <summary>Lists the purposes that data is used for.</summary>
    /// <example>
    /// GET /api/v1/purposes
    /// 200
    /// {"items": [{"key": "marketing", "basis": "consent", "title": "News by e-mail", "text": "Acme may send me news and offers by e-mail.", "isOffered": true, "version": "1"}]}
    /// </example>
    internal static async Task<Ok<PurposesAnswer>> Api(Purposes purposes, CancellationToken ct) =>
        TypedResults.Ok(new PurposesAnswer([.. (await purposes.All(ct)).Concat(await purposes.Always(ct)).Select(p => new Item(p.Key, p.Basis, p.Title, p.Text, p.IsOffered, p.Version))]));

    internal sealed record PurposesAnswer(IReadOnlyList<Item> Items);

    internal static Task<IResult> Page(HttpContext http, EditPurposes edit, CancellationToken ct) => edit.Show(http, http.Request.Query["open"], null, ct);
    internal static Task<IResult> Save(string purpose, HttpContext http, IFormCollection posted, EditPurposes edit, CancellationToken ct) => edit.Change(purpose, http, posted, ct);

    async Task<IResult> Show(HttpContext http, string? open, ConsoleForm? form, CancellationToken ct)
    {
        var rows = await db.Set<Purpose>().AsNoTracking().ToDictionaryAsync(p => p.Key, ct);
        List<(ShownPurpose, ConsoleForm)> shown = [];
        foreach (var purpose in await purposes.All(ct))
        {
            var own = frames.NewForm();
            own["offered"] = purpose.IsOffered ? "yes" : null;
            foreach (var (language, said) in Purposes.WordsOf(rows.GetValueOrDefault(purpose.Key))) (own["title." + language], own["text." + language]) = (said.Title, said.Text);
            shown.Add((purpose, purpose.Key == open && form is not null ? form : own));
        }
        var empty = open == "new" && form is not null ? form : frames.NewForm();
        return Pages.Console<PurposesPage>(new PurposesPage.Shown(await frames.For(http, words["Purposes"], words), words, shown, await purposes.Always(ct), empty, open), form is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    async Task<IResult> Change(string purpose, HttpContext http, IFormCollection posted, CancellationToken ct)
    {
        var (form, isNew) = (frames.Read(posted), purpose == "new");
        var key = isNew ? form.Text("key") : purpose;
        var known = await purposes.All(ct);
        if (isNew && (key is null || !KeyForm().IsMatch(key) || known.Any(p => p.Key == key))) form.Refuse("key", words["Purposes.WrongKey"]);
        if (!isNew && !known.Any(p => p.Key == key)) return await frames.NotHere(http);
        var said = Languages.All.Select(l => (Language: l, Title: form.Text("title." + l), Text: form.Text("text." + l))).Where(w => w.Title is not null || w.Text is not null).ToList();
        foreach (var (language, title, text) in said)
        {
            if (title is null or { Length: > 100 }) form.Refuse("title." + language, words["Purposes.WrongTitle"]);
            if (text is null or { Length: > 600 }) form.Refuse("text." + language, words["Purposes.WrongText"]);
        }
        if (isNew && said.Count == 0) form.Refuse("title.en", words["Purposes.WrongTitle"]);
        if (!form.IsRight) return await Show(http, purpose, form, ct);

        var row = await db.Set<Purpose>().SingleOrDefaultAsync(p => p.Key == key, ct);
        if (row is null) db.Add(row = new() { BrandId = brand.Id, Key = key!, CreatedAt = clock.GetUtcNow(), Version = 1 });
        var wording = said.Count == 0 ? null : JsonSerializer.Serialize(said.ToDictionary(w => w.Language, w => new PurposeWords(w.Title!, w.Text!)));
        if (wording != row.Wording) row.Version++;
        (row.IsOffered, row.Wording) = (form.Ticked("offered"), wording);
        await db.SaveChangesAsync(ct);
        return TypedResults.LocalRedirect("/admin/purposes?done=purpose");
    }

    [GeneratedRegex("^[a-z][a-z0-9_]{1,40}$", RegexOptions.None, 1000)] private static partial Regex KeyForm();
}
