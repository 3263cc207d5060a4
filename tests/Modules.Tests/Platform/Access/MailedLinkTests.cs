using System.Net;
using System.Text.RegularExpressions;
using Nameplate.Tests.Owners;

namespace Nameplate.Tests.Platform.Access;

/// <summary>A mailed link belongs to the browser that asked: whoever else holds it holds nothing.</summary>
public partial class MailedLinkTests(Servers servers)
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_mailed_link_opens_where_it_was_asked_for_and_its_code_is_typed_there_and_nowhere_else(string storage)
    {
        var server = await servers.On(storage);
        var brand = await server.NewBrand();
        var (email, _) = await brand.NewMember();
        var (laptop, phone) = (server.Browser(), server.Browser());
        (await laptop.Post("/admin/sign-in/link", ("email", email))).Dispose();
        var (link, code) = (await brand.MailedDoor(email), await Code(brand, email));

        using (var elsewhere = await phone.Http.GetAsync(link)) Assert.Contains("Opened on another device", await elsewhere.Text(HttpStatusCode.Forbidden));
        Assert.Equal("403", (await phone.Post(link)).To());
        Assert.Equal("422", (await phone.Post("/admin/sign-in/link/code", ("code", code))).To());
        Assert.Equal(HttpStatusCode.Found, await phone.Status("/admin"));

        Assert.Equal("/admin/account/password", (await laptop.Post("/admin/sign-in/link/code", ("code", code.Insert(3, " ")), ("password", "new"))).To());
        Assert.Equal(HttpStatusCode.OK, await laptop.Status("/admin/account/password"));
        Assert.Equal("410", (await laptop.Post(link)).To());      // used up by its code
        Assert.Equal("422", (await laptop.Post("/admin/sign-in/link/code", ("code", code))).To());
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_stranger_who_asks_keeps_nobody_from_their_own_link_and_guesses_no_code(string storage)
    {
        var server = await servers.On(storage);
        var brand = await server.NewBrand();
        var (email, _) = await brand.NewMember();
        var (stranger, person) = (server.Browser(), server.Browser(storage == "sqlite" ? "127.7.1.1" : "127.7.2.1"));      // another network
        (await stranger.Post("/admin/sign-in/link", ("email", email))).Dispose();
        var theirs = await Code(brand, email);
        (await stranger.Post("/admin/sign-in/link", ("email", email))).Dispose();      // a second within the minute is not mailed
        Assert.Single(await brand.Mails(email), m => m.Kind == "access.sign-in");

        (await person.Post("/admin/sign-in/link", ("email", email))).Dispose();
        Assert.Equal("/admin", (await person.Post(await brand.MailedDoor(email))).To());

        var unknown = server.Browser();
        (await unknown.Post("/admin/sign-in/link", ("email", "nobody@example.com"))).Dispose();
        var wrong = theirs == "111111" ? "222222" : "111111";
        for (var n = 0; n < 5; n++)
        {
            using var told = await stranger.Post("/admin/sign-in/link/code", ("code", wrong));
            using var toldUnknown = await unknown.Post("/admin/sign-in/link/code", ("code", wrong));
            Assert.Equal(await toldUnknown.Text(HttpStatusCode.UnprocessableEntity), await told.Text(HttpStatusCode.UnprocessableEntity));
        }
        Assert.Equal("422", (await stranger.Post("/admin/sign-in/link/code", ("code", theirs))).To());      // right, but too late
    }

    static async Task<string> Code(BrandClient brand, string email)
    {
        await brand.MailedDoor(email);
        var found = CodeForm().Match((await brand.Mails(email)).Last(m => m.Kind == "access.sign-in").Text);
        Assert.True(found.Success);
        return found.Groups["code"].Value.Replace(" ", "", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"code there:\s(?<code>\d{3} \d{3})", RegexOptions.ExplicitCapture, 1000)] private static partial Regex CodeForm();
}
