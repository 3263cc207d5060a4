using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Messaging;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Owners.My;

/// <summary>Asks for a mail with a sign-in link. The answer is the same, and as quick, whether or not anybody has that address: the mail is written behind it.</summary>
internal sealed class AskForLink(AppDb db, CurrentBrand brand, IMessaging messages, SignInCodes codes, Frames frames, IStringLocalizer<Texts> words, TimeProvider clock)
{
    internal static Task<IResult> Page(string slug, AskForLink ask, HttpContext http, CancellationToken ct) => ask.Answer(slug, null, http, ct);

    internal static Task<IResult> Send(string slug, [FromForm] string? email, AskForLink ask, HttpContext http, CancellationToken ct) => ask.Answer(slug, email ?? "", http, ct);

    async Task<IResult> Answer(string slug, string? email, HttpContext http, CancellationToken ct)
    {
        if (!await Become(slug, ct)) return TypedResults.LocalRedirect("/my");
        var frame = await frames.For(http, words["My"]);
        if (email is null) return Pages.Consumer<AskPage>(new AskPage.Shown(frame, words, AskPage.Step.Ask), frame);
        if (!EmailForm.IsRight(email.Trim())) return Pages.Consumer<AskPage>(new AskPage.Shown(frame, words, AskPage.Step.Ask, email, words["Wrong.Email"]), frame, StatusCodes.Status422UnprocessableEntity);
        var hurry = messages.Ask(SignInMail.Key, new(email.Trim()) { Language = Languages.Current });
        await db.SaveChangesAsync(ct);
        hurry();
        return Pages.Consumer<AskPage>(new AskPage.Shown(frame, words, AskPage.Step.Sent) { Ticket = codes.Ticket(brand.Id, email.Trim(), clock.GetUtcNow()) }, frame);
    }

    internal async Task<bool> Become(string slug, CancellationToken ct)
    {
        if (await db.Set<Brand>().AsNoTracking().SingleOrDefaultAsync(b => b.Slug == slug, ct) is not { } found) return false;
        brand.Become(found.Id);
        return true;
    }
}
