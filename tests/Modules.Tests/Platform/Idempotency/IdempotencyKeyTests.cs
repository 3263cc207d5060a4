using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Storage;
using Nameplate.Tests.Commerce;

namespace Nameplate.Tests.Platform.Idempotency;

/// <summary>The same POST sent again is done once, whatever happened to the first.</summary>
public class IdempotencyKeyTests(Servers servers)
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task The_first_answer_comes_again_and_says_so(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        using var first = await Mint(brand, gtin, "m-1", 5);
        using var again = await Mint(brand, gtin, "m-1", 5);
        using var other = await Mint(brand, gtin, "m-2", 5);

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Accepted), (first.StatusCode, again.StatusCode));
        Assert.Equal(first.Headers.Location, again.Headers.Location);
        Assert.NotEqual(first.Headers.Location, other.Headers.Location);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.Equal((false, "true"), (first.Headers.Contains("Idempotent-Replayed"), again.Headers.GetValues("Idempotent-Replayed").Single()));
        Assert.Equal(2, await Count(brand, "products_mint"));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_kept_answer_names_nobody_to_who_reads_the_records_and_opens_to_the_callers_key(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var sku = await brand.NewPart(null, stock: 10);
        var first = await Post(brand, "orders", JsonContent.Create(Shelf.OrderOf(sku, email: "grace.hopper@example.com")), "who-1").Expect(HttpStatusCode.Created);
        var kept = await brand.In(async s => await s.GetRequiredService<AppDb>().Database.SqlQueryRaw<byte[]>("select body as \"Value\" from platform_sent_request where brand_id = {0}", storage == "sqlite" ? brand.Brand.Id.ToByteArray(bigEndian: true) : brand.Brand.Id).SingleAsync());
        Assert.NotEmpty(kept);
        Assert.DoesNotContain("hopper", System.Text.Encoding.UTF8.GetString(kept), StringComparison.OrdinalIgnoreCase);

        var again = await Post(brand, "orders", JsonContent.Create(Shelf.OrderOf(sku, email: "grace.hopper@example.com")), "who-1").Expect(HttpStatusCode.Created);
        Assert.Equal(first.GetRawText(), again.GetRawText());
        Assert.Equal("grace.hopper@example.com", again.GetProperty("email").GetString());
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task The_same_key_with_another_body_is_refused_everywhere(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var sku = await brand.NewPart(null, stock: 10);
        using var first = await Mint(brand, gtin, "k", 5);
        using var other = await Mint(brand, gtin, "k", 6);
        Assert.Contains("another request", (await other.Json()).GetProperty("errors").GetProperty("Idempotency-Key")[0].GetString());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);

        await Post(brand, "orders", JsonContent.Create(Shelf.OrderOf(sku)), "k").Expect(HttpStatusCode.Created);      // another address: another key
        await Post(brand, "orders", JsonContent.Create(Shelf.OrderOf(sku, quantity: 2)), "k").Expect(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(9, await brand.StockOf(sku));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task An_import_is_known_by_what_it_says_not_by_its_bytes(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var first = await Post(brand, "imports", Form(gtin + ",A1"), "i").Expect(HttpStatusCode.Accepted);
        var again = await Post(brand, "imports", Form(gtin + ",A1"), "i").Expect(HttpStatusCode.Accepted);      // another boundary
        Assert.Equal(first.GetProperty("id").GetGuid(), again.GetProperty("id").GetGuid());
        await Post(brand, "imports", Form(gtin + ",A2"), "i").Expect(HttpStatusCode.UnprocessableEntity);
        Assert.Single((await brand.Api.GetAsync("/api/v1/imports").Expect(HttpStatusCode.OK)).GetProperty("items").EnumerateArray());
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_refused_request_may_be_put_right_under_the_same_key(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        using var wrong = await Mint(brand, gtin, "r", 0);
        using var right = await Mint(brand, gtin, "r", 3);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.Accepted), (wrong.StatusCode, right.StatusCode));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task While_the_first_is_worked_on_the_second_is_told_to_wait(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        using var first = await Mint(brand, gtin, "w", 5);
        await Claim(brand, "status = null, leased_until = '9999-01-01 00:00:00'");
        using var second = await Mint(brand, gtin, "w", 5);
        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.NotNull(second.Headers.RetryAfter);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_request_whose_answer_was_lost_with_its_server_finds_what_it_made(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var serial = await brand.NewUnit(gtin);
        var sku = await brand.NewPart(null, stock: 10);
        foreach (var (path, input, same) in new (string, Func<HttpContent>, string)[]
        {
            ($"products/{gtin}/mints", () => JsonContent.Create(new { count = 4 }), "id"),
            ("orders", () => JsonContent.Create(Shelf.OrderOf(sku)), "orderRef"),
            ("imports", () => Form(gtin + ",Z1"), "id"),
            ("registrations", () => JsonContent.Create(new { gtin, serial, email = "ada@example.com" }), "unit"),
        })
        {
            var first = await Accepted(brand, path, input(), "lost");
            await Claim(brand, "status = null, leased_until = '2000-01-01 00:00:00'");
            Assert.Equal(first.GetProperty(same).ToString(), (await Accepted(brand, path, input(), "lost")).GetProperty(same).ToString());
        }
        var order = (await Accepted(brand, "orders", JsonContent.Create(Shelf.OrderOf(sku)), "paid")).GetProperty("orderRef").GetString();
        await Accepted(brand, $"orders/{order}/payment", new StringContent(""), "paid");
        await Claim(brand, "status = null, leased_until = '2000-01-01 00:00:00'");
        Assert.Equal("paid", (await Accepted(brand, $"orders/{order}/payment", new StringContent(""), "paid")).GetProperty("status").GetString());

        Assert.Equal((1, 2, 8), (await Count(brand, "products_mint"), await Count(brand, "commerce_order"), await brand.StockOf(sku)));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Of_many_that_take_up_a_lost_request_one_does_it(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        using var first = await Mint(brand, gtin, "f", 5);
        await Claim(brand, "status = null, leased_until = '2000-01-01 00:00:00'");
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Mint(brand, gtin, "f", 5)));
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Accepted, a.StatusCode));
        Assert.Equal(1, await Count(brand, "products_mint"));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_key_has_1_to_255_visible_characters(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        foreach (var key in new[] { "", "a b", new string('x', 256) })
        {
            using var answer = await Mint(brand, gtin, key, 5);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        }
        using var longest = await Mint(brand, gtin, new string('~', 255), 5);
        Assert.Equal(HttpStatusCode.Accepted, longest.StatusCode);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_key_is_forgotten_after_a_day_and_means_nothing_to_another_brand(string storage)
    {
        var server = await servers.On(storage);
        var (brand, other) = (await server.NewBrand(), await server.NewBrand());
        var (gtin, others) = (await brand.NewModel(), await other.NewModel());
        using var first = await Mint(brand, gtin, "d", 5);
        using var elsewhere = await Mint(other, others, "d", 7);
        await Claim(brand, "sent_at = '2000-01-01 00:00:00'");
        using var later = await Mint(brand, gtin, "d", 6);
        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Accepted), (elsewhere.StatusCode, later.StatusCode));
        Assert.NotEqual(first.Headers.Location, later.Headers.Location);
    }

    static Task<HttpResponseMessage> Mint(BrandClient brand, string gtin, string key, int count) => Post(brand, $"products/{gtin}/mints", JsonContent.Create(new { count }), key);

    static async Task<HttpResponseMessage> Post(BrandClient brand, string path, HttpContent content, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/" + path) { Content = content };
        Assert.True(request.Headers.TryAddWithoutValidation("Idempotency-Key", key));
        return await brand.Api.SendAsync(request);
    }

    static async Task<JsonElement> Accepted(BrandClient brand, string path, HttpContent content, string key)
    {
        using var answer = await Post(brand, path, content, key);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Json();
    }

    static MultipartFormDataContent Form(string line) => new() { { new StringContent("units"), "kind" }, { new StringContent("gtin,serial\n" + line + "\n"), "file", "units.csv" } };

#pragma warning disable EF1002 // the texts are this file's own
    /// <summary>As if the server had died, or time had passed.</summary>
    static Task<int> Claim(BrandClient brand, string change) => Sql(brand, async db =>
    {
        await using var tx = await db.Database.BeginTransactionAsync();
        var rows = await db.Database.ExecuteSqlRawAsync($"update platform_sent_request set {change} where brand_id = {{0}}", db.Dialect.IsSqlite ? brand.Brand.Id.ToByteArray(true) : brand.Brand.Id);
        await tx.CommitAsync();
        return rows;
    });

    static Task<int> Count(BrandClient brand, string table) => Sql(brand, async db =>
        (await db.Database.SqlQueryRaw<int>($"select cast(count(*) as integer) as \"Value\" from {table} where brand_id = {{0}}", db.Dialect.IsSqlite ? brand.Brand.Id.ToByteArray(true) : brand.Brand.Id).ToListAsync())[0]);

#pragma warning restore EF1002

    static Task<int> Sql(BrandClient brand, Func<AppDb, Task<int>> act) => brand.In(s => act(s.GetRequiredService<AppDb>()));
}
