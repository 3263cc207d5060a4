using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;

namespace Nameplate.Tests.Owners.Transfers;

public partial class TransferTests(Servers servers)
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_code_moves_the_unit_once_with_its_warranty_and_without_the_person(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var serial = await brand.NewUnit(gtin);
        using var visitor = brand.Server.Visitor();
        await visitor.Receipt(gtin, serial, "ada@example.com", "2026-05-10");
        using var seller = await brand.SignedIn("ada@example.com");
        await seller.Send("/my/account/name", new() { ["name"] = "Ada Lovelace" });
        var before = await brand.Api.GetAsync($"/api/v1/units/{gtin}/{serial}/coverage").Expect(HttpStatusCode.OK);

        using var made = await seller.Send($"/p/{gtin}/{serial}/transfer/code", []);
        using var twice = await seller.Send($"/p/{gtin}/{serial}/transfer/code", []);
        var offer = await (await seller.GetAsync($"/p/{gtin}/{serial}/transfer")).Text(HttpStatusCode.OK);
        var code = Code().Match(offer).Groups["code"].Value;
        var form = await (await visitor.GetAsync($"/p/{gtin}/{serial}/transfer")).Text(HttpStatusCode.OK);
        var wrong = await (await visitor.Take(gtin, serial, "AAAA-AAAA", "eve@example.com")).Text(HttpStatusCode.UnprocessableEntity);
        var hundred = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => visitor.Take(gtin, serial, code.ToLowerInvariant().Replace("-", " "), $"buyer{i}@example.com")));

        Assert.Contains("name=\"code\"", form);
        Assert.DoesNotContain(code, form);
        Assert.DoesNotContain("ada@", form + wrong);
        Assert.Contains("This code is not right", wrong);
        Assert.Contains("value=\"eve@example.com\"", wrong);
        var moved = Assert.Single(hundred, a => a.StatusCode == HttpStatusCode.Redirect);
        Assert.Equal(99, hundred.Count(a => a.StatusCode == HttpStatusCode.UnprocessableEntity));
        var receipt = await (await visitor.GetAsync(moved.Headers.Location)).Text(HttpStatusCode.OK);
        var registrations = await brand.Registrations();
        var (former, now) = (registrations.Single(r => r.GetProperty("email").GetString() == "ada@example.com"), registrations.Single(r => r.GetProperty("endedAt").GetString() is null));
        var buyer = now.GetProperty("email").GetString()!;
        Assert.Equal(2, registrations.Count);
        Assert.Equal("transfer", now.GetProperty("channel").GetString());
        Assert.NotNull(former.GetProperty("endedAt").GetString());
        Assert.Contains("It’s yours", receipt);
        Assert.DoesNotContain("When did you buy it", receipt);
        Assert.DoesNotContain("Ada", receipt);
        Assert.Equal(before.ToString(), (await brand.Api.GetAsync($"/api/v1/units/{gtin}/{serial}/coverage").Expect(HttpStatusCode.OK)).ToString());
        var transfer = Assert.Single((await brand.Api.GetAsync("/api/v1/transfers").Expect(HttpStatusCode.OK)).GetProperty("items").EnumerateArray());
        Assert.Equal(("moved", "code", former.GetProperty("owner").GetString(), now.GetProperty("owner").GetString()), (transfer.GetProperty("state").GetString(), transfer.GetProperty("way").GetString(), transfer.GetProperty("from").GetString(), transfer.GetProperty("to").GetString()));
        Assert.Equal("owners.passed-on", (await brand.Mails("ada@example.com"))[^1].Kind);
        Assert.Single(await brand.Mails(buyer));
        using var owner = await brand.SignedIn(buyer);
        var (theirs, formers) = (await owner.GetStringAsync("/my"), await seller.GetStringAsync("/my"));
        Assert.Contains("Brew One", theirs);
        Assert.DoesNotContain("Ada", theirs);
        Assert.DoesNotContain(buyer, formers);
        Assert.Contains("Pass it on", await owner.GetStringAsync($"/p/{gtin}/{serial}/transfer"));
        Assert.DoesNotContain("Pass it on", await seller.GetStringAsync($"/p/{gtin}/{serial}/transfer"));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_code_ends_after_ten_wrong_tries_and_when_it_is_taken_back(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var serial = await brand.NewUnit(gtin);
        using var visitor = brand.Server.Visitor();
        await visitor.Receipt(gtin, serial, "ada@example.com");
        using var seller = await brand.SignedIn("ada@example.com");

        var first = await seller.OfferedCode(gtin, serial);
        for (var i = 0; i < 10; i++) Assert.Equal(HttpStatusCode.UnprocessableEntity, (await visitor.Take(gtin, serial, "BBBB-BBBB", "eve@example.com")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await visitor.Take(gtin, serial, first, "eve@example.com")).StatusCode);
        var second = await seller.OfferedCode(gtin, serial);
        await seller.Send($"/p/{gtin}/{serial}/transfer/withdrawal", []);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await visitor.Take(gtin, serial, second, "eve@example.com")).StatusCode);
        using var stranger = await visitor.Send($"/p/{gtin}/{serial}/transfer/end", []);
        Assert.NotEqual(first, second);
        Assert.Null(Assert.Single(await brand.Registrations()).GetProperty("endedAt").GetString());

        await seller.Send($"/p/{gtin}/{serial}/transfer/end", []);

        Assert.NotNull(Assert.Single(await brand.Registrations()).GetProperty("endedAt").GetString());
        Assert.Equal("owners.given-up", (await brand.Mails("ada@example.com"))[^1].Kind);
        Assert.Contains("Register my Brew One", await visitor.GetStringAsync($"/p/{gtin}/{serial}"));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Who_has_no_code_asks_the_owner_who_answers_by_a_mailed_button(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var serial = await brand.NewUnit(gtin);
        using var visitor = brand.Server.Visitor();
        await visitor.Receipt(gtin, serial, "ada@example.com");

        var asked = await (await visitor.Ask(gtin, serial, "bob@example.com")).Text(HttpStatusCode.OK);
        var again = await (await visitor.Ask(gtin, serial, "bob@example.com")).Text(HttpStatusCode.OK);
        var asOwner = await (await visitor.Ask(gtin, serial, "ADA@example.com")).Text(HttpStatusCode.OK);
        var toOwner = (await brand.Mails("ada@example.com")).Single(m => m.Kind == "owners.transfer-ask");
        var toAsker = Assert.Single(await brand.Mails("bob@example.com"));
        var (owners, askers) = (Link().Match(toOwner.Text).Value, Link().Match(toAsker.Text).Value);
        var question = await (await visitor.GetAsync(owners)).Text(HttpStatusCode.OK);
        Assert.Single(await brand.Registrations());
        var stolen = await (await visitor.Send(askers, new() { ["answer"] = "yes" })).Text(HttpStatusCode.OK);
        Assert.Single(await brand.Registrations());
        var yes = await (await visitor.Send(owners, new() { ["answer"] = "yes" })).Text(HttpStatusCode.OK);

        Assert.Equal(asked, again);
        Assert.Equal(asked, asOwner);
        Assert.Contains("b•••@example.com", question);
        Assert.DoesNotContain("bob@", question);
        Assert.DoesNotContain("bob@", toOwner.Text + toOwner.Html);
        Assert.DoesNotContain("ada@", toAsker.Text + toAsker.Html + stolen);
        Assert.Contains("in the name of its new owner", yes);
        Assert.Equal("bob@example.com", (await brand.Registrations()).Single(r => r.GetProperty("endedAt").GetString() is null).GetProperty("email").GetString());
        Assert.Equal(HttpStatusCode.Gone, (await visitor.GetAsync(owners)).StatusCode);
        Assert.Contains("It is yours", await visitor.GetStringAsync(askers));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task What_the_owner_disputes_staff_decide_with_evidence_and_a_reason(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var serial = await brand.NewUnit(gtin);
        using var visitor = brand.Server.Visitor();
        await visitor.Receipt(gtin, serial, "ada@example.com");
        await visitor.Ask(gtin, serial, "bob@example.com");
        var early = (await brand.Api.GetAsync("/api/v1/transfers?state=asked").Expect(HttpStatusCode.OK)).GetProperty("items")[0];
        var id = early.GetProperty("id").GetString();
        await brand.Api.PutAsJsonAsync($"/api/v1/transfers/{id}/decision", new { decision = "approved", reason = "Too early" }).Expect(HttpStatusCode.Conflict);
        var askers = Link().Match((await brand.Mails("bob@example.com"))[^1].Text).Value;

        await (await visitor.Send(Link().Match((await brand.Mails("ada@example.com")).Single(m => m.Kind == "owners.transfer-ask").Text).Value, new() { ["answer"] = "no" })).Text(HttpStatusCode.OK);
        var script = await (await visitor.Upload(askers + "/evidence", "bill.jpg", "<script>alert(1)</script>"u8.ToArray())).Text(HttpStatusCode.UnprocessableEntity);
        using var sent = await visitor.Upload(askers + "/evidence", "bill.png", Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="), ("note", "From a market"));
        var console = await ConsoleClient.SignIn(brand);
        var (today, queue) = (await console.Text("/admin"), WebUtility.HtmlDecode(await console.Text($"/admin/transfers?state=due&open={id}")));
        using var file = await console.Http.GetAsync($"/admin/transfers/{id}/evidence");
        await brand.Api.PutAsJsonAsync($"/api/v1/transfers/{id}/decision", new { decision = "approved" }).Expect(HttpStatusCode.UnprocessableEntity);
        using var decided = await console.Send($"/admin/transfers?open={id}", $"/admin/transfers/{id}/decision", new() { ["decision"] = "approved", ["reason"] = "The bill shows the serial." });

        Assert.Contains("neither a photo nor a PDF", script);
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        Assert.Contains("A transfer waits for your decision", today);
        Assert.Contains("From a market", queue);
        Assert.Contains("Give it to who asks", queue);
        Assert.Equal("image/png", file.Content.Headers.ContentType?.MediaType);
        Assert.Contains("sandbox", file.Headers.GetValues("Content-Security-Policy").Single());
        Assert.EndsWith("done=transfer", decided.Headers.Location?.ToString());
        Assert.Equal("bob@example.com", (await brand.Registrations()).Single(r => r.GetProperty("endedAt").GetString() is null).GetProperty("email").GetString());
        Assert.Contains("The bill shows the serial.", (await brand.Mails("ada@example.com"))[^1].Text);
        await brand.Api.PutAsJsonAsync($"/api/v1/transfers/{id}/decision", new { decision = "refused", reason = "No" }).Expect(HttpStatusCode.Conflict);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_fleet_changes_hands_over_the_api_from_a_list_and_by_a_file(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        await brand.Import("units", "gtin,serial\n" + string.Concat(Enumerable.Range(1, 7).Select(i => $"{gtin},F{i}\n")));
        await brand.Import("registrations", "gtin,serial,registered_at,email\n" + string.Concat(Enumerable.Range(1, 6).Select(i => $"{gtin},F{i},2026-03-01,fleet@example.com\n")));
        var units = Enumerable.Range(1, 3).Select(i => new { gtin, serial = "F" + i }).Append(new { gtin, serial = "F7" }).ToArray();

        var moved = await brand.Api.PostAsJsonAsync("/api/v1/transfers", new { units, email = "leasing@example.com", reason = "Lease" }).Expect(HttpStatusCode.OK);
        var again = await brand.Api.PostAsJsonAsync("/api/v1/transfers", new { units, email = "leasing@example.com", reason = "Lease" }).Expect(HttpStatusCode.OK);
        var console = await ConsoleClient.SignIn(brand);
        var rows = (await brand.Registrations()).Where(r => r.GetProperty("serial").GetString() is "F4" or "F5").Select(r => r.GetProperty("id").GetString()!).ToList();
        foreach (var row in rows) using (var one = await console.Send("/admin/registrations", "/admin/changes/start", new() { ["action"] = "registrations.transfer", ["row"] = row, ["to"] = "leasing@example.com", ["reason"] = "" })) Assert.Equal(HttpStatusCode.Redirect, one.StatusCode);
        var file = $"gtin,serial,transferred_at,to_email,from_email\n{gtin},F6,2026-04-01,leasing@example.com,fleet@example.com\n{gtin},F6,2026-05-01,third@example.com,leasing@example.com\n{gtin},F7,2026-04-01,leasing@example.com,\n{gtin},F1,2026-04-01,x@example.com,fleet@example.com\n";
        var import = await brand.Import("transfers", file);
        var twice = await brand.Import("transfers", file);

        Assert.Equal((3, 0, 1), (moved.GetProperty("moved").GetInt32(), moved.GetProperty("unchanged").GetInt32(), moved.GetProperty("refused").GetInt32()));
        Assert.Equal((0, 3, 1), (again.GetProperty("moved").GetInt32(), again.GetProperty("unchanged").GetInt32(), again.GetProperty("refused").GetInt32()));
        Assert.Equal((2, 2), (import.GetProperty("added").GetInt64(), import.GetProperty("refused").GetInt64()));
        Assert.Equal((0, 2), (twice.GetProperty("added").GetInt64(), twice.GetProperty("refused").GetInt64()));
        var inForce = (await brand.Registrations()).Where(r => r.GetProperty("endedAt").GetString() is null).ToDictionary(r => r.GetProperty("serial").GetString()!, r => r.GetProperty("email").GetString());
        Assert.Equal(("leasing@example.com", "leasing@example.com", "leasing@example.com", "third@example.com"), (inForce["F1"], inForce["F4"], inForce["F5"], inForce["F6"]));
        Assert.Equal(5, (await brand.Mails("leasing@example.com")).Count);
        Assert.Empty(await brand.Mails("third@example.com"));
    }

    [GeneratedRegex("/handover/[A-Za-z0-9]+", RegexOptions.None, 1000)] private static partial Regex Link();
    [GeneratedRegex("<b>(?<code>[A-Z1-9]{4}-[A-Z1-9]{4})</b>", RegexOptions.ExplicitCapture, 1000)] private static partial Regex Code();
}

static partial class TransferSteps
{
    public static Task<HttpResponseMessage> Take(this HttpClient visitor, string gtin, string serial, string code, string email) => visitor.Send($"/p/{gtin}/{serial}/transfer", new() { ["code"] = code, ["email"] = email });

    public static Task<HttpResponseMessage> Ask(this HttpClient visitor, string gtin, string serial, string email) => visitor.Upload($"/p/{gtin}/{serial}/transfer/request", null, [], ("email", email));

    public static async Task<string> OfferedCode(this HttpClient seller, string gtin, string serial)
    {
        await seller.Send($"/p/{gtin}/{serial}/transfer/code", []);
        return CodeForm().Match(await seller.GetStringAsync($"/p/{gtin}/{serial}/transfer")).Groups["code"].Value;
    }

    /// <summary>Sends a form with a file as a browser does from the page itself.</summary>
    public static async Task<HttpResponseMessage> Upload(this HttpClient visitor, string path, string? name, byte[] bytes, params (string Name, string Value)[] fields)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (field, value) in fields) form.Add(new StringContent(value), field);
        if (name is not null) form.Add(new ByteArrayContent(bytes), "file", name);
        if (name is null) form.Add(new StringContent(""), "nothing");
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = form };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        return await visitor.SendAsync(request);
    }

    [GeneratedRegex("<b>(?<code>[A-Z1-9]{4}-[A-Z1-9]{4})</b>", RegexOptions.ExplicitCapture, 1000)] private static partial Regex CodeForm();
}
