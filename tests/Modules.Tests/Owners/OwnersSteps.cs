using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Jobs;
using Nameplate.Platform.Mail;
using Nameplate.Platform.Storage;

namespace Nameplate.Tests.Owners;

static partial class OwnersSteps
{
    /// <summary>Sends a form as a browser does from the page itself, or from another site.</summary>
    public static async Task<HttpResponseMessage> Send(this HttpClient visitor, string path, Dictionary<string, string> fields, bool fromAnotherSite = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Add("Sec-Fetch-Site", fromAnotherSite ? "cross-site" : "same-origin");
        request.Headers.Add("Origin", fromAnotherSite ? "https://elsewhere.example" : visitor.BaseAddress!.GetLeftPart(UriPartial.Authority));
        return await visitor.SendAsync(request);
    }

    public static Task<HttpResponseMessage> Register(this HttpClient visitor, string gtin, string serial, string email, string? purchasedOn = null) =>
        visitor.Send($"/p/{gtin}/{serial}/register", purchasedOn is null ? new() { ["email"] = email } : new() { ["email"] = email, ["purchasedOn"] = purchasedOn });

    /// <summary>Registers and comes to the page behind the button.</summary>
    public static async Task<string> Receipt(this HttpClient visitor, string gtin, string serial, string email, string? purchasedOn = null)
    {
        using var answer = await visitor.Register(gtin, serial, email, purchasedOn);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync());
        return answer.Headers.Location!.ToString();
    }

    public static async Task<string> Text(this HttpResponseMessage answer, HttpStatusCode status)
    {
        var text = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.True(answer.StatusCode == status, $"{(int)answer.StatusCode} instead of {(int)status}: {text}");
        return text;
    }

    public static Task<List<Mailed>> Mails(this BrandClient brand, string to) => brand.In(async services =>
    {
        await services.GetRequiredService<AfterAnswer>().Done();      // mails that no answer waits for
        return (await Mailed.All(services)).Where(m => m.To == to).ToList();
    });

    /// <summary>The path of the link in the newest mail to an address.</summary>
    public static async Task<string> MailedLink(this BrandClient brand, string to) => LinkForm().Match((await brand.Mails(to))[^1].Text).Value;

    public static async Task<List<JsonElement>> Registrations(this BrandClient brand) =>
        [.. (await brand.Api.GetAsync("/api/v1/registrations?limit=200").Expect(HttpStatusCode.OK)).GetProperty("items").EnumerateArray()];

    public static async Task<JsonElement?> Owner(this BrandClient brand, string email)
    {
        var found = (await brand.Api.GetAsync($"/api/v1/owners?q={Uri.EscapeDataString(email)}").Expect(HttpStatusCode.OK)).GetProperty("items");
        return found.GetArrayLength() == 0 ? null : await brand.Api.GetAsync($"/api/v1/owners/{found[0].GetProperty("id").GetString()}").Expect(HttpStatusCode.OK);
    }

    /// <summary>The steps of the marketing consent, oldest first.</summary>
    public static async Task<string> ConsentSteps(this BrandClient brand, string email) =>
        string.Join(' ', (await brand.Owner(email))!.Value.GetProperty("consents").EnumerateArray().Reverse().Select(c => c.GetProperty("step").GetString()));

    /// <summary>A browser in which the person is signed in by the newest mailed link.</summary>
    public static async Task<HttpClient> SignedIn(this BrandClient brand, string email)
    {
        var browser = brand.Server.Visitor(cookies: true);
        using var opened = await browser.Send(await brand.MailedLink(email), []);
        Assert.Equal("/my", opened.Headers.Location?.ToString());
        return browser;
    }

    [GeneratedRegex("/m/[A-Za-z0-9]+", RegexOptions.None, 1000)] private static partial Regex LinkForm();
}
