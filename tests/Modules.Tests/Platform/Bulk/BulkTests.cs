using System.Net;
using System.Text.RegularExpressions;
using Nameplate.Platform.Access;
using Nameplate.Tests.Commerce;
using Nameplate.Tests.Platform.Access;

namespace Nameplate.Tests.Platform.Bulk;

public partial class BulkTests(Servers servers)
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Ticked_units_are_changed_audited_and_put_back_unless_somebody_changed_them_since(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        await brand.Import("units", $"gtin,serial,status,market\n{gtin},A1,minted,DE\n{gtin},A2,minted,FR\n{gtin},A3,minted,FR\n");
        var console = await ConsoleClient.SignIn(brand);
        var rows = Rows(await console.Text("/admin/units")).Take(2).ToArray();

        var question = await Post(console, "/admin/units", "/admin/changes", [("action", "units.market"), .. rows.Select(r => ("row", r))]);
        Assert.Contains("This touches 2 units.", WebUtility.HtmlDecode(question.Text), StringComparison.Ordinal);
        var wrong = await Post(console, "/admin/units", "/admin/changes/start", [("action", "units.market"), ("value", "Spain"), .. rows.Select(r => ("row", r))]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Contains("id=\"f-value-error\"", wrong.Text, StringComparison.Ordinal);
        var done = await Post(console, "/admin/units", "/admin/changes/start", [("action", "units.market"), ("value", "es"), .. rows.Select(r => ("row", r))]);
        Assert.Equal("ES,ES,FR", await Markets(brand, gtin));
        Assert.Equal(2, await Audited(console, "products.unit", "POST /admin/changes/start"));

        var list = await console.Text(done.To!);
        Assert.Contains("Changed: 2 units.", WebUtility.HtmlDecode(list), StringComparison.Ordinal);
        using (var patch = await brand.Api.PatchAsync($"/api/v1/units/{gtin}/A2", new StringContent("{\"market\":\"IT\"}", System.Text.Encoding.UTF8, "application/json"))) Assert.Equal(HttpStatusCode.OK, patch.StatusCode);
        var undone = await Post(console, "/admin/units", Undo().Match(list).Value, []);
        Assert.Equal("DE,IT,FR", await Markets(brand, gtin));
        Assert.Contains("1 unit", WebUtility.HtmlDecode(await console.Text(undone.To!)), StringComparison.Ordinal);
        await Post(console, "/admin/units", Undo().Match(list).Value, []);
        Assert.Equal("DE,IT,FR", await Markets(brand, gtin));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task All_that_match_asks_twice_and_goes_on_behind_the_page(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        await brand.Import("units", "gtin,serial,status\n" + string.Concat(Enumerable.Range(0, 700).Select(n => $"{gtin},B{n:000},{(n < 640 ? "minted" : "sold")}\n")));
        var console = await ConsoleClient.SignIn(brand);

        (string, string)[] all = [("action", "units.status"), ("all", "true"), ("query", "?status=minted"), ("value", "shipped")];
        var unsure = await Post(console, "/admin/units", "/admin/changes/start", all);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unsure.Status);
        Assert.Contains("640 units", unsure.Text, StringComparison.Ordinal);
        var started = await Post(console, "/admin/units", "/admin/changes/start", [.. all, ("sure", "true")]);
        Assert.StartsWith("/admin/changes/", started.To, StringComparison.Ordinal);
        await Until(console, started.To!, "Done");
        Assert.Equal(640, await Count(console, "shipped"));
        Assert.Equal(60, await Count(console, "sold"));
        Assert.Equal(640, await Audited(console, "products.unit", "POST /admin/changes/start"));

        await Post(console, "/admin/units", started.To + "/undoing", []);
        await Until(console, started.To!, "Undone");
        Assert.Equal(640, await Count(console, "minted"));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Prices_rise_by_percent_and_orders_take_their_steps_together(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var sku = await brand.NewPart(gtin, stock: 9);
        var before = (await brand.Api.GetAsync("/api/v1/parts/" + sku).Expect(HttpStatusCode.OK)).GetProperty("price").GetDecimal();
        string[] orders = [(await brand.Order(sku)).GetProperty("orderRef").GetString()!, (await brand.Order(sku, email: "bob@example.com")).GetProperty("orderRef").GetString()!];
        var console = await ConsoleClient.SignIn(brand);

        var raised = await Post(console, "/admin/parts", "/admin/changes/start", [("action", "parts.price"), ("value", "10"), ("row", sku)]);
        Assert.Equal(Math.Round(before * 1.1m, 2, MidpointRounding.AwayFromZero), await Price());
        await Post(console, "/admin/parts", Undo().Match(await console.Text(raised.To!)).Value, []);
        Assert.Equal(before, await Price());

        await Post(console, "/admin/orders", "/admin/changes/start", [("action", "orders.paid"), .. orders.Select(o => ("row", o))]);
        var shipped = await Post(console, "/admin/orders", "/admin/changes/start", [("action", "orders.shipped"), ("value", "DHL 1"), .. orders.Select(o => ("row", o))]);
        Assert.DoesNotMatch(Undo(), await console.Text(shipped.To!));
        foreach (var order in orders) Assert.Equal("shipped", (await brand.Api.GetAsync("/api/v1/orders/" + order).Expect(HttpStatusCode.OK)).GetProperty("status").GetString());

        async Task<decimal> Price() => (await brand.Api.GetAsync("/api/v1/parts/" + sku).Expect(HttpStatusCode.OK)).GetProperty("price").GetDecimal();
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Who_may_not_change_a_row_may_not_change_many(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        await brand.NewUnit(gtin, "market=DE", "C1");
        var (owner, reader) = (await ConsoleClient.SignIn(brand), await brand.SignIn(StaffRole.Readonly));
        var row = Rows(await owner.Text("/admin/units")).Single();

        Assert.Empty(Rows(await reader.Text("/admin/units")));
        var refused = await Post(reader, "/admin/units", "/admin/changes/start", [("action", "units.market"), ("value", "FR"), ("row", row)]);
        Assert.Equal(HttpStatusCode.NotFound, refused.Status);
        Assert.Equal("DE", await Markets(brand, gtin));
    }

    sealed record Answer(HttpStatusCode Status, string Text, string? To);

    static async Task<Answer> Post(ConsoleClient console, string page, string action, (string Name, string Value)[] fields)
    {
        var token = Token().Match(await console.Text(page)).Groups["token"].Value;
        using var answer = await console.Http.PostAsync(action, new FormUrlEncodedContent([new("__RequestVerificationToken", token), .. fields.Select(f => KeyValuePair.Create(f.Name, f.Value))]));
        return new(answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Headers.Location?.ToString());
    }

    static async Task Until(ConsoleClient console, string path, string state)
    {
        while (!(await console.Text(path)).Contains($"role=\"status\">{state}<", StringComparison.Ordinal)) await Task.Delay(100);
    }

    static async Task<int> Count(ConsoleClient console, string status) => int.Parse(Counted().Match(await console.Text("/admin/units?status=" + status)).Groups["n"].Value, System.Globalization.CultureInfo.InvariantCulture);

    static async Task<string> Markets(BrandClient brand, string gtin)
    {
        var markets = new List<string?>();
        foreach (var serial in (string[])["A1", "A2", "A3", "C1"])
        {
            using var answer = await brand.Api.GetAsync($"/api/v1/units/{gtin}/{serial}");
            if (answer.IsSuccessStatusCode) markets.Add((await answer.Json()).GetProperty("market").GetString());
        }
        return string.Join(',', markets);
    }

    static async Task<int> Audited(ConsoleClient console, string subject, string route) => (await console.Text("/admin/settings/audit.csv")).Split('\n').Count(l => l.Contains(subject, StringComparison.Ordinal) && l.Contains(route, StringComparison.Ordinal));

    static IEnumerable<string> Rows(string html) => Row().Matches(html).Select(m => m.Groups["key"].Value);

    [GeneratedRegex("name=\"row\" value=\"(?<key>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)] private static partial Regex Row();
    [GeneratedRegex("/admin/changes/[0-9a-f-]+/undoing", RegexOptions.None, 1000)] private static partial Regex Undo();
    [GeneratedRegex("role=\"status\">(?<n>[0-9]+) units", RegexOptions.ExplicitCapture, 1000)] private static partial Regex Counted();
    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)] private static partial Regex Token();
}
