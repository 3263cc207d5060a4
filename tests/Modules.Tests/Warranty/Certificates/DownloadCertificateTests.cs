using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Nameplate.Tests.Owners;

namespace Nameplate.Tests.Warranty.Certificates;

public partial class DownloadCertificateTests(Servers servers)
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task The_certificate_on_paper_says_what_the_page_says_and_names_nobody(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel("Kaffeemühle „Süß“");
        var serial = await brand.NewUnit(gtin, serial: "7Q4MKX2PV9TNA");
        var registered = await brand.Api.PostAsJsonAsync("/api/v1/registrations", new { gtin, serial, email = "ada.lovelace@example.com", name = "Ada Lovelace", purchasedOn = "2025-07-28" }).Expect(HttpStatusCode.Created);
        var address = new Uri(registered.GetProperty("certificatePdf").GetString()!).AbsolutePath;

        foreach (var (language, words) in ((string, string[])[])
        [
            ("en", ["Warranty until 28 July 2027", "28 July 2025 to 28 July 2027", "Your statutory rights against the seller are free of charge"]),
            ("de", ["Garantie bis 28. Juli 2027", "28. Juli 2025 bis 28. Juli 2027", "Ihre gesetzlichen Rechte gegenüber dem Verkäufer sind unentgeltlich"]),
            ("fr", ["Garantie jusqu’au 28 juillet 2027", "du 28 juillet 2025 au 28 juillet 2027", "Vos droits légaux envers le vendeur sont gratuits"]),
            ("es", ["Garantía hasta el 28 de julio de 2027", "del 28 de julio de 2025 al 28 de julio de 2027", "Sus derechos legales frente al vendedor son gratuitos"]),
        ])
        {
            using var visitor = brand.Server.Visitor(language);
            using var answer = await visitor.GetAsync(address);
            var paper = await answer.Content.ReadAsByteArrayAsync();
            var text = await Paper.Text(paper);

            Assert.Equal((HttpStatusCode.OK, "application/pdf"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
            Assert.All(words, w => Assert.Contains(w, text));
            foreach (var fact in (string[])["Kaffeemühle „Süß“", gtin, "7Q4M KX2P V9TN A", brand.Brand.Name]) Assert.Contains(fact, text);
            Assert.DoesNotContain("lovelace", text, StringComparison.OrdinalIgnoreCase);
            var page = await visitor.GetStringAsync($"/p/{gtin}/{serial}/warranty");
            Assert.Contains(NumberForm().Match(text).Value, page);
            Assert.Contains("/warranty.pdf", page);
            if (language == "en") Assert.Equal(new Uri((await brand.Api.GetAsync($"/api/v1/units/{gtin}/{serial}").Expect(HttpStatusCode.OK)).GetProperty("digitalLink").GetString()!), new Uri(Assert.Single(await Paper.Codes(paper))));      // scheme and host in capitals are the same address
        }
        Assert.Contains("/warranty.pdf", (await brand.Mails("ada.lovelace@example.com"))[0].Text);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Who_has_the_paper_is_not_sent_it_again_and_where_there_is_none_the_page_says_why(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var (owned, fresh) = (await brand.NewUnit(gtin), await brand.NewUnit(gtin));
        using var visitor = brand.Server.Visitor();
        await visitor.Receipt(gtin, owned, "ada@example.com", "2026-07-28");

        using var first = await visitor.GetAsync($"/p/{gtin}/{owned}/warranty.pdf");
        using var again = new HttpRequestMessage(HttpMethod.Get, $"/p/{gtin}/{owned}/warranty.pdf") { Headers = { IfNoneMatch = { first.Headers.ETag! } } };
        using var second = await visitor.SendAsync(again);
        using var german = await visitor.GetAsync($"/p/{gtin}/{owned}/warranty.pdf?lang=de");
        using var none = await visitor.GetAsync($"/p/{gtin}/{fresh}/warranty.pdf?lang=de");

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.NotEqual(first.Headers.ETag, german.Headers.ETag);
        Assert.Equal($"/p/{gtin}/{fresh}/warranty?lang=de", none.Headers.Location?.ToString());
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_name_too_long_and_letters_the_paper_does_not_hold_leave_it_readable(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel(string.Join(' ', Enumerable.Repeat("Ősi kávéőrlő 咖啡 (Größe L)", 6)));
        var serial = await brand.NewUnit(gtin, serial: "A/(3)%");
        using var visitor = brand.Server.Visitor();
        await brand.Api.PostAsJsonAsync("/api/v1/registrations", new { gtin, serial, email = "ada@example.com", purchasedOn = "2026-07-28" }).Expect(HttpStatusCode.Created);
        var text = await Paper.Text(await visitor.GetByteArrayAsync($"/p/{gtin}/{Uri.EscapeDataString(serial)}/warranty.pdf"));

        Assert.Contains("Osi kávéorlo ?? (Größe L)", text);
        Assert.Contains("A/(3)%", text);
        Assert.Contains("Registration is not a condition", text);
    }

    [GeneratedRegex("[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}", RegexOptions.None, 1000)] private static partial Regex NumberForm();
}
