using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Owners.Companies;
using Nameplate.Owners.Consents;
using Nameplate.Owners.Funnel;
using Nameplate.Owners.Registrations;
using Nameplate.Owners.Sales;
using Nameplate.Platform.Access;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Owners.People;

/// <summary>A mailed link. Its GET shows a button, its POST uses it up, because mail scanners open links.</summary>
internal sealed class OpenLink(AppDb db, CurrentBrand brand, Sessions sessions, Ledger ledger, RegisterBought bought, Memberships companies, Openings openings, SecurityLog log, Frames frames, IStringLocalizer<Texts> words, TimeProvider clock)
{
    internal static Task<IResult> Show(string token, OpenLink open, HttpContext http, CancellationToken ct) => open.Show(token, http, ct);

    internal static async Task<IResult> Use(string token, OpenLink open, HttpContext http, CancellationToken ct) => await open.Handle(token, http, ct) ? TypedResults.LocalRedirect("/my") : await open.Gone(http, ct);

    async Task<IResult> Show(string token, HttpContext http, CancellationToken ct)
    {
        if (await Find(token, ct) is not { } link || !link.IsGood(clock.GetUtcNow())) return await Gone(http, ct);
        var person = await db.Set<Person>().AsNoTracking().SingleAsync(p => p.Id == link.PersonId, ct);
        if (link.UnitId is { } sold && await bought.Unit(sold, ct) is { } open) await openings.Notice(http, open, RegistrationChannel.Email, null);
        var news = link.RegistrationId is not null && await Pending(link).AnyAsync(ct) ? await ledger.MarketingText(ct) : null;
        var frame = await frames.For(http, words[link.Purpose switch { LinkPurpose.SignIn => "Link.SignIn", LinkPurpose.RegisterPurchase => "Link.Bought", LinkPurpose.JoinCompany => "Company.Invited", _ => "Link.Confirm" }]);
        return Pages.Consumer<LinkPage>(new LinkPage.Shown(frame, words, link.Purpose, person.Email, news, link.UnitId is { } unit ? await bought.Name(unit, ct) : null, link.CompanyId is { } company ? await companies.NameOf(company, ct) : null), frame);
    }

    async Task<bool> Handle(string token, HttpContext http, CancellationToken ct)
    {
        Person? who = null;
        var link = await Find(token, ct);
        var opened = link is not null && await Consume(link, person => sessions.Open(who = person, http), ct);
        if (opened && link!.UnitId is { } unit) await bought.Handle(who!, unit, ct);
        if (opened && link!.CompanyId is { } company) await companies.Join(company, who!, ct);
        log.Note(http, SecurityKinds.SignIn, opened ? "by_owner_link" : "no_such_link", isRefused: !opened, who?.Id.ToString(), null, brand.IsSet ? [brand.Id] : []);
        return opened;
    }

    /// <summary>Uses the link up; what follows from it joins the same transaction.</summary>
    internal async Task<bool> Consume(OwnerLink link, Action<Person> andThen, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (!link.IsGood(now)) return false;
        await using var tx = await db.Database.BeginTransactionAsync(ct);
        if (await db.Set<OwnerLink>().Where(l => l.TokenHash == link.TokenHash && l.UsedAt == null).ExecuteUpdateAsync(u => u.SetProperty(l => l.UsedAt, now), ct) == 0) return false;
        var person = await db.Set<Person>().SingleAsync(p => p.Id == link.PersonId, ct);
        if (person.Confirm(now)) db.Announce(new OwnerConfirmed(person.Id), now, owner: person.Id);
        if (link.RegistrationId is { } id && await db.Set<Registration>().SingleOrDefaultAsync(r => r.Id == id && r.PersonId == person.Id, ct) is { } registration)
        {
            if (registration.Confirm(now)) db.Announce(registration.Confirmation, now, registration.UnitId, person.Id);
            foreach (var given in await Pending(link).ToListAsync(ct)) await ledger.Write(person, given.Purpose, ConsentStep.Confirmed, "email", ConsentMethod.Link, now, id, ct);
        }
        andThen(person);
        await db.SaveChangesAsync(ct);
        await tx.CommitAsync(ct);
        return true;
    }

    /// <summary>Consents given with the registration that wait for this link: the newest step of their purpose is still “given”.</summary>
    IQueryable<Consent> Pending(OwnerLink link) => db.Set<Consent>().AsNoTracking().Where(c => c.PersonId == link.PersonId && c.RegistrationId == link.RegistrationId && c.Step == ConsentStep.Given
        && !db.Set<Consent>().Any(later => later.PersonId == c.PersonId && later.Purpose == c.Purpose && later.Step != ConsentStep.Given && later.At >= c.At));

    async Task<OwnerLink?> Find(string token, CancellationToken ct)
    {
        var hash = Token.Hash(token);
        using var across = db.AcrossBrands();
        if (await db.Set<OwnerLink>().IgnoreQueryFilters().AsNoTracking().SingleOrDefaultAsync(l => l.TokenHash == hash, ct) is not { } link) return null;
        brand.Become(link.BrandId);
        return link;
    }

    /// <summary>Used, expired or never made: a way to get a new one.</summary>
    async Task<IResult> Gone(HttpContext http, CancellationToken ct)
    {
        if (!brand.IsSet && await db.Set<Brand>().AsNoTracking().Take(2).ToListAsync(ct) is [var only]) brand.Become(only.Id);
        var frame = brand.IsSet ? await frames.For(http, words["Link.Gone"]) : frames.Neutral(http, words["Link.Gone"]);
        return Pages.Consumer<My.AskPage>(new My.AskPage.Shown(frame, words, My.AskPage.Step.LinkGone), frame, StatusCodes.Status410Gone);
    }
}
