using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Owners.People;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Limits;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Owners.My;

/// <summary>Signs in by the six digits of the mail. The answer is the same for an address nobody has; tries are counted for the code and for the address, on all nodes together.</summary>
internal sealed class EnterCode(AppDb db, CurrentBrand brand, AskForLink ask, AddressBook people, SignInCodes codes, SharedQuotas quotas, OpenLink open, Sessions sessions, SecurityLog log, Frames frames, IStringLocalizer<Texts> words, TimeProvider clock)
{
    const int MostTries = 5, MostOfAddress = 10;
    static readonly TimeSpan OneMore = TimeSpan.FromMinutes(30);

    internal static Task<IResult> Post(string slug, [FromForm] string? ticket, [FromForm] string? digits, EnterCode enter, HttpContext http, CancellationToken ct) => enter.Answer(slug, ticket, digits, http, ct);

    async Task<IResult> Answer(string slug, string? ticket, string? digits, HttpContext http, CancellationToken ct)
    {
        if (!await ask.Become(slug, ct)) return TypedResults.LocalRedirect("/my");
        var now = clock.GetUtcNow();
        if (codes.Read(ticket, brand.Id, now) is not { } key) return TypedResults.LocalRedirect("/my/" + slug);
        var mayTry = await quotas.TryTake($"sign-in digits {brand.Id} {key}", MostOfAddress, OneMore, ct);
        var asked = (await people.Known(key, ct))?.Id ?? Guid.Empty;
        var link = await db.Set<OwnerLink>().AsNoTracking().Where(l => l.Purpose == LinkPurpose.SignIn && l.UsedAt == null && l.ExpiresAt > now && l.SealedCode != null && l.PersonId == asked).OrderByDescending(l => l.CreatedAt).FirstOrDefaultAsync(ct);
        var isRight = codes.IsRight(link?.SealedCode ?? codes.Nobodys, digits) && mayTry && link is { Tries: < MostTries };
        Person? who = null;
        if (isRight && await open.Consume(link!, person => sessions.Open(who = person, http), ct))
        {
            log.Note(http, SecurityKinds.SignIn, "by_owner_code", isRefused: false, who!.Id.ToString(), null, brand.Id);
            return TypedResults.LocalRedirect("/my");
        }
        await using (var tx = await db.Database.BeginTransactionAsync(ct))
        {
            var hash = link?.TokenHash ?? "";
            await db.Set<OwnerLink>().Where(l => l.TokenHash == hash).ExecuteUpdateAsync(u => u.SetProperty(l => l.Tries, l => l.Tries + 1), ct);
            await tx.CommitAsync(ct);
        }
        log.Note(http, SecurityKinds.SignIn, "wrong_owner_code", isRefused: true, null, null, brand.Id);
        var frame = await frames.For(http, words["My"]);
        return Pages.Consumer<AskPage>(new AskPage.Shown(frame, words, AskPage.Step.Sent, wrong: words[mayTry ? "Codes.Wrong" : "Codes.TooOften"]) { Ticket = ticket }, frame, StatusCodes.Status422UnprocessableEntity);
    }
}
