using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Nameplate.Tests.Commerce;
using Nameplate.Tests.Owners;

namespace Nameplate.Tests.Platform.Mail;

public partial class LetterTests(Servers servers)
{
    static readonly byte[] Png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Both_parts_of_every_mail_say_the_same_in_the_readers_language(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var console = await ConsoleClient.SignIn(brand);
        const string Name = "Brühe & <b>Söhne</b>";
        using (var saved = await console.Send("/admin/settings/brand", "/admin/settings/brand", new() { ["name"] = Name, ["accent"] = "#ffff00", ["legalAddress"] = "Brühe GmbH\nHafenstraße 12", ["supportEmail"] = "help@brand.example", ["iban"] = "DE02120300000000202051" })) Assert.Equal(HttpStatusCode.Found, saved.StatusCode);
        using (var invited = await console.Send("/admin/settings/staff", "/admin/settings/staff", new() { ["email"] = $"new-{brand.Brand.Slug}@example.com", ["role"] = "support" })) Assert.Equal(HttpStatusCode.Found, invited.StatusCode);
        var gtin = await brand.NewModel("Mühle <script>\"XL\"</script>");
        await brand.Import("parts", "sku,name,kind,price,currency,stock,max_delivery_days\nfilter,Filter & Sieb,part,12.90,EUR,840,3\n");
        await brand.Import("fitment", $"sku,gtin\nfilter,{gtin}\n");

        foreach (var (language, words) in ((string, string)[])[("en", "You get this"), ("de", "Sie erhalten"), ("fr", "Vous recevez"), ("es", "Recibe este")])
        {
            var reader = $"{language}@example.com";
            var serial = await brand.NewUnit(gtin);
            using var visitor = brand.Server.Visitor(language);
            await visitor.Receipt(gtin, serial, reader, "2026-07-28");
            using var asked = await visitor.Send("/my/" + brand.Brand.Slug, new() { ["email"] = reader });
            brand.Api.DefaultRequestHeaders.AcceptLanguage.Clear();
            brand.Api.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
            var order = (await brand.Api.PostAsJsonAsync("/api/v1/orders", Shelf.OrderOf("filter", 2, reader, gtin: gtin, serial: serial)).Expect(HttpStatusCode.Created)).GetProperty("orderRef").GetString();
            await brand.Api.PostAsJsonAsync($"/api/v1/orders/{order}/payment", new { }).Expect(HttpStatusCode.OK);
            await brand.Api.PostAsJsonAsync($"/api/v1/orders/{order}/shipments", new { tracking = "DHL 0034" }).Expect(HttpStatusCode.OK);

            var mails = await brand.Mails(reader);
            Assert.Equal(["commerce.paid", "commerce.placed", "commerce.shipped", "owners.confirm", "owners.sign-in"], mails.Select(m => m.Kind).Order(StringComparer.Ordinal));
            Assert.All(mails, m => Says(m, language, words, Name));
            Assert.Contains(mails, m => Flat(m.Text).Contains("Mühle <script>\"XL\"</script>", StringComparison.Ordinal));
            Assert.Contains(mails, m => Flat(m.Text).Contains("DE02 1203 0000 0000 2020 51", StringComparison.Ordinal));
        }
        Assert.Contains("Brühe & <b>Söhne</b>", Assert.Single(await brand.Mails($"new-{brand.Brand.Slug}@example.com")).Text);
    }

    static void Says(Mailed mail, string language, string words, string brand)
    {
        Assert.Contains($"<html lang=\"{language}\"", mail.Html);
        Assert.DoesNotContain("<script", mail.Html);
        Assert.DoesNotContain("<b>", mail.Html);
        var shown = Flat(WebUtility.HtmlDecode(TagForm().Replace(BodyForm().Match(mail.Html).Value, " ")));
        foreach (var fact in (string[])[brand, "Hafenstraße 12", "help@brand.example", words])
        {
            Assert.Contains(fact, shown);
            Assert.Contains(fact, Flat(mail.Text));
        }
        // every sentence and figure of the plain part stands in the other; its addresses are behind the links
        foreach (var word in Flat(mail.Text).Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(w => w is not "--"))
            if (word.StartsWith("http", StringComparison.Ordinal)) Assert.Contains($"href=\"{WebUtility.HtmlEncode(word)}\"", mail.Html);
            else Assert.Contains(word.TrimEnd(':'), shown);
        Assert.All(mail.Text.Split('\n').Where(l => !l.StartsWith("http", StringComparison.Ordinal)), l => Assert.InRange(l.Length, 0, 78));
        Assert.DoesNotContain("url(", mail.Html);
        Assert.Empty(SourceForm().Matches(mail.Html));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_mail_shows_the_brands_own_pictures_and_none_from_elsewhere(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var console = await ConsoleClient.SignIn(brand);
        Dictionary<string, string> form = new() { ["name"] = "Brand", ["accent"] = "#0b6e4f" };
        using (var saved = await console.Send("/admin/settings/brand", "/admin/settings/brand", form, ("logo", "logo.png", Png))) Assert.Equal(HttpStatusCode.Found, saved.StatusCode);
        var gtin = await Pictured("https://elsewhere.example/spy.png");
        Assert.Equal("own", await Sources(gtin));      // the logo alone

        using (var saved = await console.Send("/admin/settings/brand", "/admin/settings/brand", new(form) { ["logoUrl"] = "/demo/aurora.svg" })) Assert.Equal(HttpStatusCode.Found, saved.StatusCode);
        Assert.Equal("", await Sources(gtin));              // mail programs draw no SVG: the name stands there
        Assert.Equal("", await Sources(await Pictured("/demo/brew-one.svg")));
        Assert.Equal("own", await Sources(await Pictured("/pictures/brew.jpg")));

        async Task<string> Pictured(string image)
        {
            var made = BrandClient.NewGtin();
            await brand.Import("products", $"gtin,name,model,category,image_url\n{made},Brew,B,espresso,{image}\n");
            return made;
        }

        async Task<string> Sources(string of)
        {
            var reader = $"r{Guid.CreateVersion7():n}@example.com";
            await brand.Server.Visitor().Receipt(of, await brand.NewUnit(of), reader);
            return string.Join(' ', SourceForm().Matches(Assert.Single(await brand.Mails(reader)).Html).Select(m => m.Groups["url"].Value.StartsWith(brand.Server.Url + "/", StringComparison.Ordinal) ? "own" : "foreign"));
        }
    }

    static string Flat(string text) => BlankForm().Replace(text, " ");

    [GeneratedRegex("<body.*</body>", RegexOptions.Singleline, 1000)] private static partial Regex BodyForm();
    [GeneratedRegex("<[^>]+>", RegexOptions.None, 1000)] private static partial Regex TagForm();
    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)] private static partial Regex BlankForm();
    [GeneratedRegex("src=\"(?<url>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)] private static partial Regex SourceForm();
}
