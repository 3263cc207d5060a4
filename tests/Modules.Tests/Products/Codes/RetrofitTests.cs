using System.Net;
using System.Net.Http.Json;
using Nameplate.Tests.Resolver.Signals;

namespace Nameplate.Tests.Products.Codes;

public class RetrofitTests(Servers servers)
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_new_label_is_bound_to_a_unit_in_the_field_and_both_codes_lead_to_it(string storage)
    {
        var server = await servers.On(storage);
        var brand = await server.NewBrand();
        var gtin = await brand.NewModel();
        var old = await brand.NewUnit(gtin, serial: "OLD-77");
        var mint = await brand.Mint(gtin, new { count = 31, forField = true });
        var codes = (await brand.Press(mint)).Select(l => l[1]).ToList();
        var (visitor, console, code) = (server.Visitor(), await ConsoleClient.SignIn(brand), codes[0]);

        using var free = await visitor.GetAsync($"/p/{gtin}/{code}");
        var notice = await free.Content.ReadAsStringAsync();
        Assert.Equal((HttpStatusCode.NotFound, 31), (free.StatusCode, codes.Count));
        Assert.Contains($"/admin/retrofit?code={code}&amp;gtin={gtin}", notice, StringComparison.Ordinal);
        Assert.Contains($"value=\"{code}\"", await console.Text($"/admin/retrofit?code={code}&gtin={gtin}"), StringComparison.Ordinal);
        Assert.DoesNotContain("<script", notice, StringComparison.Ordinal);

        using var bound = await console.Send($"/admin/retrofit?code={code}", "/admin/retrofit", new() { ["code"] = $"https://id.example.com/01/{gtin}/21/{code}", ["serial"] = " old-77 " });
        Assert.StartsWith($"/admin/retrofit?done=bound&gtin={gtin}&serial=OLD-77", bound.Headers.Location?.ToString(), StringComparison.Ordinal);
        foreach (var serial in (string[])[old, code])
        {
            Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync($"/p/{gtin}/{serial}")).StatusCode);
            using var scan = await visitor.GetAsync($"/01/{gtin}/21/{serial}");
            Assert.EndsWith($"/p/{gtin}/{serial}", scan.Headers.Location?.ToString(), StringComparison.Ordinal);
            Assert.Equal(old, (await brand.Api.GetAsync($"/api/v1/units/{gtin}/{serial}").Expect(HttpStatusCode.OK)).GetProperty("serial").GetString());
            Assert.Equal(HttpStatusCode.OK, (await brand.Api.PatchAsync($"/api/v1/units/{gtin}/{serial}", JsonContent.Create(new { firmware = serial }))).StatusCode);
        }
        Assert.EndsWith("/21/" + code, (await brand.Api.GetAsync($"/api/v1/units/{gtin}/{old}").Expect(HttpStatusCode.OK)).GetProperty("digitalLink").GetString(), StringComparison.Ordinal);
        Assert.Contains("code_bound", (await brand.Api.GetStringAsync($"/api/v1/units/{gtin}/{old}/timeline")), StringComparison.Ordinal);
        await brand.Import("units", $"gtin,serial,lot\n{gtin},{code},L9\n");
        Assert.Equal("L9", (await brand.Api.GetAsync($"/api/v1/units/{gtin}/{old}").Expect(HttpStatusCode.OK)).GetProperty("lot").GetString());
        using var found = await console.Http.GetAsync("/admin/search?q=" + code);
        Assert.Equal($"/admin/units/{gtin}/{old}", found.Headers.Location?.ToString());
        await brand.Api.PostAsJsonAsync("/api/v1/registrations", new { gtin, serial = code, email = "ada.field@example.com" }).Expect(HttpStatusCode.Created);
        Assert.Equal("registered", await Registered(brand, gtin, old));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Scans_by_the_old_serial_and_by_every_label_are_the_units_and_a_label_on_no_unit_is_no_signal(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var old = await brand.NewUnit(gtin, serial: "OLD-78");
        var codes = (await brand.Press(await brand.Mint(gtin, new { count = 2, forField = true }))).Select(l => l[1]).ToList();
        foreach (var code in codes) using (await brand.Server.Visitor().GetAsync($"/01/{gtin}/21/{code}")) { }      // before it is stuck on
        await brand.Server.CaughtUp();
        foreach (var code in codes) Assert.Equal((0, ""), await brand.Suspicion(gtin, code));
        foreach (var code in codes) await brand.Api.PostAsJsonAsync($"/api/v1/codes/{gtin}/{code}/binding", new { serial = old }).Expect(HttpStatusCode.OK);
        var rows = string.Concat(((string[])[old, .. codes]).Select((serial, n) => $"{gtin},{serial},2026-02-0{n + 1}T10:00:00Z,US\n"));
        Assert.Equal(3, (await brand.Import("scans", "gtin,serial,scanned_at,country\n" + rows)).GetProperty("added").GetInt64());
        Assert.Equal(0, (await brand.Import("scans", "gtin,serial,scanned_at,country\n" + rows)).GetProperty("added").GetInt64());
        foreach (var serial in (string[])[old, .. codes]) using (await brand.Server.Visitor().GetAsync($"/01/{gtin}/21/{serial}?pl=box")) { }
        await brand.Server.CaughtUp();

        var timeline = (await brand.Api.GetAsync($"/api/v1/units/{gtin}/{old}/timeline").Expect(HttpStatusCode.OK)).GetProperty("items").EnumerateArray().Where(e => e.GetProperty("kind").GetString() == "scanned").Select(e => e.GetProperty("text").GetString()!).ToList();
        Assert.Equal(4, timeline.Count);
        Assert.StartsWith("Scanned 5 times", timeline[0], StringComparison.Ordinal);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_label_is_bound_once_to_a_unit_that_is_on_record_or_put_there(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var (gtin, other) = (await brand.NewModel(), await brand.NewModel());
        await brand.NewUnit(gtin, serial: "A1");
        await brand.NewUnit(other, serial: "B1");
        var codes = (await brand.Press(await brand.Mint(gtin, new { count = 3, forField = true }))).Select(l => $"/api/v1/codes/{gtin}/{l[1]}").ToList();

        Assert.Equal("serial", await Refused(brand, codes[0], new { serial = "nobody" }));
        Assert.Equal("serial", await Refused(brand, codes[0], new { serial = $"https://id.example.com/01/{other}/21/B1", record = true }));
        Assert.Equal("serial", await Refused(brand, codes[0], new { serial = "no blanks é", record = true }));
        Assert.Equal("free", (await brand.Api.GetAsync(codes[0]).Expect(HttpStatusCode.OK)).GetProperty("state").GetString());
        var bound = await brand.Api.PostAsJsonAsync(codes[0] + "/binding", new { serial = "A1" }).Expect(HttpStatusCode.OK);
        Assert.Equal(("bound", "A1"), (bound.GetProperty("state").GetString(), bound.GetProperty("unit").GetProperty("serial").GetString()));
        await brand.Api.PostAsJsonAsync(codes[0] + "/binding", new { serial = "A1" }).Expect(HttpStatusCode.OK);
        Assert.Equal("code", await Refused(brand, codes[0], new { serial = "A2", record = true }));

        await brand.Api.PostAsJsonAsync(codes[1] + "/binding", new { serial = "FIELD 7", record = true }).Expect(HttpStatusCode.OK);
        Assert.Equal("in_service", (await brand.Api.GetAsync($"/api/v1/units/{gtin}/FIELD7").Expect(HttpStatusCode.OK)).GetProperty("status").GetString());
        var import = await brand.Import("units", $"gtin,serial\n{gtin},{codes[2].Split('/')[^1]}\n");
        Assert.Equal((0, 1), (import.GetProperty("added").GetInt64(), import.GetProperty("refused").GetInt64()));
        await brand.Api.PostAsJsonAsync($"/api/v1/codes/{gtin}/NOSUCHCODE/binding", new { serial = "A1" }).Expect(HttpStatusCode.NotFound);
    }

    static async Task<string> Refused(BrandClient brand, string code, object input) =>
        (await brand.Api.PostAsJsonAsync(code + "/binding", input).Expect(HttpStatusCode.UnprocessableEntity)).GetProperty("errors").EnumerateObject().Single().Name;

    static async Task<string> Registered(BrandClient brand, string gtin, string serial) =>
        (await brand.Api.GetAsync($"/api/v1/units/{gtin}/{serial}/timeline").Expect(HttpStatusCode.OK)).GetProperty("items").EnumerateArray().Any(e => e.GetProperty("kind").GetString() == "registered") ? "registered" : "not registered";
}
