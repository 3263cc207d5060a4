using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;
using Nameplate.Owners.Consents;
using Nameplate.Owners.Proofs;
using Nameplate.Platform.Web;
using Nameplate.Products;
using Nameplate.Resolver;

namespace Nameplate.Owners.Registrations;

/// <summary>The same page, come back changed: “It’s yours”.</summary>
internal sealed class ShowReceipt(Receipts receipts, Welcome welcome, Ledger ledger, Frames frames, IProducts products, IProductPage page, SendProof proofs, IStringLocalizer<Texts> words, TimeProvider clock)
{
    internal static async Task<IResult> Page(UnitKey? unit, string token, ShowReceipt show, HttpContext http, CancellationToken ct) => await show.Answer(unit, token, http, ct);

    /// <summary>Where a page that says what was wrong is opened anew, for example in another language.</summary>
    internal static IResult Back(UnitKey? unit, string token, HttpContext http) => TypedResults.LocalRedirect(unit is null ? "/" : $"{unit.Value.Page}/registered/{token}{http.Request.QueryString}");

    /// <param name="errors">What is wrong with what was typed into one of its forms.</param>
    internal async Task<IResult> Answer(UnitKey? key, string token, HttpContext http, CancellationToken ct, IReadOnlyList<FieldError>? errors = null, string? email = null, string? purchasedOn = null)
    {
        if (key is null) return TypedResults.LocalRedirect("/");
        if (await products.Unit(key.Value.Gtin, key.Value.Serial, ct) is not { } unit || await receipts.Find(unit, token, ct) is not { } slip) return TypedResults.LocalRedirect(key.Value.Page);
        var model = (await products.Model(unit.Gtin, ct))!;
        var frame = await frames.For(http, model.Name, unit.Code.Page);
        var lines = await welcome.Lines(model, unit, frame, ct);
        var news = (await ledger.Standing(slip.Person.Id, ct)).GetValueOrDefault(Consent.Marketing)?.Step;
        var hasProof = await proofs.LastOf(slip.Registration.Id, ct) is { State: ProofState.Waiting };
        var newsText = PrivacySignal.IsOn(http) ? null : await ledger.OfferedMarketingText(ct);
        return await page.Show(http, model, unit, view => OwnerCards.Card<ReceiptCard>(new ReceiptCard.Shown(view.Frame, words, slip, $"{unit.Code.Page}/registered/{token}", clock.GetUtcNow().Day(), lines, news, newsText, errors ?? [], email, purchasedOn) { HasProof = hasProof }),
            errors is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity, [.. lines.Select(l => l.Href), "/my/" + frame.Brand.Slug, unit.Code.Page + "/transfer"]);
    }
}
