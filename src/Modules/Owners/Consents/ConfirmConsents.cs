using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Owners.People;
using Nameplate.Platform.Access;
using Nameplate.Platform.Brands;
using Nameplate.Platform.EventLog;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Owners.Consents;

/// <summary>The link of the mail that asks to confirm. Its GET shows what is confirmed, its POST does it, once.</summary>
internal sealed class ConfirmConsents(AppDb db, CurrentBrand brand, Ledger ledger, Purposes purposes, Frames frames, TimeProvider clock, IStringLocalizer<Texts> words)
{
    internal static Task<IResult> Page(string token, ConfirmConsents it, HttpContext http, CancellationToken ct) => it.Ask(token, http, ct);

    internal static async Task<IResult> Use(string token, ConfirmConsents it, HttpContext http, CancellationToken ct) =>
        await it.Find(token, ct) is { } link && await it.Confirm(link, ct) is { } confirmed ? await it.Show(confirmed, ConsentsPage.Step.Done, http, ct) : it.Gone(http);

    async Task<IResult> Ask(string token, HttpContext http, CancellationToken ct) =>
        await Find(token, ct) is { } link && link.IsGood(clock.GetUtcNow()) ? await Show(await Waiting(link.PersonId, ct), ConsentsPage.Step.Ask, http, ct) : Gone(http);

    async Task<IReadOnlyList<string>?> Confirm(OwnerLink link, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (!link.IsGood(now)) return null;
        await using var tx = await db.Database.BeginTransactionAsync(ct);
        if (await db.Set<OwnerLink>().Where(l => l.TokenHash == link.TokenHash && l.UsedAt == null).ExecuteUpdateAsync(u => u.SetProperty(l => l.UsedAt, now), ct) == 0) return null;
        var person = await db.Set<Person>().SingleAsync(p => p.Id == link.PersonId, ct);
        if (person.Confirm(now)) db.Announce(new OwnerConfirmed(person.Id), now, owner: person.Id);
        var waiting = await Waiting(person.Id, ct);
        foreach (var purpose in waiting) await ledger.Write(person, purpose, ConsentStep.Confirmed, "email", ConsentMethod.Link, now, null, ct);
        await db.SaveChangesAsync(ct);
        await tx.CommitAsync(ct);
        return waiting;
    }

    async Task<IReadOnlyList<string>> Waiting(Guid person, CancellationToken ct) => [.. (await ledger.Standing(person, ct)).Where(s => s.Value.Step == ConsentStep.Given).Select(s => s.Key)];

    async Task<IResult> Show(IReadOnlyList<string> keys, ConsentsPage.Step step, HttpContext http, CancellationToken ct)
    {
        var frame = await frames.For(http, words["ConsentMail.Heading"]);
        return Pages.Consumer<ConsentsPage>(new ConsentsPage.Shown(frame, words, step, [.. (await purposes.All(ct)).Where(p => keys.Contains(p.Key))]), frame);
    }

    async Task<OwnerLink?> Find(string token, CancellationToken ct)
    {
        var hash = Token.Hash(token);
        using var across = db.AcrossBrands();
        if (await db.Set<OwnerLink>().IgnoreQueryFilters().AsNoTracking().SingleOrDefaultAsync(l => l.TokenHash == hash && l.Purpose == LinkPurpose.ConfirmConsents, ct) is not { } link) return null;
        brand.Become(link.BrandId);
        return link;
    }

    IResult Gone(HttpContext http)
    {
        var frame = frames.Neutral(http, words["Link.Gone"]);
        return Pages.Consumer<My.AskPage>(new My.AskPage.Shown(frame, words, My.AskPage.Step.LinkGone), frame, StatusCodes.Status410Gone);
    }
}
