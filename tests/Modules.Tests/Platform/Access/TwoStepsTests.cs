using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Access;
using Nameplate.Platform.Storage;
using Nameplate.Tests.Owners;

namespace Nameplate.Tests.Platform.Access;

public class TwoStepsTests(Servers servers)
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task With_an_app_set_up_the_password_alone_opens_nothing_and_a_code_works_once(string storage)
    {
        var server = await servers.On(storage);
        var (email, browser) = await (await server.NewBrand()).NewMember();
        var (phone, paper) = await browser.TurnOnTwoSteps();
        Assert.Equal(10, paper.Distinct().Count());

        var second = server.Browser();
        Assert.Equal("/admin/sign-in/code", (await second.ByPassword(email)).To());
        Assert.Equal(HttpStatusCode.Found, await second.Status("/admin"));
        Assert.Equal("422", (await second.Post("/admin/sign-in/code", ("code", "12345"))).To());
        var code = await phone.Code();
        Assert.Equal("/admin", (await second.Post("/admin/sign-in/code", ("code", code))).To());
        Assert.Equal(HttpStatusCode.OK, await second.Status("/admin"));

        var third = server.Browser();
        (await third.ByPassword(email)).Dispose();
        Assert.Equal("422", (await third.Post("/admin/sign-in/code", ("code", code))).To());
        Assert.Equal("410", (await server.Browser().Post("/admin/sign-in/code", ("code", code))).To());
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_recovery_code_works_once_and_new_ones_replace_it(string storage)
    {
        var server = await servers.On(storage);
        var (email, browser) = await (await server.NewBrand()).NewMember();
        var (phone, paper) = await browser.TurnOnTwoSteps();
        Assert.Equal("/admin", await With(paper[0].ToUpperInvariant().Replace('-', ' ')));
        Assert.Equal("422", await With(paper[0]));
        Assert.Contains("9 recovery codes left", await browser.Text("/admin/account"), StringComparison.Ordinal);

        using var renewed = await browser.Send("/admin/account/two-steps", "/admin/account/recovery-codes", new() { ["code"] = await phone.Code() });
        Assert.Equal(HttpStatusCode.OK, renewed.StatusCode);
        Assert.Equal("422", await With(paper[1]));

        async Task<string?> With(string code)
        {
            var another = server.Browser();
            (await another.ByPassword(email)).Dispose();
            return (await another.Post("/admin/sign-in/code", ("code", code))).To();
        }
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_mailed_link_does_not_replace_the_code(string storage)
    {
        var server = await servers.On(storage);
        var brand = await server.NewBrand();
        var (email, browser) = await brand.NewMember();
        var (phone, _) = await browser.TurnOnTwoSteps();
        var second = server.Browser();
        (await second.Post("/admin/sign-in/link", ("email", email))).Dispose();
        Assert.Equal("/admin/sign-in/code?then=%2Fadmin%2Faccount%2Fpassword", (await second.Post(await brand.MailedDoor(email), ("password", "new"))).To());
        Assert.Equal(HttpStatusCode.Found, await second.Status("/admin/account/password"));
        Assert.Equal("/admin/account/password", (await second.Post("/admin/sign-in/code", ("code", await phone.Code()), ("then", "/admin/account/password"))).To());
        Assert.Equal(HttpStatusCode.OK, await second.Status("/admin/account/password"));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task After_wrong_codes_the_right_one_has_to_wait_and_a_stranger_cannot_bring_that_about(string storage)
    {
        var server = await servers.On(storage);
        var (email, browser) = await (await server.NewBrand()).NewMember();
        var (_, paper) = await browser.TurnOnTwoSteps();
        var stranger = server.Browser();
        for (var n = 0; n < 6; n++) (await stranger.Post("/admin/sign-in/code", ("code", "nonsense"))).Dispose();
        var second = server.Browser();
        (await second.ByPassword(email)).Dispose();
        Assert.Equal("/admin", (await second.Post("/admin/sign-in/code", ("code", paper[0]))).To());

        (await second.ByPassword(email)).Dispose();
        for (var n = 0; n < 5; n++) Assert.Equal("422", (await second.Post("/admin/sign-in/code", ("code", "nonsense"))).To());
        Assert.Equal("422", (await second.Post("/admin/sign-in/code", ("code", paper[1]))).To());
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Turning_it_off_asks_for_a_code_and_is_told_by_mail(string storage)
    {
        var server = await servers.On(storage);
        var brand = await server.NewBrand();
        var (email, browser) = await brand.NewMember();
        var (phone, _) = await browser.TurnOnTwoSteps();
        Assert.Equal("422", (await browser.Send("/admin/account/two-steps", "/admin/account/two-steps/removal", new() { ["off"] = "" })).To());
        Assert.Equal("/admin/account?done=twoStepsOff", (await browser.Send("/admin/account/two-steps", "/admin/account/two-steps/removal", new() { ["off"] = await phone.Code() })).To());
        Assert.Equal("/admin", (await server.Browser().ByPassword(email)).To());
        Assert.Equal("Signing in no longer asks for a code", (await brand.Mails(email))[^1].Subject);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Who_lost_phone_and_paper_is_helped_by_an_owner_of_their_one_brand_and_told_by_mail(string storage)
    {
        var server = await servers.On(storage);
        var (brand, other) = (await server.NewBrand(), await server.NewBrand());
        var (email, browser) = await brand.NewMember();
        await browser.TurnOnTwoSteps();
        var (owner, page) = (await brand.Chief(), $"/admin/settings/staff/{await StaffId(brand, email)}");
        Assert.Contains("two-steps/removal", await owner.Text(page), StringComparison.Ordinal);
        Assert.DoesNotContain("two-steps/removal", await browser.Text(page), StringComparison.Ordinal);      // nobody helps themself past the code
        Assert.Equal("404", (await browser.Send(page, page + "/two-steps/removal", new() { ["sure"] = "true" })).To());

        Assert.Equal(page + "?done=no-tick", (await owner.Send(page, page + "/two-steps/removal", [])).To());
        Assert.Equal(HttpStatusCode.OK, await browser.Status("/admin"));
        Assert.Equal(page + "?done=two-steps-reset", (await owner.Send(page, page + "/two-steps/removal", new() { ["sure"] = "true" })).To());
        Assert.Equal(HttpStatusCode.Found, await browser.Status("/admin"));
        Assert.Equal("/admin", (await server.Browser().ByPassword(email)).To());
        Assert.Equal("Your sign-in codes were taken away", (await brand.Mails(email))[^1].Subject);
        Assert.Contains("/two-steps/removal", await owner.Text("/admin/settings/audit.csv?subject=platform.staff-member"), StringComparison.Ordinal);

        var (shared, theirs) = await brand.NewMember();      // one brand does not make the door of another weaker
        await theirs.TurnOnTwoSteps();
        await brand.In(async s => { var db = s.GetRequiredService<AppDb>(); db.Add(new Membership { BrandId = other.Brand.Id, StaffId = await StaffId(brand, shared), Role = StaffRole.Readonly }); return await db.SaveChangesAsync(); });
        var sharedPage = $"/admin/settings/staff/{await StaffId(brand, shared)}";
        Assert.Contains("nameplate staff reset-codes", await owner.Text(sharedPage), StringComparison.Ordinal);
        Assert.Equal("404", (await owner.Send(sharedPage, sharedPage + "/two-steps/removal", new() { ["sure"] = "true" })).To());

        string[] where = ["--brand", brand.Brand.Slug, "--data", server.Settings.Data.FullName, .. server.Settings.Postgres is { } postgres ? new[] { "--postgres", postgres } : []];
        Assert.Equal(1, (await Host.Program.Run(["staff", "reset-codes", "nobody@example.com", .. where])).Code);
        var done = await Host.Program.Run(["staff", "reset-codes", shared.ToUpperInvariant(), .. where]);
        Assert.True(done.Code == 0, done.Error);
        Assert.Equal(HttpStatusCode.Found, await theirs.Status("/admin"));
        Assert.Equal("/admin", (await server.Browser().ByPassword(shared)).To());
        Assert.Contains("nameplate staff reset-codes", await owner.Text("/admin/settings/audit.csv?subject=platform.staff-member"), StringComparison.Ordinal);
    }

    static Task<Guid> StaffId(BrandClient brand, string email) => brand.In(s => s.GetRequiredService<AppDb>().Users.Where(u => u.Email == email).Select(u => u.Id).SingleAsync());

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_brand_may_ask_two_steps_of_everybody_and_leads_those_without_to_set_them_up(string storage)
    {
        var server = await servers.On(storage);
        var brand = await server.NewBrand();
        var (_, browser) = await brand.NewMember();
        var owner = await brand.Chief();
        Assert.Equal("/admin/settings/staff?done=saved", (await owner.Send("/admin/settings/staff", "/admin/settings/staff/two-steps", new() { ["needed"] = "true" })).To());

        foreach (var path in (string[])["/admin", "/admin/products", "/admin/settings/keys"]) Assert.Equal("/admin/account/two-steps", (await browser.Http.GetAsync(path)).To());
        Assert.Equal("/admin/account/two-steps", (await browser.Send("/admin/account", "/admin/settings/keys", new() { ["name"] = "shop" })).To());
        await browser.TurnOnTwoSteps();
        Assert.Equal(HttpStatusCode.OK, await browser.Status("/admin"));
    }
}
