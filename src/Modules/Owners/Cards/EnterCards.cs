using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Owners.Finder;
using Nameplate.Owners.People;
using Nameplate.Owners.Registrations;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products;

namespace Nameplate.Owners.Cards;

/// <summary>Paper cards, typed in one after the other: the number is looked up as one leaves its field, the next card begins where this one began.</summary>
internal sealed class EnterCards(AppDb db, CurrentBrand brand, BrandBook brands, RegisterUnit register, FindUnit find, IProducts products, ConsoleFrames frames, IStringLocalizer<Texts> words, TimeProvider clock)
{
    const int Shown = 20;
    const string Home = "/admin/cards";

    /// <summary>What is kept from one card to the next.</summary>
    static readonly string[] Kept = ["receivedOn", "country"];

    internal static async Task<IResult> Page(HttpContext http, EnterCards enter, CancellationToken ct)
    {
        var form = enter.frames.NewForm();
        form["receivedOn"] = http.Request.Query["receivedOn"].ToString() is { Length: 10 } day ? day : Iso(enter.clock.GetUtcNow().Day());
        form["country"] = http.Request.Query["country"].ToString() is { Length: 2 } country ? country : (await enter.brands.Get(enter.brand.Id, ct)).Country;
        return await enter.Show(http, form, null, ct);
    }

    /// <summary>What is known of a number, for the line under its field.</summary>
    internal static async Task<IResult> Check(HttpContext http, EnterCards enter, CancellationToken ct, string? serial = null) =>
        Pages.Console<CardCheck>(new CardCheck.Shown(enter.words, serial?.Trim() is { Length: > 0 and <= 200 } typed ? await enter.Look(typed, ct) : null));

    internal static Task<IResult> Save(HttpContext http, IFormCollection posted, EnterCards enter, CancellationToken ct) => enter.Enter(http, posted, ct);

    readonly ConsoleFrames frames = frames;
    readonly CurrentBrand brand = brand;
    readonly BrandBook brands = brands;
    readonly TimeProvider clock = clock;
    readonly IStringLocalizer<Texts> words = words;

    async Task<CardCheck.Known> Look(string typed, CancellationToken ct)
    {
        var found = await find.OfAny(typed, ct);
        if ((found.Unit ?? found.Near) is not { } unit) return new(null, null, found.IsOnSeveral, false, null);
        var standing = await db.Set<Registration>().AsNoTracking().Where(r => r.UnitId == unit.Id && r.EndedAt == null).Join(db.Set<Person>(), r => r.PersonId, p => p.Id, (r, p) => new { r.RegisteredAt, p.Email }).SingleOrDefaultAsync(ct);
        return new(await products.Model(unit.Gtin, ct), unit, false, found.Unit is null, standing is null ? null : (standing.Email, standing.RegisteredAt));
    }

    async Task<IResult> Enter(HttpContext http, IFormCollection posted, CancellationToken ct)
    {
        var form = frames.Read(posted);
        var received = form.Date("receivedOn");
        if (received is null || received > clock.GetUtcNow().Day()) form.Refuse("receivedOn", words["Cards.WrongDay"]);
        if (form.Text("country") is { } country && !Countries.IsRight(country)) form.Refuse("country", words["Visit.WrongCountry"]);
        var known = form.Text("serial") is { } typed ? await Look(typed, ct) : null;
        if (known is null) form.Refuse("serial", words["Cards.NoSerial"]);
        else if (known.IsOnSeveral) form.Refuse("serial", words["Visit.OnSeveral"]);
        else if (known.Unit is null) form.Refuse("serial", words["Visit.Unknown"]);
        else if (known.IsNear) form.Refuse("serial", words["Visit.Near", known.Unit.Code.Spaced]);
        if (!form.IsRight) return await Show(http, form, known, ct);

        var result = await register.Handle(known!.Model!, known.Unit!, new(form.Text("email"), form.Text("purchasedOn"), RegistrationChannel.Paper, LanguageOf(form.Text("country")), null, form.Text("name"), form.Text("country"), form.Ticked("news")), ct);
        form.Refuse(result.Errors);
        if (result.Became == RegisterUnit.Became.SomebodyElses) form.Refuse("serial", words["Cards.SomebodyElses", result.Person!.Email, result.Registration!.RegisteredAt.Long()]);
        if (result.Became == RegisterUnit.Became.AlreadyTheirs) form.Refuse("serial", words["Cards.Twice", result.Registration!.RegisteredAt.Long()]);
        if (!form.IsRight) return await Show(http, form, known, ct);
        db.Add(new PaperCard { BrandId = brand.Id, RegistrationId = result.Registration!.Id, ReceivedOn = received!.Value, EnteredAt = clock.GetUtcNow() });
        await db.SaveChangesAsync(ct);
        return TypedResults.LocalRedirect($"{Home}?done=card&" + string.Join('&', Kept.Select(k => $"{k}={Uri.EscapeDataString(form.Text(k) ?? "")}")));
    }

    async Task<IResult> Show(HttpContext http, ConsoleForm form, CardCheck.Known? known, CancellationToken ct)
    {
        var cards = await db.Set<PaperCard>().AsNoTracking().OrderByDescending(c => c.EnteredAt).Take(Shown).Join(db.Set<Registration>(), c => c.RegistrationId, r => r.Id, (c, r) => new { c.ReceivedOn, c.EnteredAt, r.UnitId, r.PersonId }).ToListAsync(ct);
        var units = await products.Units([.. cards.Select(c => c.UnitId).Distinct()], ct);
        Guid[] people = [.. cards.Select(c => c.PersonId).Distinct()];
        var emails = await db.Set<Person>().AsNoTracking().Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Email, ct);
        var lines = cards.OrderByDescending(c => c.EnteredAt).Where(c => units.ContainsKey(c.UnitId)).Select(c => new EnterCardsPage.Line(c.ReceivedOn, c.EnteredAt, units[c.UnitId], c.PersonId, emails.GetValueOrDefault(c.PersonId, ""))).ToList();
        return Pages.Console<EnterCardsPage>(new EnterCardsPage.Shown(await frames.For(http, words["Cards"], words), words, form, known, lines), form.IsRight ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    static string LanguageOf(string? country) => country switch { "DE" or "AT" or "LI" => "de", "FR" or "MC" => "fr", "ES" or "MX" or "AR" or "CO" or "CL" or "PE" => "es", _ => "en" };
    static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
