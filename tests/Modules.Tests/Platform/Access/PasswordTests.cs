using System.Net;
using Nameplate.Tests.Owners;

namespace Nameplate.Tests.Platform.Access;

public class PasswordTests(Servers servers)
{
    const string Other = "gravel lantern tuesday";

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Somebody_unknown_a_wrong_password_and_a_resting_account_get_the_same_answer(string storage)
    {
        var server = await servers.On(storage);
        var (email, _) = await (await server.NewBrand()).NewMember();
        var browser = server.Browser();
        var unknown = await Answer("nobody@example.com", Staff.Password);
        Assert.Equal(unknown, await Answer(email, "not the password"));
        for (var n = 0; n < 4; n++) Assert.Equal(unknown, await Answer(email, "not the password"));
        Assert.Equal(unknown, await Answer(email, Staff.Password));      // right, but the account rests

        async Task<(HttpStatusCode, string)> Answer(string address, string password)
        {
            using var answer = await browser.ByPassword(address, password);
            return (answer.StatusCode, (await answer.Content.ReadAsStringAsync()).Replace(address, "ADDRESS", StringComparison.Ordinal));
        }
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_resting_account_is_open_to_the_mailed_link_and_after_a_while_to_the_password(string storage)
    {
        var clock = new SetClock();
        await using var server = await Server.Start(storage, s => s.AddClock(clock));
        var brand = await server.NewBrand();
        var (email, _) = await brand.NewMember();
        var stranger = server.Browser();
        for (var n = 0; n < 5; n++) (await stranger.ByPassword(email, "not the password")).Dispose();
        var browser = server.Browser();
        Assert.Equal("422", (await browser.ByPassword(email)).To());

        clock.Ahead += TimeSpan.FromMinutes(1);
        Assert.Equal("/admin", (await server.Browser().ByPassword(email)).To());
        for (var n = 0; n < 12; n++)
        {
            (await stranger.ByPassword(email, "not the password")).Dispose();
            clock.Ahead += TimeSpan.FromMinutes(16);
        }
        (await stranger.ByPassword(email, "not the password")).Dispose();
        Assert.Equal("422", (await browser.ByPassword(email)).To());
        clock.Ahead += TimeSpan.FromMinutes(14);
        Assert.Equal("422", (await browser.ByPassword(email)).To());
        (await browser.Post("/admin/sign-in/link", ("email", email))).Dispose();
        Assert.Equal("/admin", (await browser.Post(await brand.MailedDoor(email))).To());
        Assert.Equal(HttpStatusCode.OK, await browser.Status("/admin"));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Short_and_common_passwords_are_refused_and_long_ones_with_blanks_taken(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var link = await brand.Invite("grace.hopper@example.com");
        var browser = brand.Server.Browser();
        foreach (var weak in (string[])["elevenchars", "Password1234!", "P@ssw0rd2026!", "123456789012", "aaaaaaaaaaaa", "abcabcabcabc", "qwertyuiop12", "1q2w3e4r5t6y", "abcdefghijklm", "Willkommen2026", "motdepasse123", "gracehopper1906", "Grace.Hopper.1!", $"{brand.Brand.Name}-2026-{brand.Brand.Name}", new string('x', 60) + "yz", string.Concat(Enumerable.Repeat("longer than allowed ", 7))])
            Assert.Equal((weak, "422"), (weak, (await browser.Post(link, ("password", weak))).To()));
        var longest = string.Concat(Enumerable.Range(0, 32).Select(n => $"{(char)('a' + n % 26)}é{n:00}"));      // 128 characters
        Assert.Equal("/admin/account/two-steps?done=joined", (await browser.Post(link, ("password", longest))).To());
        Assert.Equal("/admin", (await brand.Server.Browser().ByPassword("grace.hopper@example.com", longest)).To());
        Assert.Equal("422", (await brand.Server.Browser().ByPassword("grace.hopper@example.com", longest[..^1])).To());
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_new_password_asks_for_the_old_one_and_ends_all_other_sessions(string storage)
    {
        var server = await servers.On(storage);
        var brand = await server.NewBrand();
        var (email, browser) = await brand.NewMember();
        var elsewhere = server.Browser();
        (await elsewhere.ByPassword(email)).Dispose();
        Assert.Equal("422", (await browser.Send("/admin/account/password", "/admin/account/password", new() { ["old"] = "not the old one", ["password"] = Other })).To());
        Assert.Equal(HttpStatusCode.OK, await elsewhere.Status("/admin"));

        Assert.Equal("/admin/account?done=password", (await browser.Send("/admin/account/password", "/admin/account/password", new() { ["old"] = Staff.Password, ["password"] = Other })).To());
        Assert.Equal(HttpStatusCode.OK, await browser.Status("/admin"));
        Assert.Equal(HttpStatusCode.Found, await elsewhere.Status("/admin"));
        Assert.Equal("422", (await elsewhere.ByPassword(email)).To());
        Assert.Equal("/admin", (await elsewhere.ByPassword(email, Other)).To());
        Assert.Equal("Your password was changed", (await brand.Mails(email))[^1].Subject);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Who_forgot_the_password_chooses_a_new_one_after_a_mailed_link(string storage)
    {
        var server = await servers.On(storage);
        var brand = await server.NewBrand();
        var (email, _) = await brand.NewMember();
        var browser = server.Browser();
        (await browser.Post("/admin/sign-in/link", ("email", email))).Dispose();
        var link = await brand.MailedDoor(email);
        Assert.Contains("name=\"password\"", await browser.Text(link), StringComparison.Ordinal);
        Assert.Equal("/admin/account/password", (await browser.Post(link, ("password", "new"))).To());
        Assert.Equal("410", (await server.Browser().Post(link)).To());
        Assert.Equal("/admin/account?done=password", (await browser.Send("/admin/account/password", "/admin/account/password", new() { ["password"] = Other })).To());
        Assert.Equal("/admin", (await server.Browser().ByPassword(email, Other)).To());
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Asking_for_a_link_answers_the_same_whoever_asks_and_mails_only_staff(string storage)
    {
        var server = await servers.On(storage);
        var brand = await server.NewBrand();
        var (email, browser) = await brand.NewMember();
        using var known = await browser.Post("/admin/sign-in/link", ("email", email.ToUpperInvariant()));
        using var unknown = await browser.Post("/admin/sign-in/link", ("email", "nobody@example.com"));
        Assert.Equal(await known.Content.ReadAsStringAsync(), await unknown.Content.ReadAsStringAsync());
        Assert.Equal("access.sign-in", (await brand.Mails(email))[^1].Kind);
        Assert.Empty(await brand.Mails("nobody@example.com"));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Many_tries_from_one_address_are_slowed_and_other_addresses_are_not(string storage)
    {
        var server = await servers.On(storage);
        var address = storage == "sqlite" ? "127.8.0.1" : "127.8.0.2";
        var answers = await Task.WhenAll(Enumerable.Range(0, 70).Select(n => server.Browser(address).ByPassword($"nobody{n}@example.com")));
        var slowed = answers.Where(a => a.StatusCode == HttpStatusCode.TooManyRequests).ToList();
        Assert.NotEmpty(slowed);
        Assert.All(slowed, a => Assert.True(a.Headers.Contains("Retry-After")));
        Assert.Equal("422", (await server.Browser().ByPassword("nobody@example.com")).To());
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Signing_in_leads_on_to_the_page_asked_for_and_to_no_other_site(string storage)
    {
        var server = await servers.On(storage);
        var (email, _) = await (await server.NewBrand()).NewMember();
        using var asked = await server.Browser().Http.GetAsync("/admin/products?q=x");
        Assert.Equal("/admin/sign-in?then=%2Fadmin%2Fproducts%3Fq%3Dx", asked.Headers.Location!.PathAndQuery);
        foreach (var (then, leads) in ((string, string)[])[("/admin/products?q=x", "/admin/products?q=x"), ("https://elsewhere.example", "/admin"), ("//elsewhere.example", "/admin"), ("/admin/\\elsewhere.example", "/admin"), ("/p/123", "/admin")])
            Assert.Equal((then, leads), (then, (await server.Browser().Post("/admin/sign-in", ("email", email), ("password", Staff.Password), ("then", then))).To()));
    }
}
