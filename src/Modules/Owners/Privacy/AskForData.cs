using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Messaging;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Mail;
using Nameplate.Platform.Privacy;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Owners.Privacy;

/// <summary>The public way to one's data, also for those who never registered. The answer is the same, and as quick, whoever has the address; a mail goes only where something is on record.</summary>
internal sealed class AskForData(AppDb db, CurrentBrand brand, BrandBook brands, IMessaging messages, PersonalRecords records, Frames frames, Links links, TimeProvider clock, IStringLocalizer<Texts> words) : IMessageWriter
{
    public const string Key = "owners.data-link";
    static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);      // between two mails to one address

    internal static Task<IResult> Page(string slug, AskForData ask, HttpContext http, CancellationToken ct) => ask.Answer(slug, null, http, ct);
    internal static Task<IResult> Send(string slug, [FromForm] string? email, AskForData ask, HttpContext http, CancellationToken ct) => ask.Answer(slug, email ?? "", http, ct);

    async Task<IResult> Answer(string slug, string? email, HttpContext http, CancellationToken ct)
    {
        if (await db.Set<Brand>().AsNoTracking().SingleOrDefaultAsync(b => b.Slug == slug, ct) is not { } found) return TypedResults.NotFound();
        brand.Become(found.Id);
        var frame = await frames.For(http, words["Data"]);
        if (email is null) return Pages.Consumer<AskDataPage>(new AskDataPage.Shown(frame, words, isSent: false), frame);
        if (!EmailForm.IsRight(email.Trim())) return Pages.Consumer<AskDataPage>(new AskDataPage.Shown(frame, words, isSent: false, email, words["Wrong.Email"]), frame, StatusCodes.Status422UnprocessableEntity);
        var hurry = messages.Ask(Key, new(email.Trim()) { Language = Languages.Current });
        await db.SaveChangesAsync(ct);
        hurry();
        return Pages.Consumer<AskDataPage>(new AskDataPage.Shown(frame, words, isSent: true), frame);
    }

    public string Kind => Key;

    public async Task<Recipient?> Find(Recipient asked, CancellationToken ct)
    {
        var subject = await records.Find(asked.Address, ct);
        var recently = clock.GetUtcNow() - Pause;
        if (await db.Set<DataLink>().AnyAsync(l => l.EmailKey == subject.Key && l.CreatedAt > recently, ct)) return null;
        return (await records.Export(subject, ct)).Any(p => p.Name != "suppressions") ? asked with { Owner = subject.Owner, Until = clock.GetUtcNow() + DataLink.Lasts } : null;
    }

    public async Task<Letter> Write(Recipient to, CancellationToken ct)
    {
        var (link, token) = DataLink.To(brand.Id, to.Address, clock.GetUtcNow());
        db.Add(link);
        return await Letter(links.To($"/data/{token}"), ct);
    }

    async Task<Letter> Letter(string url, CancellationToken ct)
    {
        var sender = (await brands.Get(brand.Id, ct)).Name;
        return new(words["DataMail.Subject", sender], words["DataMail.Heading"], [words["DataMail.Text", sender]], words["DataMail.Button"], url, words["DataMail.Why"]) { Names = new Dictionary<string, string> { ["brand"] = sender } };
    }

    public async Task<Letter?> Sample(CancellationToken ct) => await Letter(links.To("/data/…"), ct);
}
