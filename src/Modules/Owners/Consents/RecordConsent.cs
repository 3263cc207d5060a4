using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Owners.People;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Owners.Consents;

/// <summary>The ledger of one person, and steps of it that were made elsewhere: by phone, on a shop's form. What was given there waits until the person confirms it by mail; what was withdrawn counts at once.</summary>
internal sealed class RecordConsent(AppDb db, Ledger ledger, Purposes purposes, ConsentMail mail, TimeProvider clock)
{
    public static readonly string[] Channels = ["phone", "letter", "email", "store", "event", "pos", "web", "other"];
    const int LongestEvidence = 300;

    /// <summary>A consent or a withdrawal that was made elsewhere.</summary>
    /// <param name="Purpose">Its key, such as <c>marketing</c>.</param>
    /// <param name="Step"><c>given</c>: the person gets a mail with a button that confirms it. <c>withdrawn</c>: it counts at once.</param>
    /// <param name="Channel"><c>phone</c>, <c>letter</c>, <c>email</c>, <c>store</c>, <c>event</c>, <c>pos</c>, <c>web</c> or <c>other</c>.</param>
    /// <param name="At">When it was made, not in the future; now when not given.</param>
    /// <param name="Evidence">What proves it, such as the number of a form. Needed for <c>given</c>.</param>
    internal sealed record Input(string? Purpose, string? Step, string? Channel, DateTimeOffset? At = null, string? Evidence = null);

    /// <summary>What stands, and every step that led there.</summary>
    internal sealed record Answer(IReadOnlyList<StandingItem> Standing, IReadOnlyList<StepItem> Steps);

    /// <param name="Basis">Always <c>consent</c> here; what rests on a contract or a duty needs none.</param>
    /// <param name="Step">The newest; null when nothing was ever said.</param>
    internal sealed record StandingItem(string Purpose, string Title, LawfulBasis Basis, ConsentStep? Step, DateTimeOffset? Since);

    /// <param name="TextHash">SHA-256 of the text as it was shown.</param>
    internal sealed record StepItem(string Purpose, ConsentStep Step, DateTimeOffset At, ConsentMethod Method, string Channel, string? Language, string? TextVersion, string? TextHash, string? Evidence);

    internal async Task<Answer> Read(Guid person, CancellationToken ct)
    {
        var steps = Ledger.InOrder(await db.Set<Consent>().AsNoTracking().Where(c => c.PersonId == person).ToListAsync(ct)).Reverse().ToList();
        var standing = (await purposes.All(ct)).Select(p => (p, Newest: steps.Find(s => s.Purpose == p.Key))).Where(x => x.p.IsOffered || x.Newest is not null);
        return new([.. standing.Select(x => new StandingItem(x.p.Key, x.p.Title, x.p.Basis, x.Newest?.Step, x.Newest?.At))], [.. steps.Select(c => new StepItem(c.Purpose, c.Step, c.At, c.Method, c.Channel, c.Language, c.TextVersion, c.TextHash, c.Evidence))]);
    }

    /// <returns>What is not right; none when it is on record.</returns>
    internal async Task<IReadOnlyList<FieldError>> Handle(Person person, Input input, IStringLocalizer? say, CancellationToken ct)
    {
        List<FieldError> errors = [];
        void Wrong(string field, string message) => errors.Add(new(field, say?["Consent.Wrong." + field] ?? message));
        var now = clock.GetUtcNow();
        var known = await purposes.All(ct);
        if (!known.Any(p => p.Key == input.Purpose)) Wrong("purpose", "Use one of " + string.Join(", ", known.Select(p => p.Key)) + ".");
        if (!Snake.TryEnum<ConsentStep>(input.Step ?? "", out var step) || step == ConsentStep.Confirmed) Wrong("step", "Use given or withdrawn. Only the person confirms.");
        if (!Channels.Contains(input.Channel)) Wrong("channel", "Use one of " + string.Join(", ", Channels) + ".");
        if (input.At > now || input.At < now.AddYears(-20)) Wrong("at", "Give a time that is not in the future.");
        var evidence = input.Evidence?.Trim();
        if (evidence?.Length > LongestEvidence || (step == ConsentStep.Given && string.IsNullOrEmpty(evidence))) Wrong("evidence", $"Say what proves it, in at most {LongestEvidence} characters.");
        if (errors.Count > 0) return errors;

        var standing = (await ledger.Standing(person.Id, ct)).GetValueOrDefault(input.Purpose!);
        var at = input.At ?? now;
        if (step == ConsentStep.Withdrawn ? standing is null or { Step: ConsentStep.Withdrawn } : standing is { Step: not ConsentStep.Withdrawn } || standing?.At > at) return [];      // it stands so already
        ledger.WriteElsewhere(person, input.Purpose!, step, input.Channel!, step == ConsentStep.Withdrawn && standing!.At > at ? now : at, string.IsNullOrEmpty(evidence) ? null : evidence);
        if (step == ConsentStep.Given) await mail.Send(person, [input.Purpose!], ct);
        await db.SaveChangesAsync(ct);
        return [];
    }

