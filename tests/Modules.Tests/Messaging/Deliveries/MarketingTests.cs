using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Nameplate.Messaging;
using Nameplate.Tests.Owners;
using Nameplate.Tests.Platform.Webhooks;

namespace Nameplate.Tests.Messaging.Deliveries;

public partial class MarketingTests(MailingServers servers) : IClassFixture<MailingServers>
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Marketing_goes_with_consent_by_day_and_not_too_often_and_one_click_stops_it(string storage)
    {
        var (server, sink, _) = await servers.On(storage);
        var brand = await server.NewBrand();
        var email = $"ada-{brand.Brand.Slug}@example.com";
        var gtin = await brand.NewModel();
        await server.Visitor().Receipt(gtin, await brand.NewUnit(gtin), email);
        using var browser = await brand.SignedIn(email);
        var owner = Guid.Parse((await brand.Owner(email))!.Value.GetProperty("id").GetString()!);
        var ada = new Recipient(email) { Owner = owner, Country = "DE" };
        var console = await ConsoleClient.SignIn(brand);

        await brand.Becomes(await brand.Say(MailingServers.News, ada), "Suppressed", "no_consent");
        await browser.Send("/my/account/consents", new() { ["purpose"] = "marketing", ["step"] = "given" });

        var hour = TimeZoneInfo.ConvertTime(CallingServers.ClockOf(server).GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin")).Hour;
        using (var saved = await console.Send("/admin/message-rules", "/admin/message-rules", Rules(hour, hour + 3))) Assert.Equal(HttpStatusCode.Found, saved.StatusCode);
        var (news, notice) = (await brand.Say(MailingServers.News, ada), await brand.Say(MailingServers.Notice, ada));
        await brand.Becomes(notice, "Sent");
        await brand.Becomes(news, "Queued", "quiet_hours");
        CallingServers.ClockOf(server).Ahead += TimeSpan.FromHours(4);
        await brand.Becomes(news, "Sent");
        await brand.Becomes(await brand.Say(MailingServers.News, ada), "Suppressed", "too_often");

        var mail = Assert.Single(sink.Taken, m => m.Contains(email, StringComparison.Ordinal) && m.Contains("List-Unsubscribe:", StringComparison.Ordinal));
        Assert.Contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click", mail, StringComparison.Ordinal);
        var link = StopForm().Match(mail.Replace("\r\n ", "", StringComparison.Ordinal).Replace("\n ", "", StringComparison.Ordinal)).Groups["path"].Value;
        using var anybody = server.Visitor();
        Assert.Contains("Stop these mails", await (await anybody.GetAsync(link)).Text(HttpStatusCode.OK));
        Assert.Equal("given confirmed", await brand.ConsentSteps(email));      // whoever opens links changes nothing
        using var click = await anybody.PostAsync(link, new FormUrlEncodedContent(new Dictionary<string, string> { ["List-Unsubscribe"] = "One-Click" }));
        Assert.Equal(HttpStatusCode.OK, click.StatusCode);
        Assert.Equal("given confirmed withdrawn", await brand.ConsentSteps(email));
        await brand.Becomes(await brand.Say(MailingServers.News, ada), "Suppressed", "no_consent");
        Assert.Equal(HttpStatusCode.NotFound, (await anybody.GetAsync("/unsubscribe/NOSUCHTOKEN")).StatusCode);
    }

    static Dictionary<string, string> Rules(int from, int until) => new() { ["quietFrom"] = (from % 24).ToString(CultureInfo.InvariantCulture), ["quietUntil"] = (until % 24).ToString(CultureInfo.InvariantCulture), ["marketingMost"] = "1", ["marketingDays"] = "30" };

    [GeneratedRegex("List-Unsubscribe: <https?://[^/]+(?<path>/unsubscribe/[A-Za-z0-9]+)>", RegexOptions.ExplicitCapture, 1000)] private static partial Regex StopForm();
}
