using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Nameplate.Tests.Commerce;

namespace Nameplate.Tests.Platform.Web;

/// <summary>Every list of the API is read page by page in the same way.</summary>
public class PagingTests(Servers servers)
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Every_list_refuses_a_mark_and_a_limit_that_are_none_and_names_the_field(string storage)
    {
        var (brand, lists, _) = await Filled(storage);
        foreach (var list in (string[])[.. lists, "kpis/warranty_capture_rate/rows?period=2026-Q3", "events"])
            foreach (var (field, value) in new[] { ("after", "nonsense"), ("after", "AAAA"), ("limit", "0"), ("limit", "-1"), ("limit", "100000") })
            {
                var problem = await brand.Api.GetAsync($"/api/v1/{list}{(list.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{field}={value}").Expect(HttpStatusCode.UnprocessableEntity);
                Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), $"{list} {field}={value}: {problem}");
            }
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Read_one_by_one_every_list_gives_the_same_rows_in_the_same_order_and_ends(string storage)
    {
        var (brand, lists, _) = await Filled(storage);
        foreach (var list in lists)
        {
            var whole = await brand.Api.GetAsync("/api/v1/" + list).Expect(HttpStatusCode.OK);
            Assert.Equal(JsonValueKind.Null, whole.GetProperty("next").ValueKind);
            var rows = whole.GetProperty("items").EnumerateArray().Select(i => i.ToString()).ToList();
            Assert.True(rows.Count >= 3, list);
            Assert.Equal(rows, await OneByOne(brand, list, () => Task.CompletedTask));
        }
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task What_is_added_meanwhile_neither_hides_nor_repeats_a_row(string storage)
    {
        var (brand, _, add) = await Filled(storage);
        foreach (var list in new[] { "products", "orders", "owners", "parts", "imports" })
        {
            var before = (await brand.Api.GetAsync("/api/v1/" + list).Expect(HttpStatusCode.OK)).GetProperty("items").EnumerateArray().Select(i => i.ToString()).ToList();
            var read = await OneByOne(brand, list, add);
            Assert.Equal(read.Count, read.Distinct().Count());
            Assert.Empty(before.Except(read));
        }
    }

    static async Task<List<string>> OneByOne(BrandClient brand, string list, Func<Task> meanwhile)
    {
        List<string> rows = [];
        for (string? after = null; rows.Count < 100;)
        {
            var page = await brand.Api.GetAsync($"/api/v1/{list}?limit=1{(after is null ? "" : "&after=" + after)}").Expect(HttpStatusCode.OK);
            rows.AddRange(page.GetProperty("items").EnumerateArray().Select(i => i.ToString()));
            if ((after = page.GetProperty("next").GetString()) is null) break;
            if (rows.Count == 2) await meanwhile();
        }
        return rows;
    }

    async Task<(BrandClient Brand, string[] Lists, Func<Task> Add)> Filled(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var serial = await brand.NewUnit(gtin);
        await Add();
        await Add();
        await Add();
        foreach (var sku in new[] { "A", "B", "C" }) await brand.NewPart(gtin, sku: sku);
        var order = (await brand.Api.PostAsJsonAsync("/api/v1/orders", Shelf.OrderOf("A", gtin: gtin, serial: serial)).Expect(HttpStatusCode.Created)).GetProperty("orderRef").GetString();
        await brand.Api.PostAsync($"/api/v1/orders/{order}/payment", null).Expect(HttpStatusCode.OK);
        await brand.Api.PostAsJsonAsync("/api/v1/registrations", new { gtin, serial, email = "first@example.com" }).Expect(HttpStatusCode.Created);
        await brand.Server.CaughtUp();
        return (brand, ["products", "parts", "orders", "owners", "registrations", "imports", $"units/{gtin}/{serial}/parts", $"units/{gtin}/{serial}/timeline"], Add);

        async Task Add()
        {
            await brand.NewModel();
            var unit = await brand.NewUnit(gtin);
            var sku = await brand.NewPart(null);
            var email = unit + "@example.com";
            await brand.Order(sku, email: email);
            await brand.Api.PostAsJsonAsync("/api/v1/registrations", new { gtin, serial = unit, email }).Expect(HttpStatusCode.Created);
        }
    }
}
