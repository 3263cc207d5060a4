using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using Nameplate.Owners.Consents;
using Nameplate.Owners.Finder;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products;

namespace Nameplate.Owners.Registrations;

/// <summary>Registration over the API: a till, a shop, an installer.</summary>
internal static class PostRegistration
{
    /// <summary>A registration.</summary>
    /// <param name="PurchasedOn">A date or a time; leave it out when it is not known.</param>
    /// <param name="Country">Two capital letters, such as DE.</param>
    /// <param name="Channel"><c>web</c> when not given.</param>
    /// <param name="Consents">Purposes the person agreed to: <c>marketing</c>. They take effect once the person opens the mailed link.</param>
    internal sealed record Input(string? Gtin, string? Serial, string? Email, string? PurchasedOn = null, string? Name = null, string? Country = null, string? Channel = null, string[]? Consents = null);

    /// <summary>Registers a unit to the person of an address.</summary>
    /// <remarks>The person gets a mail with a link that confirms the address. The same person again is no error and changes nothing. Where the address looks mistyped, <c>didYouMean</c> says what may be meant; it is registered as given, and can be put right until it is confirmed.</remarks>
    /// <response code="201">The unit is registered; the answer holds its coverage and the address of its certificate.</response>
    /// <response code="200">It was registered to this person before.</response>
    /// <response code="409">It is registered to somebody else.</response>
    /// <response code="422">Names each field that is not right, and the remedy.</response>
    /// <example>
    /// POST /api/v1/registrations
    /// {"gtin": "09506000134352", "serial": "7Q4MKX2PV9TNA", "email": "ada@example.com", "purchasedOn": "2026-07-28", "country": "DE", "consents": ["marketing"]}
    /// 201
    /// {"registration": {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d60", "registeredAt": "2026-07-28T09:30:00Z", "purchasedOn": "2026-07-28T00:00:00Z", "channel": "web", "owner": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e"},
    ///  "unit": {"id": "019ab4d2-7c1e-7b52-9d0e-3f6a1c2b4d5e", "gtin": "09506000134352", "serial": "7Q4MKX2PV9TNA", "page": "https://id.example.com/p/09506000134352/7Q4MKX2PV9TNA"},
    ///  "coverage": {"status": "active", "basis": "owner", "statutory": {"from": "2026-07-28", "to": "2028-07-28"}, "commercial": {"from": "2026-07-28", "to": "2028-07-28"}, "repair": null, "extended": null},
    ///  "certificate": "https://id.example.com/p/09506000134352/7Q4MKX2PV9TNA/warranty", "certificatePdf": "https://id.example.com/p/09506000134352/7Q4MKX2PV9TNA/warranty.pdf"}
    /// </example>
    internal static async Task<Results<Created<Dictionary<string, object?>>, Ok<Dictionary<string, object?>>, ProblemHttpResult>> Api(
        Input input, RegisterUnit register, IProducts products, FindUnit find, IEnumerable<IRegistrationAnswer> contributions, Frames frames, Links links, HttpContext http, CancellationToken ct)
    {
        List<FieldError> errors = [];
        if (!Gs1.Gtin.TryParse(input.Gtin, out var gtin)) errors.Add(new("gtin", Gs1.Gtin.Explain(input.Gtin) ?? "Give a GTIN."));
        if (string.IsNullOrEmpty(input.Serial)) errors.Add(new("serial", "Give the serial of the unit."));
        if (input.Name?.Length > 200) errors.Add(new("name", "Use at most 200 characters."));
        if (input.Country is not null && !Countries.IsRight(input.Country)) errors.Add(new("country", "Give a country of ISO 3166-1 as two capital letters, such as DE."));
        if (!Snake.TryEnum<RegistrationChannel>(input.Channel ?? "web", out var channel) || channel == RegistrationChannel.Transfer)
            errors.Add(new("channel", "Use one of " + string.Join(", ", Snake.All<RegistrationChannel>().Where(c => c != "transfer")) + "."));
        if (input.Consents?.Any(c => c != Consent.Marketing) is true) errors.Add(new("consents", "The one purpose that can be given here is marketing."));
        var unit = errors.Exists(e => e.Field is "gtin" or "serial") ? null : await products.Unit(gtin.Value, input.Serial!, ct);
        if (unit is null && errors.Count == 0) errors.Add(new("serial", $"No unit has the GTIN {gtin} and the serial {input.Serial}. {((await find.Of(gtin.Value, input.Serial!, ct)) is { Near: { } near } ? $"Did you mean {near.Code.Serial}?" : "Check both, or record the unit first.")}"));
        if (errors.Count > 0) return Problems.Fields(errors);

        var language = http.Request.Headers.AcceptLanguage.Count > 0 ? Languages.Current : LanguageOf(input.Country ?? (await frames.For(http, "")).Brand.Country);
        var result = await register.Handle((await products.Model(unit!.Gtin, ct))!, unit,
            new(input.Email, input.PurchasedOn, channel, language, null, input.Name, input.Country, input.Consents?.Length > 0), ct);
        if (result.Became == RegisterUnit.Became.NotRight) return Problems.Fields(result.Errors);
        if (result.Became == RegisterUnit.Became.SomebodyElses) return Problems.Conflict("This unit is registered to somebody else. A new owner comes by a transfer.");

        var answer = new Dictionary<string, object?>
        {
            ["registration"] = new { result.Registration!.Id, result.Registration.RegisteredAt, result.Registration.PurchasedOn, result.Registration.Channel, Owner = result.Registration.PersonId },
            ["unit"] = new { unit.Id, unit.Gtin, unit.Serial, Page = links.To(unit.Code.Page) },
        };
        if (AddressHint.For(input.Email!.Trim()) is { } meant) answer["didYouMean"] = new { email = meant };
        foreach (var contribution in contributions) await contribution.Add(result.Registration.AsNew(unit), answer, ct);
        return result.Became == RegisterUnit.Became.Registered ? TypedResults.Created($"/api/v1/owners/{result.Registration.PersonId}", answer) : TypedResults.Ok(answer);
    }

    static string LanguageOf(string country) => country switch { "DE" or "AT" or "LI" => "de", "FR" or "MC" => "fr", "ES" or "MX" or "AR" or "CO" or "CL" or "PE" => "es", _ => "en" };
}
