using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.Localization;
using Nameplate.Owners.People;
using Nameplate.Owners.Registrations;
using Nameplate.Platform.Access;
using Nameplate.Platform.Audit;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products;

namespace Nameplate.Owners.My;

/// <summary>An address nobody guesses, under which a calendar reads the last days of cover of a person's units. A new one ends the old.</summary>
[Unaudited]
internal sealed class CalendarFeed : IBrandOwned
{
    public Guid BrandId { get; init; }
    public required Guid PersonId { get; init; }
    [Secret] public required string TokenHash { get; set; }
    [Secret] public required string SealedToken { get; set; }
    public string? Language { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
}

internal sealed class CalendarFeedMap : IEntityTypeConfiguration<CalendarFeed>
{
    public void Configure(EntityTypeBuilder<CalendarFeed> f)
    {
        f.ToTable("owners_calendar_feed").HasKey(x => new { x.BrandId, x.PersonId });
        f.HasIndex(x => x.TokenHash).IsUnique();        // looked up before the brand is known
    }
}

/// <summary>The calendar of a person's units.</summary>
internal sealed class CalendarPages(AppDb db, CurrentBrand brand, Sessions sessions, IProducts products, IEnumerable<IMyUnit> unitFacts, IDataProtectionProvider protection, Links links, Frames frames, IStringLocalizer<Texts> words, TimeProvider clock)
{
    const int MostUnits = 500;
    readonly IDataProtector seal = protection.CreateProtector("calendar feeds");

    internal static Task<IResult> Page(CalendarPages pages, HttpContext http, CancellationToken ct) => pages.Show(http, ct);
    internal static Task<IResult> Make(CalendarPages pages, HttpContext http, CancellationToken ct) => pages.Renew(http, ct);
    internal static Task<IResult> Feed(string token, CalendarPages pages, HttpContext http, CancellationToken ct) => pages.Read(token, http, ct);

    async Task<IResult> Show(HttpContext http, CancellationToken ct)
    {
        if (await sessions.Enter(http, ct) is not { } person) return TypedResults.LocalRedirect("/my");
        var feed = await db.Set<CalendarFeed>().AsNoTracking().SingleOrDefaultAsync(f => f.PersonId == person.Id, ct);
        var frame = await frames.For(http, words["Feed.Tile"], "/my");
        return Pages.Consumer<CalendarPage>(new CalendarPage.Shown(frame, words, feed is null ? null : links.To("/my/feed/" + seal.Unprotect(feed.SealedToken))), frame);
    }

    async Task<IResult> Renew(HttpContext http, CancellationToken ct)
    {
        if (await sessions.Enter(http, ct) is not { } person) return TypedResults.LocalRedirect("/my");
        var (token, now) = (Token.New(), clock.GetUtcNow());
        if (await db.Set<CalendarFeed>().SingleOrDefaultAsync(f => f.PersonId == person.Id, ct) is { } known) (known.TokenHash, known.SealedToken, known.Language, known.CreatedAt) = (Token.Hash(token), seal.Protect(token), Languages.Current, now);
        else db.Add(new CalendarFeed { BrandId = brand.Id, PersonId = person.Id, TokenHash = Token.Hash(token), SealedToken = seal.Protect(token), Language = Languages.Current, CreatedAt = now });
        try { await db.SaveChangesAsync(ct); }
        catch (DbUpdateException e) when (db.Dialect.IsDuplicateKey(e)) { db.ChangeTracker.Clear(); }      // tapped twice
        return TypedResults.LocalRedirect("/my/account/calendar" + (http.Request.Query.ContainsKey(Languages.Key) ? $"?{Languages.Key}={Languages.Current}" : ""));
    }

    async Task<IResult> Read(string token, HttpContext http, CancellationToken ct)
    {
        var hash = Token.Hash(token);
        CalendarFeed? feed;
        using (db.AcrossBrands()) feed = await db.Set<CalendarFeed>().IgnoreQueryFilters().AsNoTracking().SingleOrDefaultAsync(f => f.TokenHash == hash, ct);
        if (feed is null) return TypedResults.NotFound();
        brand.Become(feed.BrandId);
        using var speaking = Languages.Speak(feed.Language);
        var registrations = await db.Set<Registration>().AsNoTracking().Where(r => r.PersonId == feed.PersonId && r.EndedAt == null).OrderByDescending(r => r.RegisteredAt).Take(MostUnits).ToListAsync(ct);
        var units = await products.Units([.. registrations.Select(r => r.UnitId)], ct);
        var models = (await products.Models(ct)).ToDictionary(m => m.Gtin, m => m.Name);
        Dictionary<Guid, DateOnly> until = [];
        foreach (var contribution in unitFacts)
            foreach (var (id, fact) in await contribution.Of([.. units.Values], ct))
                if (fact.CoveredUntil is { } day && (!until.TryGetValue(id, out var known) || day > known)) until[id] = day;
        var name = (await frames.For(http, "")).Brand.Name;
        return TypedResults.Bytes(CalendarFile.Write(words["Feed.Name", name], units.Values.Where(u => until.ContainsKey(u.Id)).OrderBy(u => until[u.Id]).Select(u => new CalendarDay($"{u.Id:n}@nameplate", until[u.Id], words["Feed.Title", models[u.Gtin]], words["Feed.Text", u.Key.Spaced], links.To(u.Code.Page))), clock.GetUtcNow()), CalendarFile.Type);
    }
}
