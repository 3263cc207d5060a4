using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Nameplate.Owners.People;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Jobs;
using Nameplate.Platform.Mail;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Owners.My;

/// <summary>Mails a sign-in link. The answer is the same, and as quick, whether or not anybody has that address: the mail is written behind it.</summary>
internal sealed class AskForLink(AppDb db, CurrentBrand brand, Outbox outbox, AfterAnswer later, Frames frames, Links links, IStringLocalizer<Texts> words, TimeProvider clock)
{
    static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);      // between two mails to one address

    internal async Task Handle(string email, string language, CancellationToken ct)
    {
        var key = Person.KeyOf(email);
        var now = clock.GetUtcNow();
        if (await db.Set<Person>().SingleOrDefaultAsync(p => p.EmailKey == key, ct) is not { } person) return;
        var recently = now - Pause;
        if (await db.Set<OwnerLink>().AnyAsync(l => l.PersonId == person.Id && l.Purpose == LinkPurpose.SignIn && l.UsedAt == null && l.CreatedAt > recently, ct)) return;
        var (link, token) = OwnerLink.SigningIn(person, now);
        db.Add(link);
        using var speaking = Languages.Speak(person.Language ?? language);
        await outbox.Add("owners.sign-in", person.Email, new(words["SignInMail.Subject"], words["SignInMail.Heading"], [words["SignInMail.Text"]], words["Link.SignInButton"], links.To($"/m/{token}"), words["SignInMail.Why"]), ct);
        await db.SaveChangesAsync(ct);
    }

    internal static Task<IResult> Page(string slug, AskForLink ask, HttpContext http, CancellationToken ct) => ask.Answer(slug, null, http, ct);

    internal static Task<IResult> Send(string slug, [FromForm] string? email, AskForLink ask, HttpContext http, CancellationToken ct) => ask.Answer(slug, email ?? "", http, ct);

    async Task<IResult> Answer(string slug, string? email, HttpContext http, CancellationToken ct)
    {
        if (!await Become(slug, ct)) return TypedResults.LocalRedirect("/my");
        var frame = await frames.For(http, words["My"]);
        if (email is null) return Pages.Consumer<AskPage>(new AskPage.Shown(frame, words, AskPage.Step.Ask), frame);
        if (!EmailForm.IsRight(email.Trim())) return Pages.Consumer<AskPage>(new AskPage.Shown(frame, words, AskPage.Step.Ask, email, words["Wrong.Email"]), frame, StatusCodes.Status422UnprocessableEntity);
        var (of, language) = (brand.Id, Languages.Current);
        later.Do((services, stop) =>
        {
            services.GetRequiredService<CurrentBrand>().Become(of);
            return services.GetRequiredService<AskForLink>().Handle(email, language, stop);
        });
        return Pages.Consumer<AskPage>(new AskPage.Shown(frame, words, AskPage.Step.Sent), frame);
    }

    async Task<bool> Become(string slug, CancellationToken ct)
    {
        if (await db.Set<Brand>().AsNoTracking().SingleOrDefaultAsync(b => b.Slug == slug, ct) is not { } found) return false;
        brand.Become(found.Id);
        return true;
    }
}
