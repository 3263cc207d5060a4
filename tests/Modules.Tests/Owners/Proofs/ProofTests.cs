using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Files;
using Nameplate.Platform.Jobs;
using Nameplate.Platform.Storage;
using Nameplate.Tests.Owners.Transfers;
using Nameplate.Tests.Products;

namespace Nameplate.Tests.Owners.Proofs;

public partial class ProofTests(Servers servers)
{
    public static readonly byte[] Photo = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_receipt_sent_right_after_registering_dates_the_warranty_above_the_sales_feed_for_good(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var serial = await brand.NewUnit(gtin);
        await brand.Import("sales", $"gtin,serial,sold_on,channel\n{gtin},{serial},2026-05-12,retail\n");
        using var visitor = brand.Server.Visitor();
        var receipt = await visitor.Receipt(gtin, serial, "ada@example.com", "2026-06-01");

        var asks = await visitor.GetStringAsync(receipt);
        var nothing = await (await visitor.Upload(receipt + "/proof", "receipt.txt", "milk 1.20"u8.ToArray())).Text(HttpStatusCode.UnprocessableEntity);
        using var sent = await visitor.Upload(receipt + "/proof", "IMG 1.png", Photo);
        var waits = await visitor.GetStringAsync(receipt);
        var proof = Assert.Single((await brand.Api.GetAsync("/api/v1/proofs?state=waiting").Expect(HttpStatusCode.OK)).GetProperty("items").EnumerateArray());
        var id = proof.GetProperty("id").GetString();
        var console = await ConsoleClient.SignIn(brand);
        var (today, review) = (await console.Text("/admin"), WebUtility.HtmlDecode(await console.Text("/admin/proofs/" + id)));
        using var file = await console.Http.GetAsync($"/admin/proofs/{id}/file");
        var future = await (await console.Send("/admin/proofs/" + id, $"/admin/proofs/{id}/decision", new() { ["decision"] = "approved", ["purchasedOn"] = "2100-01-01" })).Text(HttpStatusCode.UnprocessableEntity);
        using var approved = await console.Send("/admin/proofs/" + id, $"/admin/proofs/{id}/decision", new() { ["decision"] = "approved", ["purchasedOn"] = "2026-05-10" });
        await brand.Server.CaughtUp();
        var proven = await brand.Api.GetAsync($"/api/v1/units/{gtin}/{serial}/coverage").Expect(HttpStatusCode.OK);

        Assert.Contains("Photograph your receipt now", asks);
        Assert.Contains("neither a photo nor a PDF", nothing);
        Assert.Equal(receipt, sent.Headers.Location?.ToString());
        Assert.Contains("We have your receipt", waits);
        Assert.Contains("A receipt waits to be looked at", today);
        Assert.Contains("12 May 2026", review);
        Assert.Contains("1 June 2026", review);
        Assert.Equal("image/png", file.Content.Headers.ContentType?.MediaType);
        Assert.Contains("sandbox", file.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Contains("aria-invalid=\"true\"", future);
        Assert.EndsWith("done=proof-last", approved.Headers.Location?.ToString());
        Assert.Equal(("proof", "2026-05-10"), (proven.GetProperty("basis").GetString(), proven.GetProperty("commercial").GetProperty("from").GetString()));
        Assert.Equal("owners.proof-approved", (await brand.Mails("ada@example.com"))[^1].Kind);
        Assert.True(Assert.Single(await brand.Registrations()).GetProperty("proven").GetBoolean());
        await brand.Api.PutAsJsonAsync($"/api/v1/proofs/{id}/decision", new { decision = "rejected", reason = "x" }).Expect(HttpStatusCode.Conflict);

        await brand.Api.PostAsJsonAsync("/api/v1/transfers", new { units = new[] { new { gtin, serial } }, email = "bob@example.com" }).Expect(HttpStatusCode.OK);
        await brand.Api.PatchAsJsonAsync($"/api/v1/units/{gtin}/{serial}", new { market = "AT" }).Expect(HttpStatusCode.OK);
        await brand.Server.CaughtUp();
        Assert.Equal("proof", (await brand.Api.GetAsync($"/api/v1/units/{gtin}/{serial}/coverage").Expect(HttpStatusCode.OK)).GetProperty("basis").GetString());

        await brand.In(async services =>
        {
            var (db, past) = (services.GetRequiredService<AppDb>(), TimeProvider.System.GetUtcNow().AddDays(-91).UtcDateTime);
            await db.Database.ExecuteSqlAsync($"update owners_proof set decided_at = {past}");
            var job = services.GetServices<JobKind>().Single(k => k.Kind == "owners.forget-proofs").Type;
            await ((IJob)services.GetRequiredService(job)).Run(Job.New(brand.Brand.Id, "owners.forget-proofs", "", TimeProvider.System.GetUtcNow()), default);
            return await db.Set<StoredFile>().CountAsync(f => !f.Public);
        });
        Assert.Equal(HttpStatusCode.NotFound, await console.Status($"/admin/proofs/{id}/file"));
        Assert.Contains("past its time", await console.Text("/admin/proofs/" + id));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task What_cannot_be_read_is_asked_for_again_by_a_mailed_link_and_many_are_decided_at_once(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var serial = await brand.NewUnit(gtin);
        using var visitor = brand.Server.Visitor();
        var receipt = await visitor.Receipt(gtin, serial, "ada@example.com", "2026-06-01");
        using var owner = await brand.SignedIn("ada@example.com");

        var stranger = await visitor.GetAsync($"/p/{gtin}/{serial}/proof");
        await (await owner.Upload($"/p/{gtin}/{serial}/proof", "a.png", Photo)).Text(HttpStatusCode.OK);
        await (await owner.Upload($"/p/{gtin}/{serial}/proof", "b.pdf", Encoding.Latin1.GetBytes("%PDF-1.4\n1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>/Author(Eve Secret)>>endobj\n%%EOF"))).Text(HttpStatusCode.OK);
        var locked = await (await owner.Upload($"/p/{gtin}/{serial}/proof", "c.pdf", Encoding.Latin1.GetBytes("%PDF-1.4\n1 0 obj<</Encrypt 5 0 R>>endobj\n%%EOF"))).Text(HttpStatusCode.UnprocessableEntity);
        var heic = await (await owner.Upload($"/p/{gtin}/{serial}/proof", "d.heic", [0, 0, 0, 24, .. "ftypheic"u8, 0, 0, 0, 0])).Text(HttpStatusCode.UnprocessableEntity);
        var proofs = (await brand.Api.GetAsync("/api/v1/proofs").Expect(HttpStatusCode.OK)).GetProperty("items").EnumerateArray().Select(p => (Id: p.GetProperty("id").GetString()!, State: p.GetProperty("state").GetString())).ToList();
        var console = await ConsoleClient.SignIn(brand);
        using var pdf = await console.Http.GetAsync($"/admin/proofs/{proofs[0].Id}/file");
        var kept = Encoding.Latin1.GetString(await pdf.Content.ReadAsByteArrayAsync());
        await brand.Api.PutAsJsonAsync($"/api/v1/proofs/{proofs[0].Id}/decision", new { decision = "again" }).Expect(HttpStatusCode.UnprocessableEntity);
        using var again = await console.Send("/admin/proofs", "/admin/changes/start", new() { ["action"] = "proofs.decide", ["row"] = proofs[0].Id, ["decision"] = "again", ["reason"] = "The date cannot be read." });
        var mail = (await brand.Mails("ada@example.com"))[^1];
        var link = Again().Match(mail.Text).Value;
        var form = await (await visitor.GetAsync(link)).Text(HttpStatusCode.OK);
        await (await visitor.Upload(link, "e.png", Photo)).Text(HttpStatusCode.OK);
        var second = (await brand.Api.GetAsync("/api/v1/proofs?state=waiting").Expect(HttpStatusCode.OK)).GetProperty("items")[0].GetProperty("id").GetString()!;
        using var bulk = await console.Send("/admin/proofs", "/admin/changes/start", new() { ["action"] = "proofs.decide", ["row"] = second, ["decision"] = "approved", ["reason"] = "" });

        Assert.Equal(HttpStatusCode.Redirect, stranger.StatusCode);
        Assert.Equal(["waiting", "replaced"], proofs.Select(p => p.State));
        Assert.Contains("locked, damaged", locked);
        Assert.Contains("format of the phone", heic);
        Assert.Equal("attachment", pdf.Content.Headers.ContentDisposition?.DispositionType);
        Assert.DoesNotContain("/JavaScript", kept);
        Assert.DoesNotContain("/OpenAction", kept);
        Assert.DoesNotContain("Eve Secret", kept);
        Assert.Equal("owners.proof-again", mail.Kind);
        Assert.Contains("The date cannot be read.", form);
        Assert.True(Assert.Single(await brand.Registrations()).GetProperty("proven").GetBoolean());
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.GetAsync(link)).StatusCode);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_receipt_stands_in_for_the_code_from_the_box(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var serial = (await brand.Press(await brand.Mint(gtin, new { count = 1, prefix = "P" })))[0][1];
        using var visitor = brand.Server.Visitor("de");

        var form = await (await visitor.GetAsync($"/p/{gtin}/{serial}/proof")).Text(HttpStatusCode.OK);
        var wrong = await (await visitor.Upload($"/p/{gtin}/{serial}/proof", "a.png", Photo, ("email", "ada"))).Text(HttpStatusCode.UnprocessableEntity);
        await (await visitor.Upload($"/p/{gtin}/{serial}/proof", "a.png", Photo, ("email", "ada@example.com"), ("purchasedOn", "2026-06-03"))).Text(HttpStatusCode.OK);
        Assert.Empty(await brand.Registrations());
        var proof = Assert.Single((await brand.Api.GetAsync("/api/v1/proofs").Expect(HttpStatusCode.OK)).GetProperty("items").EnumerateArray());
        await brand.Api.PutAsJsonAsync($"/api/v1/proofs/{proof.GetProperty("id").GetString()}/decision", new { decision = "approved", purchasedOn = "2026-06-02" }).Expect(HttpStatusCode.OK);

        var registration = Assert.Single(await brand.Registrations());
        Assert.Contains("Mit dem Kassenbon registrieren", form);
        Assert.Contains("Schreiben Sie Ihre Adresse mit einem @", wrong);
        Assert.Equal(("ada@example.com", true), (registration.GetProperty("email").GetString(), registration.GetProperty("proven").GetBoolean()));
        Assert.StartsWith("2026-06-02", registration.GetProperty("purchasedOn").GetString());
        Assert.Equal(["owners.confirm", "owners.proof-approved"], (await brand.Mails("ada@example.com")).Select(m => m.Kind).Order());
    }

    [Theory, InlineData("true", true), InlineData("false", false)]
    public async Task A_scanner_that_is_configured_may_refuse_a_file(string command, bool isTaken)
    {
        await using var server = await Server.Start("sqlite", appsettings: $$"""{ "Files": { "Scan": { "Command": "{{command}}" } } }""");
        var brand = await server.NewBrand();
        var gtin = await brand.NewModel();
        using var visitor = server.Visitor();
        var receipt = await visitor.Receipt(gtin, await brand.NewUnit(gtin), "ada@example.com");

        using var sent = await visitor.Upload(receipt + "/proof", "a.png", Photo);

        Assert.Equal(isTaken ? HttpStatusCode.Redirect : HttpStatusCode.UnprocessableEntity, sent.StatusCode);
        Assert.Equal(isTaken ? 1 : 0, (await brand.Api.GetAsync("/api/v1/proofs").Expect(HttpStatusCode.OK)).GetProperty("items").GetArrayLength());
    }

    [GeneratedRegex("/p/[0-9]+/[^/\\s]+/proof/[A-Za-z0-9]+", RegexOptions.None, 1000)] private static partial Regex Again();
}