    /// <summary>Shows what a person agreed to, and every step that led there.</summary>
    /// <example>
    /// GET /api/v1/owners/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e/consents
    /// 200
    /// {"standing": [{"purpose": "marketing", "title": "News by e-mail", "basis": "consent", "step": "given", "since": "2026-07-28T09:30:00Z"}],
    ///  "steps": [{"purpose": "marketing", "step": "given", "at": "2026-07-28T09:30:00Z", "method": "elsewhere", "channel": "phone", "language": null, "textVersion": null, "textHash": null, "evidence": "Call 4711"}]}
    /// </example>
    internal static async Task<Results<Ok<Answer>, ProblemHttpResult>> List(Guid id, AppDb db, RecordConsent record, CancellationToken ct) =>
        await db.Set<Person>().AnyAsync(p => p.Id == id && p.ErasedAt == null, ct) ? TypedResults.Ok(await record.Read(id, ct)) : Problems.NotFound("There is no such owner.");

    /// <summary>Records a consent or a withdrawal that was made elsewhere.</summary>
    /// <remarks>What was given waits until the person opens the button of a mail, which is sent at once; unconfirmed it is deleted after 30 days. The same again changes nothing.</remarks>
    /// <response code="200">What stands now.</response>
    /// <response code="404">There is no such owner.</response>
    /// <response code="422">Names each field that is not right, and the remedy.</response>
    /// <example>
    /// POST /api/v1/owners/019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e/consents
    /// {"purpose": "marketing", "step": "given", "channel": "phone", "evidence": "Call 4711"}
    /// 200
    /// {"standing": [{"purpose": "marketing", "title": "News by e-mail", "basis": "consent", "step": "given", "since": "2026-07-28T09:30:00Z"}],
    ///  "steps": [{"purpose": "marketing", "step": "given", "at": "2026-07-28T09:30:00Z", "method": "elsewhere", "channel": "phone", "language": null, "textVersion": null, "textHash": null, "evidence": "Call 4711"}]}
    /// </example>
    internal static async Task<Results<Ok<Answer>, ProblemHttpResult>> Api(Guid id, Input input, AppDb db, RecordConsent record, CancellationToken ct)
    {
        if (await db.Set<Person>().SingleOrDefaultAsync(p => p.Id == id && p.ErasedAt == null, ct) is not { } person) return Problems.NotFound("There is no such owner.");
        return await record.Handle(person, input, null, ct) is { Count: > 0 } errors ? Problems.Fields(errors) : TypedResults.Ok(await record.Read(id, ct));
    }

    internal static Task<IResult> Page(Guid id, RecordConsent record, ConsoleFrames frames, IStringLocalizer<Texts> words, HttpContext http, CancellationToken ct) => record.Show(id, null, frames, words, http, ct);

    internal static Task<IResult> Save(Guid id, IFormCollection posted, RecordConsent record, ConsoleFrames frames, IStringLocalizer<Texts> words, HttpContext http, CancellationToken ct) => record.Take(id, posted, frames, words, http, ct);

    async Task<IResult> Take(Guid id, IFormCollection posted, ConsoleFrames frames, IStringLocalizer<Texts> words, HttpContext http, CancellationToken ct)
    {
        if (await db.Set<Person>().SingleOrDefaultAsync(p => p.Id == id && p.ErasedAt == null, ct) is not { } person) return await frames.NotHere(http);
        var form = frames.Read(posted);
        DateTimeOffset? at = form.Date("at") is { } day && day != clock.GetUtcNow().Day() ? new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) : null;
        if (form.IsRight) form.Refuse(await Handle(person, new(form.Text("purpose"), form.Text("step"), form.Text("channel"), at, form.Text("evidence")), words, ct));
        return form.IsRight ? TypedResults.LocalRedirect($"/admin/owners/{id}/consents?done=consent") : await Show(id, form, frames, words, http, ct);
    }

    async Task<IResult> Show(Guid id, ConsoleForm? form, ConsoleFrames frames, IStringLocalizer<Texts> words, HttpContext http, CancellationToken ct)
    {
        if (await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == id && p.ErasedAt == null, ct) is not { } person) return await frames.NotHere(http);
        var status = form is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
        if (form is null) (form = frames.NewForm())["at"] = clock.GetUtcNow().Day().ToString("O", CultureInfo.InvariantCulture);
        return Pages.Console<OwnerConsentsPage>(new OwnerConsentsPage.Shown(await frames.For(http, words["Owner.Consents"], words), words, person, await Read(id, ct), form), status);
    }
}
