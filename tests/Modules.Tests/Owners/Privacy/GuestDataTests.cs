using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Nameplate.Tests.Commerce;

namespace Nameplate.Tests.Owners.Privacy;

public partial class GuestDataTests(Servers servers)
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_guest_reaches_the_data_of_an_address_by_mail_and_nobody_learns_who_is_known(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var (gtin, email, form) = (await brand.NewModel(), "guest@example.com", $"/privacy/{brand.Brand.Slug}/data");
        var (serial, visitor) = (await brand.NewUnit(gtin), brand.Server.Visitor());
        using (await visitor.Send($"/p/{gtin}/{serial}/safety", new() { ["email"] = email })) { }
        Assert.Contains(form, await visitor.GetStringAsync("/privacy/" + brand.Brand.Slug), StringComparison.Ordinal);
        var known = await (await visitor.Send(form, new() { ["email"] = email })).Text(HttpStatusCode.OK);
        Assert.Equal(known, await (await visitor.Send(form, new() { ["email"] = "nobody@example.com" })).Text(HttpStatusCode.OK));
        Assert.Empty(await brand.Mails("nobody@example.com"));
        var link = LinkForm().Match((await brand.Mails(email)).Last(m => m.Kind == "owners.data-link").Text).Value;

        var page = await (await visitor.GetAsync(link)).Text(HttpStatusCode.OK);
        Assert.Contains("Contacts for recalls", page, StringComparison.Ordinal);
        using (var zip = new ZipArchive(await (await visitor.Send(link + "/package", [])).Content.ReadAsStreamAsync())) Assert.Contains(zip.Entries, e => e.Name == "safety-contacts.csv");
        using var sent = await visitor.Send(link + "/erasure", new() { ["sure"] = "yes" });
        var receipt = sent.Headers.Location!.ToString();
        while (!(await visitor.GetStringAsync(receipt)).Contains("is deleted", StringComparison.Ordinal)) await Task.Delay(50);
        Assert.Equal(HttpStatusCode.Gone, (await visitor.GetAsync(link)).StatusCode);
        var requests = (await brand.Api.GetAsync("/api/v1/data-requests").Expect(HttpStatusCode.OK)).GetProperty("items");
        Assert.Equal(["erasure done", "access done"], requests.EnumerateArray().Select(r => $"{r.GetProperty("kind").GetString()} {r.GetProperty("state").GetString()}"));
        Assert.All(requests.EnumerateArray(), r => Assert.Null(r.GetProperty("email").GetString()));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_letter_has_its_clock_is_answered_in_the_console_and_an_objection_holds(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var (gtin, email) = (await brand.NewModel(), "ada@example.com");
        var serial = await brand.NewUnit(gtin);
        await brand.Server.Visitor().Receipt(gtin, serial, email);
        var console = await ConsoleClient.SignIn(brand);
        using var added = await console.Send("/admin/data-requests/new", "/admin/data-requests/new", new() { ["email"] = email, ["kind"] = "erasure", ["via"] = "letter", ["receivedOn"] = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), ["country"] = "DE", ["note"] = "Signed" });
        var path = added.Headers.Location!.ToString().Split('?')[0];
        var request = await brand.Api.GetAsync("/api/v1/data-requests/" + path.Split('/')[^1]).Expect(HttpStatusCode.OK);
        Assert.Equal(request.GetProperty("receivedAt").GetDateTimeOffset().AddMonths(1), request.GetProperty("dueAt").GetDateTimeOffset());
        Assert.Contains(request.GetProperty("number").GetString()!, await console.Text("/admin"), StringComparison.Ordinal);
        var california = await brand.Api.PostAsJsonAsync("/api/v1/data-requests", new { email = "carl@example.com", kind = "access", via = "phone", country = "US" }).Expect(HttpStatusCode.Created);
        Assert.Equal(45, Days(california.GetProperty("dueAt").GetDateTimeOffset() - california.GetProperty("receivedAt").GetDateTimeOffset()));
        var longer = await brand.Api.PostAsJsonAsync($"/api/v1/data-requests/{california.GetProperty("id").GetString()}/extension", new { reason = "Many letters" }).Expect(HttpStatusCode.OK);
        Assert.Equal(90, Days(longer.GetProperty("dueAt").GetDateTimeOffset() - california.GetProperty("receivedAt").GetDateTimeOffset()));
        await brand.Api.PostAsJsonAsync($"/api/v1/data-requests/{california.GetProperty("id").GetString()}/extension", new { reason = "Once more" }).Expect(HttpStatusCode.Conflict);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await console.Send(path, path + "/erasure", [])).StatusCode);      // not sure
        using (await console.Send(path, path + "/erasure", new() { ["sure"] = "yes" })) { }
        while ((await brand.Api.GetAsync("/api/v1/data-requests/" + path.Split('/')[^1]).Expect(HttpStatusCode.OK)) is var now && now.GetProperty("state").GetString() != "done") await Task.Delay(50);
        var kept = await brand.Api.GetAsync("/api/v1/data-requests/" + path.Split('/')[^1]).Expect(HttpStatusCode.OK);
        Assert.True(kept.GetProperty("held").TryGetProperty("warranty", out _));      // nobody gave it up: whose the unit is stays while the warranty runs, and nothing else
        Assert.Contains("Deleted", await console.Text(path), StringComparison.Ordinal);
        Assert.Single(await brand.Registrations());

        // an objection holds by a hash, whatever consent is on record
        var (other, browser) = ("linus@example.com", brand.Server.Visitor());
        await browser.Receipt(gtin, await brand.NewUnit(gtin), other);
        var signedIn = await brand.SignedIn(other);
        using (await signedIn.Send("/my/data/objection", [])) { }
        var stopped = (await brand.Api.GetAsync("/api/v1/suppressions").Expect(HttpStatusCode.OK)).GetProperty("items")[0];
        Assert.Equal("objected", stopped.GetProperty("reason").GetString());
    }

    static double Days(TimeSpan time) => Math.Round(time.TotalDays, 3);

    [GeneratedRegex("/data/[A-Za-z0-9]+", RegexOptions.None, 1000)] private static partial Regex LinkForm();
}
