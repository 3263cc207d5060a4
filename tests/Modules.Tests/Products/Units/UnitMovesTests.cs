using System.Net;
using System.Net.Http.Json;
using Nameplate.Tests.Platform.Access;

namespace Nameplate.Tests.Products.Units;

public class UnitMovesTests(Servers servers)
{
    static readonly Dictionary<string, string[]> Next = new()
    {
        ["minted"] = ["shipped", "sold", "in_service", "in_repair", "replaced", "returned", "end_of_life", "test"],
        ["shipped"] = ["sold", "in_service", "in_repair", "replaced", "returned", "end_of_life"],
        ["sold"] = ["in_service", "in_repair", "replaced", "returned", "end_of_life"],
        ["in_service"] = ["in_repair", "replaced", "returned", "end_of_life"],
        ["in_repair"] = ["in_service", "replaced", "returned", "refurbished", "end_of_life"],
        ["replaced"] = ["returned", "refurbished", "end_of_life"],
        ["returned"] = ["shipped", "in_repair", "refurbished", "end_of_life"],
        ["refurbished"] = ["shipped", "sold", "in_service", "end_of_life"],
        ["end_of_life"] = [],
        ["test"] = ["end_of_life"],
    };

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Each_state_is_followed_by_those_that_make_sense_and_by_no_other(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var moves = Next.Keys.SelectMany(from => Next.Keys.Select(to => (from, to))).Where(m => m.from != m.to).ToList();
        await brand.Import("units", "gtin,serial,status\n" + string.Concat(moves.Select((m, n) => $"{gtin},M{n},{m.from}\n")));

        foreach (var (n, (from, to)) in moves.Index())
        {
            using var answer = await brand.Api.PatchAsync($"/api/v1/units/{gtin}/M{n}", JsonContent.Create(new { status = to }));
            Assert.Equal((from, to, Next[from].Contains(to) ? HttpStatusCode.OK : HttpStatusCode.UnprocessableEntity), (from, to, answer.StatusCode));
        }
        await brand.Api.PatchAsync($"/api/v1/units/{gtin}/M{moves.IndexOf(("end_of_life", "minted"))}", JsonContent.Create(new { status = "minted", correction = true })).Expect(HttpStatusCode.OK);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_move_needs_its_own_permission_and_a_correction_another(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var unit = $"/api/v1/units/{gtin}/{await brand.NewUnit(gtin)}";
        foreach (var (permission, to) in new[] { ("ship", "shipped"), ("service", "in_repair"), ("retire", "refurbished") })
        {
            using var none = await brand.KeyWith("products.units.write");
            using var right = await brand.KeyWith($"products.units.write products.units.{permission}");
            using var refused = await none.PatchAsync(unit, JsonContent.Create(new { status = to }));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await right.PatchAsync(unit, JsonContent.Create(new { status = to }))).StatusCode);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await right.PatchAsync(unit, JsonContent.Create(new { status = "minted", correction = true }))).StatusCode);
        }
        using var corrects = await brand.KeyWith("products.units.write products.units.correct");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await corrects.PatchAsync(unit, JsonContent.Create(new { status = "minted" }))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await corrects.PatchAsync(unit, JsonContent.Create(new { status = "minted", correction = true }))).StatusCode);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_lot_moves_as_one_and_units_that_cannot_are_left_and_counted(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        await brand.Import("units", "gtin,serial,lot,status\n" + string.Concat(Enumerable.Range(0, 450).Select(n => $"{gtin},L{n:000},2026-31,{(n < 3 ? "end_of_life" : "minted")}\n")) + $"{gtin},OTHER,2026-32,minted\n");

        var change = await brand.Api.PostAsJsonAsync("/api/v1/lot-changes", new { gtin, lot = "2026-31", status = "shipped", shippedOn = "2026-08-03", market = "AT" }).Expect(HttpStatusCode.Accepted);
        while (change.GetProperty("status").GetString() != "done")
        {
            await Task.Delay(50);
            change = await brand.Api.GetAsync($"/api/v1/lot-changes/{change.GetProperty("id").GetString()}").Expect(HttpStatusCode.OK);
        }

        Assert.Equal((450, 447, 3), (change.GetProperty("seen").GetInt32(), change.GetProperty("changed").GetInt32(), change.GetProperty("refused").GetInt32()));
        var moved = await brand.Api.GetAsync($"/api/v1/units/{gtin}/L200").Expect(HttpStatusCode.OK);
        Assert.Equal(("shipped", "2026-08-03", "AT"), (moved.GetProperty("status").GetString(), moved.GetProperty("shippedOn").GetString(), moved.GetProperty("market").GetString()));
        foreach (var (serial, status) in new[] { ("L001", "end_of_life"), ("OTHER", "minted") }) Assert.Equal(status, (await brand.Api.GetAsync($"/api/v1/units/{gtin}/{serial}").Expect(HttpStatusCode.OK)).GetProperty("status").GetString());
        foreach (var (field, input) in new (string, object)[] { ("status", new { gtin, lot = "2026-31" }), ("lot", new { gtin, status = "sold" }), ("gtin", new { gtin = "123", lot = "2026-31", status = "sold" }), ("market", new { gtin, lot = "2026-31", market = "Austria" }) })
            Assert.True((await brand.Api.PostAsJsonAsync("/api/v1/lot-changes", input).Expect(HttpStatusCode.UnprocessableEntity)).GetProperty("errors").TryGetProperty(field, out _), field);
        using var serves = await brand.KeyWith("products.units.write products.units.service");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await serves.PostAsJsonAsync("/api/v1/lot-changes", new { gtin, lot = "2026-31", status = "sold" })).StatusCode);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task In_the_console_a_bulk_move_leaves_what_cannot_move_and_support_is_offered_what_it_may_do(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        await brand.Import("units", $"gtin,serial,lot,status\n{gtin},A1,L1,sold\n{gtin},A2,L1,end_of_life\n{gtin},A3,L1,in_service\n{gtin},A4,L2,sold\n");
        var (owner, support) = (await ConsoleClient.SignIn(brand), await brand.SignIn(Nameplate.Platform.Access.StaffRole.Support));

        using var bulk = await owner.Send("/admin/units", "/admin/changes/start", new() { ["action"] = "units.status", ["all"] = "true", ["query"] = "?lot=L1", ["value"] = "in_repair", ["sure"] = "true" });
        foreach (var (serial, status) in new[] { ("A1", "in_repair"), ("A2", "end_of_life"), ("A3", "in_repair"), ("A4", "sold") })
            Assert.Equal((serial, status), (serial, (await brand.Api.GetAsync($"/api/v1/units/{gtin}/{serial}").Expect(HttpStatusCode.OK)).GetProperty("status").GetString()));
        using var retired = await support.Send("/admin/units", "/admin/changes/start", new() { ["action"] = "units.status", ["all"] = "true", ["query"] = "?lot=L2", ["value"] = "end_of_life", ["sure"] = "true" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, retired.StatusCode);
        var page = await support.Text($"/admin/units/{gtin}/A4");
        Assert.Contains("value=\"in_repair\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"end_of_life\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"correction\"", page, StringComparison.Ordinal);
        Assert.Contains("name=\"correction\"", await owner.Text($"/admin/units/{gtin}/A2"), StringComparison.Ordinal);
    }
}
