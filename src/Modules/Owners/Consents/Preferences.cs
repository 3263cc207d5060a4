using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Messaging;
using Nameplate.Owners.People;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Owners.Consents;

/// <summary>Every choice of a person on one page: a box a purpose, never ticked beforehand, and what is always on with the reason why. Reached signed in, or by the link of a message.</summary>
internal sealed class Preferences(AppDb db, Sessions sessions, IMessaging messages, Ledger ledger, Purposes purposes, PrivacySignal signal, Frames frames, TimeProvider clock, IStringLocalizer<Texts> words)
{
    internal static async Task<IResult> Mine(Preferences it, HttpContext http, CancellationToken ct) => await it.SignedIn(http, ct) is { } person ? await it.Show(person, http, ct) : TypedResults.LocalRedirect("/my");
    internal static async Task<IResult> SaveMine(IFormCollection posted, Preferences it, HttpContext http, CancellationToken ct) => await it.SignedIn(http, ct) is { } person ? await it.Save(person, posted, ConsentMethod.Account, http, ct) : TypedResults.LocalRedirect("/my");
    internal static async Task<IResult> ByLink(string token, Preferences it, HttpContext http, CancellationToken ct) => await it.Reader(token, ct) is { } person ? await it.Show(person, http, ct) : it.Gone(http);
    internal static async Task<IResult> SaveByLink(string token, IFormCollection posted, Preferences it, HttpContext http, CancellationToken ct) => await it.Reader(token, ct) is { } person ? await it.Save(person, posted, ConsentMethod.Preferences, http, ct) : it.Gone(http);

    Task<Person?> SignedIn(HttpContext http, CancellationToken ct) => sessions.Enter(http, ct);

    /// <summary>Whoever has the link reads the mails of that address: it is proven.</summary>
    async Task<Person?> Reader(string token, CancellationToken ct) => await messages.ReaderOf(token, ct) is { } owner ? await db.Set<Person>().SingleOrDefaultAsync(p => p.Id == owner && p.ErasedAt == null, ct) : null;

    async Task<IResult> Show(Person person, HttpContext http, CancellationToken ct)
    {
        var frame = await frames.For(http, words["Preferences"]);
        var standing = await ledger.Standing(person.Id, ct);
        var choices = (await purposes.All(ct)).Select(p => new PreferencesPage.Choice(p, standing.GetValueOrDefault(p.Key))).Where(c => c.IsGiven || (c.Purpose.IsOffered && !PrivacySignal.IsOn(http))).ToList();
        return Pages.Consumer<PreferencesPage>(new PreferencesPage.Shown(frame, words, person.Email, choices, await purposes.Always(ct), PrivacySignal.IsOn(http), http.Request.Query.ContainsKey("saved")), frame);
    }

    async Task<IResult> Save(Person person, IFormCollection posted, ConsentMethod method, HttpContext http, CancellationToken ct)
    {
        var (now, ticked, stop) = (clock.GetUtcNow(), posted["purpose"].OfType<string>().ToHashSet(), posted.ContainsKey("none"));
        var standing = await ledger.Standing(person.Id, ct);
        foreach (var purpose in await purposes.All(ct))
        {
            var step = standing.GetValueOrDefault(purpose.Key)?.Step;
            if (step is ConsentStep.Given or ConsentStep.Confirmed && (stop || !ticked.Contains(purpose.Key))) await ledger.Write(person, purpose.Key, ConsentStep.Withdrawn, "web", method, now, null, ct);
            else if (!stop && ticked.Contains(purpose.Key) && step != ConsentStep.Confirmed && purpose.IsOffered && !PrivacySignal.IsOn(http))
            {
                if (step != ConsentStep.Given) await ledger.Write(person, purpose.Key, ConsentStep.Given, "web", method, now, null, ct);
                await ledger.Write(person, purpose.Key, ConsentStep.Confirmed, "web", method, now, null, ct);
                await messages.TakeBackObjection(person.Email, ct);
            }
        }
        await signal.Record(http, person, ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.LocalRedirect($"{http.Request.Path}?saved=1{(http.Request.Query.ContainsKey(Languages.Key) ? $"&{Languages.Key}={Languages.Current}" : "")}");
    }

    IResult Gone(HttpContext http)
    {
        var frame = frames.Neutral(http, words["Link.Gone"]);
        return Pages.Consumer<My.AskPage>(new My.AskPage.Shown(frame, words, My.AskPage.Step.LinkGone), frame, StatusCodes.Status410Gone);
    }
}
