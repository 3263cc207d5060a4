using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Nameplate.Tests.Resolver.Signals;

namespace Nameplate.Tests.Products.Lots;

/// <summary>Lots: what became of their units, and what is done to all of them at once.</summary>
public class LotTests(Servers servers)
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_lot_tells_how_many_of_it_were_made_shipped_registered_scanned_and_look_copied(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        await brand.Import("units", $"gtin,serial,lot,produced_on,market,status\n{gtin},L1A,2026-31,2026-07-27,DE,shipped\n{gtin},L1B,2026-31,2026-07-28,DE,minted\n{gtin},L1C,2026-31,2026-07-29,DE,test\n{gtin},L2A,A/1 %,,DE,minted\n{gtin},NOLOT,,,DE,minted\n".Replace("A/1 %", "A/1%", StringComparison.Ordinal));
        await brand.Api.PostAsJsonAsync("/api/v1/registrations", new { gtin, serial = "L1A", email = "ada@example.com" }).Expect(HttpStatusCode.Created);
        await brand.Scan(gtin, "L1A", ("2026-08-10T10:00:00Z", "US-CA"), ("2026-08-14T10:00:00Z", "US-CA"));

        var lots = (await brand.Api.GetAsync($"/api/v1/products/{gtin}/lots").Expect(HttpStatusCode.OK)).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(["2026-31 3 1 1 2 1 2026-07-27 2026-07-29", "A/1% 1 0 0 0 0  "], lots.Select(l => string.Join(' ', ((string[])["lot", "units", "shipped", "registered", "scans", "signals", "producedFrom", "producedTo"]).Select(f => l.GetProperty(f).ToString()))));
        var console = await ConsoleClient.SignIn(brand);
        var list = await console.Text($"/admin/lots?gtin={gtin}");
        Assert.Contains($"/admin/lots/{gtin}?lot=A%2F1%25", list, StringComparison.Ordinal);
        Assert.Contains("Lot A/1%", await console.Text($"/admin/lots/{gtin}?lot=A%2F1%25"), StringComparison.Ordinal);
        using var nowhere = await console.Http.GetAsync($"/admin/lots/{gtin}?lot=nobody");
        Assert.Equal(HttpStatusCode.NotFound, nowhere.StatusCode);
        Assert.Contains("2026-31,", await console.Text("/admin/lots.csv?gtin=" + gtin), StringComparison.Ordinal);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_change_of_a_whole_lot_is_undone_from_the_console_and_by_programs_and_leaves_a_trace(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        await brand.Import("units", $"gtin,serial,lot,market,status\n{gtin},U1,7,DE,minted\n{gtin},U2,7,DE,minted\n{gtin},U3,8,DE,minted\n");
        var console = await ConsoleClient.SignIn(brand);
        var page = await console.Text($"/admin/lots/{gtin}?lot=7");
        Assert.Contains("name=\"all\" value=\"true\"", page, StringComparison.Ordinal);
        var query = WebUtility.HtmlDecode(page.Split("name=\"query\" value=\"")[1].Split('"')[0]);
        using (var asked = await console.Send($"/admin/lots/{gtin}?lot=7", "/admin/changes", new() { ["query"] = query, ["all"] = "true", ["action"] = "units.status" })) Assert.Contains("2 units", await asked.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using (await console.Send($"/admin/lots/{gtin}?lot=7", "/admin/changes/start", new() { ["query"] = query, ["all"] = "true", ["action"] = "units.status", ["value"] = "shipped" })) { }
        Assert.Equal(["shipped", "shipped", "minted"], await States(brand, gtin));
        page = await console.Text($"/admin/lots/{gtin}?lot=7");
        var change = "/admin/changes/" + page.Split("/admin/changes/")[1].Split('"')[0];
        using (await console.Send(change, change + "/undoing", [])) { }
        Assert.Equal(["minted", "minted", "minted"], await States(brand, gtin));
        Assert.Contains("Undone", await console.Text($"/admin/lots/{gtin}?lot=7"), StringComparison.Ordinal);

        var begun = await brand.Api.PostAsJsonAsync("/api/v1/lot-changes", new { gtin, lot = "7", status = "shipped", shippedOn = "2026-08-03", market = "AT" }).Expect(HttpStatusCode.Accepted);
        var address = $"/api/v1/lot-changes/{begun.GetProperty("id").GetString()}";
        await Until(brand, address, c => c.GetProperty("status").GetString() == "done");
        await brand.Api.PatchAsJsonAsync($"/api/v1/units/{gtin}/U2", new { status = "in_service" }).Expect(HttpStatusCode.OK);      // went on meanwhile
        await brand.Api.PostAsync(address + "/undoing", null).Expect(HttpStatusCode.Accepted);
        await Until(brand, address, c => c.GetProperty("restored").GetInt32() == 1);
        Assert.Equal(["minted", "in_service", "minted"], await States(brand, gtin));
        var unit = await brand.Api.GetAsync($"/api/v1/units/{gtin}/U1").Expect(HttpStatusCode.OK);
        Assert.Equal(("DE", JsonValueKind.Null), (unit.GetProperty("market").GetString(), unit.GetProperty("shippedOn").ValueKind));
        await brand.Api.PostAsync(address + "/undoing", null).Expect(HttpStatusCode.Conflict);
        Assert.Equal(4, (await brand.Api.GetAsync($"/api/v1/units/{gtin}/U1/timeline").Expect(HttpStatusCode.OK)).GetProperty("items").EnumerateArray().Count(e => e.GetProperty("kind").GetString() == "state"));
    }

    static async Task<string[]> States(BrandClient brand, string gtin)
    {
        List<string> states = [];
        foreach (var serial in (string[])["U1", "U2", "U3"]) states.Add((await brand.Api.GetAsync($"/api/v1/units/{gtin}/{serial}").Expect(HttpStatusCode.OK)).GetProperty("status").GetString()!);
        return [.. states];
    }

    static async Task Until(BrandClient brand, string address, Func<JsonElement, bool> holds)
    {
        while (!holds(await brand.Api.GetAsync(address).Expect(HttpStatusCode.OK))) await Task.Delay(50);
    }
}
