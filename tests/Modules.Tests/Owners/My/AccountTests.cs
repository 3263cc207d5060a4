using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Nameplate.Tests.Owners.My;

public partial class AccountTests(Servers servers)
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Six_digits_sign_in_where_they_were_asked_for_and_nowhere_else(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        await brand.Import("registrations", $"gtin,serial,registered_at,email\n{gtin},{await brand.NewUnit(gtin)},2026-07-01,ada@example.com\n");
        using var browser = brand.Server.Visitor(cookies: true);
        var path = $"/my/{brand.Brand.Slug}";
        async Task<string> Ask(string email) => Ticket().Match(await (await browser.Send(path, new() { ["email"] = email })).Text(HttpStatusCode.OK)).Groups["ticket"].Value;
        Task<HttpResponseMessage> Type(string ticket, string digits) => browser.Send(path + "/code", new() { ["ticket"] = ticket, ["digits"] = digits });

        var (known, unknown) = (await Ask("ADA@example.com"), await Ask("eve@example.com"));
        var digits = Digits().Match((await brand.Mails("ada@example.com"))[^1].Text).Value;
        var wrong = await (await Type(known, "000 00x")).Text(HttpStatusCode.UnprocessableEntity);
        var nobodys = await (await Type(unknown, digits)).Text(HttpStatusCode.UnprocessableEntity);
        using var without = await Type("", digits);
        using var right = await Type(known, digits.Replace(" ", ""));
        using var again = await Type(known, digits);

        Assert.Equal(Ticket().Replace(wrong, ""), Ticket().Replace(nobodys, ""));
        Assert.Contains("These digits are not right", wrong);
        Assert.Equal(path, without.Headers.Location?.ToString());
        Assert.Equal("/my", right.Headers.Location?.ToString());
        Assert.Contains("Brew One", await browser.GetStringAsync("/my"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.StatusCode);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Digits_are_worth_nothing_after_five_wrong_ones(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        await brand.Import("registrations", $"gtin,serial,registered_at,email\n{gtin},{await brand.NewUnit(gtin)},2026-07-01,ada@example.com\n");
        using var browser = brand.Server.Visitor(cookies: true);
        var path = $"/my/{brand.Brand.Slug}";
        var ticket = Ticket().Match(await (await browser.Send(path, new() { ["email"] = "ada@example.com" })).Text(HttpStatusCode.OK)).Groups["ticket"].Value;
        var digits = Digits().Match((await brand.Mails("ada@example.com"))[^1].Text).Value;

        for (var i = 0; i < 5; i++) await (await browser.Send(path + "/code", new() { ["ticket"] = ticket, ["digits"] = "not it" })).Text(HttpStatusCode.UnprocessableEntity);
        var late = await (await browser.Send(path + "/code", new() { ["ticket"] = ticket, ["digits"] = digits })).Text(HttpStatusCode.UnprocessableEntity);
        for (var i = 0; i < 4; i++) await browser.Send(path + "/code", new() { ["ticket"] = ticket, ["digits"] = digits });
        var often = await (await browser.Send(path + "/code", new() { ["ticket"] = ticket, ["digits"] = digits })).Text(HttpStatusCode.UnprocessableEntity);

        Assert.Contains("These digits are not right", late);
        Assert.Contains("tried too often", often);
        using var byLink = await brand.SignedIn("ada@example.com");
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Devices_are_listed_and_signed_out_one_or_all(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        using var visitor = brand.Server.Visitor();
        await visitor.Receipt(gtin, await brand.NewUnit(gtin), "ada@example.com");
        using var first = await brand.SignedIn("ada@example.com");
        await visitor.Receipt(gtin, await brand.NewUnit(gtin), "ada@example.com");
        using var second = brand.Server.Visitor(cookies: true);
        second.DefaultRequestHeaders.UserAgent.ParseAdd("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Safari/604");
        await second.Send(await brand.MailedLink("ada@example.com"), []);

        var devices = await first.GetStringAsync("/my/account/devices");
        using var out1 = await first.Send("/my/account/devices", new() { ["session"] = Handle().Match(devices).Groups["handle"].Value });
        var ended = await second.GetAsync("/my/account/devices");
        using var everywhere = await first.Send("/my/account/sign-out-everywhere", []);

        Assert.Contains("Safari, iPhone", devices);
        Assert.Contains("this device", devices);
        Assert.DoesNotContain("127.0.0.1", devices);
        Assert.Equal(HttpStatusCode.Redirect, ended.StatusCode);
        Assert.DoesNotContain("Brew One", await first.GetStringAsync("/my"));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task My_shows_the_days_left_and_what_can_be_kept_and_a_calendar_reads_it_by_an_address_nobody_guesses(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel("Brüh, One");
        var (serial, old) = (await brand.NewUnit(gtin), await brand.NewUnit(gtin));
        using var visitor = brand.Server.Visitor();
        var today = TimeProvider.System.GetUtcNow().Date;
        await visitor.Receipt(gtin, serial, "ada@example.com", today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await visitor.Receipt(gtin, old, "ada@example.com", "2020-01-10");
        using var browser = await brand.SignedIn("ada@example.com");

        var my = await (await browser.GetAsync("/my")).Text(HttpStatusCode.OK);
        using var unit = await visitor.GetAsync($"/p/{gtin}/{serial}/warranty.ics");
        await browser.Send("/my/account/calendar", []);
        var url = new Uri(Feed().Match(await browser.GetStringAsync("/my/account/calendar")).Groups["url"].Value);
        using var feed = await visitor.GetAsync(url.AbsolutePath);
        var text = await feed.Content.ReadAsStringAsync();
        await browser.Send("/my/account/calendar", []);
        await browser.Send($"/p/{gtin}/{old}/transfer/end", []);
        var after = await (await browser.GetAsync("/my")).Text(HttpStatusCode.OK);

        Assert.Matches("[0-9]{3} days of warranty left", my);
        Assert.Contains($"/p/{gtin}/{serial}/warranty.pdf", my);
        Assert.Contains($"/p/{gtin}/{serial}/transfer", my);
        Assert.Equal("text/calendar", unit.Content.Headers.ContentType?.MediaType);
        Assert.Contains($"DTSTART;VALUE=DATE:{today.AddMonths(24):yyyyMMdd}\r\n", await unit.Content.ReadAsStringAsync());
        Assert.Equal("text/calendar", feed.Content.Headers.ContentType?.MediaType);
        Assert.Contains("SUMMARY:Last day of warranty: Brüh\\, One\r\n", text);
        Assert.Equal(2, text.Split("BEGIN:VEVENT").Length - 1);
        Assert.DoesNotContain("ada@", text);
        Assert.All(text.Split("\r\n"), line => Assert.True(System.Text.Encoding.UTF8.GetByteCount(line) <= 75, line));
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(url.AbsolutePath)).StatusCode);
        Assert.Contains("No longer yours", after);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_code_read_out_on_the_phone_opens_the_owners_page_for_who_types_it_and_is_audited(string storage)
    {
        var server = await servers.On(storage);
        var (brand, other) = (await server.NewBrand(), await server.NewBrand());
        var gtin = await brand.NewModel();
        var serial = await brand.NewUnit(gtin);
        using var visitor = server.Visitor();
        await visitor.Receipt(gtin, serial, "ada@example.com");
        using var owner = await brand.SignedIn("ada@example.com");

        var unit = await owner.GetStringAsync($"/p/{gtin}/{serial}");
        await owner.Send("/my/account/phone", []);
        var code = Code().Match(await owner.GetStringAsync("/my/account/phone")).Groups["code"].Value;
        var (console, theirs) = (await ConsoleClient.SignIn(brand), await ConsoleClient.SignIn(other));
        using var found = await console.Http.GetAsync("/admin/search?q=" + code.ToLowerInvariant().Replace("-", "+"));
        using var opened = await console.Http.GetAsync(found.Headers.Location);
        var foreign = await theirs.Text("/admin/search?q=" + code);
        using var elsewhere = await theirs.Http.GetAsync(found.Headers.Location);
        await owner.Send("/my/account/phone", []);
        var stale = await console.Text("/admin/search?q=" + code);

        Assert.Contains("On the phone with us?", unit);
        Assert.StartsWith("/admin/phone-codes/", found.Headers.Location?.ToString());
        Assert.Equal("/admin/owners/" + (await brand.Owner("ada@example.com"))!.Value.GetProperty("id").GetString(), opened.Headers.Location?.ToString());
        Assert.DoesNotContain("phone-codes", foreign + stale);
        Assert.Equal(HttpStatusCode.NotFound, elsewhere.StatusCode);
        await server.CaughtUp();
        Assert.Contains("GET /admin/phone-codes/{id:guid}", (await brand.Api.GetAsync("/api/v1/audit?limit=200").Expect(HttpStatusCode.OK)).ToString());
    }

    [GeneratedRegex("name=\"ticket\" value=\"(?<ticket>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)] private static partial Regex Ticket();
    [GeneratedRegex("\\b[0-9]{3} [0-9]{3}\\b", RegexOptions.None, 1000)] private static partial Regex Digits();
    [GeneratedRegex("name=\"session\" value=\"(?<handle>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)] private static partial Regex Handle();
    [GeneratedRegex("id=\"url\" readonly value=\"(?<url>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)] private static partial Regex Feed();
    [GeneratedRegex("<b>(?<code>[A-Z1-9]{4}-[A-Z1-9]{4})</b>", RegexOptions.ExplicitCapture, 1000)] private static partial Regex Code();
}
