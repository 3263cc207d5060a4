using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Nameplate.Owners.Companies;
using Nameplate.Owners.Consents;
using Nameplate.Owners.People;
using Nameplate.Owners.Safeguards;
using Nameplate.Platform.Imports;
using Nameplate.Platform.Web;
using Nameplate.Products;
using Nameplate.Resolver;

namespace Nameplate.Owners.Registrations;

/// <summary>The form on a unit's page.</summary>
internal static class RegisterOnPage
{
    // who taps twice gets the same answer; later, an answer that depends on the address would tell a stranger whose the unit is
    static readonly TimeSpan DoubleTap = TimeSpan.FromMinutes(10);

    internal static async Task<IResult> Page(UnitKey? unit, [FromForm] string? email, [FromForm] string? purchasedOn, [FromForm] string? name, [FromForm] string? via, [FromForm] string? boxCode, [FromForm(Name = RegisterFor.Field)] string? chosen, Guard guard, RegisterFor companies, IProducts products, IOwners owners, RegisterUnit register, Receipts receipts,
        Sessions sessions, OwnerCards cards, PrivacySignal signal, IProductPage page, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        if (unit is not { } key || await products.Unit(key.Gtin, key.Serial, ct) is not { } found) return TypedResults.LocalRedirect(unit is null ? "/" : unit.Value.Page);
        var model = (await products.Model(found.Gtin, ct))!;
        var now = clock.GetUtcNow();
        var soldOn = (await owners.SalesOf([found.Id], ct)).GetValueOrDefault(found.Id)?.SoldOn;
        var date = string.IsNullOrWhiteSpace(purchasedOn) ? (soldOn <= now ? soldOn.Value : now).Day().ToString("O", System.Globalization.CultureInfo.InvariantCulture) : purchasedOn;

        if (EmailForm.IsRight(email?.Trim()) && await guard.Check(found, email!.Trim(), boxCode, http, ct) is not Verdict.Free and var verdict)
            return verdict is Verdict.NeedsCode or Verdict.WrongCode
                ? await page.Show(http, model, found, await cards.Form(http, model, found, ct, email, purchasedOn, [new("boxCode", cards.Say(verdict))], name, OwnerCards.WayOf(via), boxCode, chosen), StatusCodes.Status422UnprocessableEntity)
                : await page.Show(http, model, found, cards.Held(verdict), verdict == Verdict.NeedsProof ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status429TooManyRequests);

        var (place, wrong) = await companies.Read(http, chosen, email, ct);
        if (wrong is not null) return await page.Show(http, model, found, await cards.Form(http, model, found, ct, email, purchasedOn, [wrong], name, OwnerCards.WayOf(via), boxCode, chosen), StatusCodes.Status422UnprocessableEntity);
        var result = await register.Handle(model, found, new(email, date, OwnerCards.WayOf(via), Languages.Current, DeviceOf(http), string.IsNullOrWhiteSpace(name) ? null : name) { For = place }, ct);
        switch (result.Became)
        {
            case RegisterUnit.Became.NotRight:
                return await page.Show(http, model, found, await cards.Form(http, model, found, ct, email, purchasedOn, result.Errors, name, OwnerCards.WayOf(via), boxCode, chosen), StatusCodes.Status422UnprocessableEntity);
            case RegisterUnit.Became.AlreadyTheirs when await sessions.Person(http, ct) is { } visitor && visitor.Id == result.Person!.Id:
                return TypedResults.LocalRedirect("/my");
            case RegisterUnit.Became.SomebodyElses:
            case RegisterUnit.Became.AlreadyTheirs when now - result.Registration!.RegisteredAt > DoubleTap:
                return await page.Show(http, model, found, cards.Refusal(), StatusCodes.Status409Conflict);
            default:
                await signal.Note(http, result.Person!, ct);
                return TypedResults.LocalRedirect(ReceiptPath.Of(found, await receipts.Open(result.Registration!, ct), http));
        }
    }

    /// <summary>Where a page that says what was wrong is opened anew, for example in another language.</summary>
    internal static IResult Back(UnitKey? unit, HttpContext http) => TypedResults.LocalRedirect((unit?.Page ?? "/") + http.Request.QueryString);

    internal static RegistrationDevice DeviceOf(HttpContext http) => http.Request.Headers.UserAgent.ToString().Contains("Mobi", StringComparison.Ordinal) ? RegistrationDevice.Mobile : RegistrationDevice.Desktop;
}
