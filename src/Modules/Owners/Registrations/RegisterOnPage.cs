using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Nameplate.Owners.Companies;
using Nameplate.Owners.People;
using Nameplate.Platform.Web;
using Nameplate.Products;
using Nameplate.Resolver;

namespace Nameplate.Owners.Registrations;

/// <summary>The form on a unit's page.</summary>
internal static class RegisterOnPage
{
    // who taps twice gets the same answer; later, an answer that depends on the address would tell a stranger whose the unit is
    static readonly TimeSpan DoubleTap = TimeSpan.FromMinutes(10);

    internal static async Task<IResult> Page(UnitKey? unit, [FromForm] string? email, [FromForm] string? purchasedOn, [FromForm(Name = RegisterFor.Field)] string? chosen, IProducts products, IOwners owners, RegisterUnit register, RegisterFor companies, Receipts receipts,
        Sessions sessions, OwnerCards cards, IProductPage page, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        if (unit is not { } key || await products.Unit(key.Gtin, key.Serial, ct) is not { } found) return TypedResults.LocalRedirect(unit is null ? "/" : unit.Value.Page);
        var model = (await products.Model(found.Gtin, ct))!;
        var now = clock.GetUtcNow();
        var soldOn = (await owners.SalesOf([found.Id], ct)).GetValueOrDefault(found.Id)?.SoldOn;
        var date = string.IsNullOrWhiteSpace(purchasedOn) ? (soldOn <= now ? soldOn.Value : now).Day().ToString("O", System.Globalization.CultureInfo.InvariantCulture) : purchasedOn;

        var (place, wrong) = await companies.Read(http, chosen, email, ct);
        if (wrong is not null) return await page.Show(http, model, found, await cards.Form(http, model, found, ct, email, purchasedOn, [wrong], chosen), StatusCodes.Status422UnprocessableEntity);
        var result = await register.Handle(model, found, new(email, date, RegistrationChannel.Qr, Languages.Current, DeviceOf(http)) { For = place }, ct);
        switch (result.Became)
        {
            case RegisterUnit.Became.NotRight:
                return await page.Show(http, model, found, await cards.Form(http, model, found, ct, email, purchasedOn, result.Errors, chosen), StatusCodes.Status422UnprocessableEntity);
            case RegisterUnit.Became.AlreadyTheirs when await sessions.Person(http, ct) is { } visitor && visitor.Id == result.Person!.Id:
                return TypedResults.LocalRedirect("/my");
            case RegisterUnit.Became.SomebodyElses:
            case RegisterUnit.Became.AlreadyTheirs when now - result.Registration!.RegisteredAt > DoubleTap:
                return await page.Show(http, model, found, cards.Refusal(), StatusCodes.Status409Conflict);
            default:
                return TypedResults.LocalRedirect(ReceiptPath.Of(found, await receipts.Open(result.Registration!, ct), http));
        }
    }

    /// <summary>Where a page that says what was wrong is opened anew, for example in another language.</summary>
    internal static IResult Back(UnitKey? unit, HttpContext http) => TypedResults.LocalRedirect((unit?.Page ?? "/") + http.Request.QueryString);

    static RegistrationDevice DeviceOf(HttpContext http) => http.Request.Headers.UserAgent.ToString().Contains("Mobi", StringComparison.Ordinal) ? RegistrationDevice.Mobile : RegistrationDevice.Desktop;
}
