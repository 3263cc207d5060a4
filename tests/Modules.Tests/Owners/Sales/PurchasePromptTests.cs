using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Nameplate.Tests.Messaging;

namespace Nameplate.Tests.Owners.Sales;

public partial class PurchasePromptTests(MailingServers servers) : IClassFixture<MailingServers>
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_buyer_who_agreed_gets_a_mail_with_the_product_filled_in_and_one_tap_makes_it_theirs(string storage)
    {
        var (server, sink, _) = await servers.On(storage);
        var brand = await server.NewBrand();
        var (gtin, clock) = (await brand.NewModel(), Nameplate.Tests.Platform.Webhooks.CallingServers.ClockOf(server));
        var now = clock.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);
        string[] serials = [await brand.NewUnit(gtin), await brand.NewUnit(gtin), await brand.NewUnit(gtin)];
        var names = new[] { "ada", "grace", "hedy" }.Select(n => $"{n}-{brand.Brand.Slug}@example.com").ToArray();
        object Sale(int n, bool mayContact) => new { gtin, serial = serials[n], soldOn = now, channel = "retail", country = "DE", email = names[n], mayContact, language = "de" };
        await brand.Api.PostAsJsonAsync("/api/v1/sales", Sale(0, true)).Expect(HttpStatusCode.Created);
        await brand.Api.PostAsJsonAsync("/api/v1/sales", Sale(0, true)).Expect(HttpStatusCode.OK);
        await brand.Api.PostAsJsonAsync("/api/v1/sales", Sale(1, true)).Expect(HttpStatusCode.Created);
        await brand.Api.PostAsJsonAsync("/api/v1/sales", Sale(2, false)).Expect(HttpStatusCode.Created);
        await brand.Api.PostAsJsonAsync("/api/v1/sales", new { gtin, serial = serials[0], soldOn = "2026-01-01", channel = "direct" }).Expect(HttpStatusCode.Conflict);
        await brand.Api.PostAsJsonAsync("/api/v1/sales", new { gtin, serial = "NONE", soldOn = "tomorrow", channel = "shop", mayContact = true }).Expect(HttpStatusCode.UnprocessableEntity);

        clock.Ahead += TimeSpan.FromHours(37);
        var (ada, grace) = (await Taken(names[0], 1), await Taken(names[1], 1));
        using var browser = server.Visitor(cookies: true);
        var link = DoorForm().Match(ada[0]).Value;
        Assert.Contains("Brew One", await (await browser.GetAsync(link)).Text(HttpStatusCode.OK));
        Assert.Null(await Owner(serials[0]));      // whoever opens links changes nothing
        using (var tapped = await browser.Send(link, [])) Assert.Equal("/my", tapped.Headers.Location?.ToString());
        Assert.Contains("Brew One", await browser.GetStringAsync("/my"));
        Assert.NotNull(await Owner(serials[0]));
        Assert.Equal("owners.registered", (await brand.Mails(names[0]))[^1].Kind);

        using var stop = await server.Visitor().PostAsync(StopForm().Match(grace[0]).Value, new FormUrlEncodedContent(new Dictionary<string, string> { ["List-Unsubscribe"] = "One-Click" }));
        Assert.Equal(HttpStatusCode.OK, stop.StatusCode);
        clock.Ahead += TimeSpan.FromDays(2.5);
        while (!(await brand.Mails(names[1])).Exists(m => m is { State: "Suppressed", Reason: "address_stopped" })) await Task.Delay(50);
        Assert.Single(await brand.Mails(names[0]), m => m.Kind == "owners.prompt");
        Assert.Empty(await brand.Mails(names[2]));

        async Task<List<string>> Taken(string to, int count)
        {
            for (var patience = 0; patience < 600; patience++, await Task.Delay(50))
                if (sink.Taken.Where(m => m.Contains($"To: {to}", StringComparison.Ordinal)).ToList() is var mails && mails.Count >= count) return [.. mails.Select(Opened)];
            throw new TimeoutException(to);
        }

        async Task<string?> Owner(string serial) => (await brand.Registrations()).Where(r => r.GetProperty("serial").GetString() == serial).Select(r => r.GetProperty("channel").GetString()).SingleOrDefault();
    }

    /// <summary>Head and body, with what is in base64 opened.</summary>
    static string Opened(string mail) => Folded().Replace(mail, "") + string.Join('\n', Base64Form().Matches(mail).Select(m => System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(m.Groups["body"].Value.ReplaceLineEndings("")))));

    [GeneratedRegex("/m/[A-Za-z0-9]{32}", RegexOptions.None, 1000)] private static partial Regex DoorForm();
    [GeneratedRegex("/unsubscribe/[A-Za-z0-9]{32}", RegexOptions.None, 1000)] private static partial Regex StopForm();
    [GeneratedRegex(@"\r?\n ", RegexOptions.None, 1000)] private static partial Regex Folded();
    [GeneratedRegex(@"base64\r?\n\r?\n(?<body>[A-Za-z0-9+/=\r\n]+)", RegexOptions.ExplicitCapture, 1000)] private static partial Regex Base64Form();
}
