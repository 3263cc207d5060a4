using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Jobs;
using Nameplate.Platform.Mail;
using Nameplate.Platform.Storage;
using Nameplate.Tests.Commerce;
using Nameplate.Tests.Owners;

namespace Nameplate.Tests.Platform.Lists;

/// <summary>Lists of every noun are of one kind, and a row opens beside its list.</summary>
public partial class PanelTests(Servers servers)
{
    static readonly string[] Lists =
    [
        "/admin/products", "/admin/units", "/admin/owners", "/admin/registrations", "/admin/orders", "/admin/parts", "/admin/imports", "/admin/outbox", "/admin/messages", "/admin/suppressions", "/admin/jobs", "/admin/settings/audit", "/admin/settings/webhooks/messages",
    ];

    /// <summary>A brand with a row in every list.</summary>
    static async Task<(BrandClient Brand, string Gtin, string Serial, string Order)> Furnished(Server server, string email)
    {
        var brand = await server.NewBrand();
        await brand.Api.PostAsJsonAsync("/api/v1/webhooks", new { name = "Shop", url = "https://hooks.example.com/np", events = new[] { "*" } }).Expect(HttpStatusCode.Created);
        var gtin = await brand.NewModel("Brew One");
        var serial = await brand.NewUnit(gtin);
        using var buyer = server.Visitor();
        await buyer.Receipt(gtin, serial, email, "2026-07-28");
        var order = (await Shelf.Order(brand, await Shelf.NewPart(brand, gtin, stock: 5), email: email)).GetProperty("orderRef").GetString()!;
        await brand.Import("units", $"gtin,serial\n{gtin},{serial}B\n");
        await brand.Api.PostAsJsonAsync("/api/v1/suppressions", new { email = "grace@example.com", note = "Asked by phone" }).Expect(HttpStatusCode.OK);
        await brand.In(async s =>
        {
            var db = s.GetRequiredService<AppDb>();
            db.Add(new OutgoingMail { BrandId = brand.Brand.Id, Kind = "test", To = email, Subject = "Letter", Html = "x", Text = "x", CreatedAt = TimeProvider.System.GetUtcNow() });
            return await db.SaveChangesAsync();
        });
        await brand.Server.CaughtUp();
        return (brand, gtin, serial, order);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Every_list_has_filters_columns_a_file_and_rows_that_open_beside_it_and_another_brands_rows_do_not(string storage)
    {
        var server = await servers.On(storage);
        var (brand, _, _, _) = await Furnished(server, "ada@example.com");
        var (console, stranger) = (await ConsoleClient.SignIn(brand), await ConsoleClient.SignIn(await server.NewBrand()));
        foreach (var path in Lists)
        {
            var list = WebUtility.HtmlDecode(await console.Text(path));
            Assert.Contains($"class=\"np-filter\" method=\"get\" action=\"{path}\"", list, StringComparison.Ordinal);
            Assert.Contains("/columns\"", list, StringComparison.Ordinal);
            var first = Row().Match(list);
            Assert.True(first.Success, $"{path} has no row");

            var file = (await console.Text(path + ".csv")).Trim().Split('\n');
            Assert.True(file.Length >= 2, $"{path}.csv has no row");
            Assert.DoesNotContain(file[0].Split(','), c => c.Trim() == "");

            var open = await console.Text(first.Groups["open"].Value);
            Assert.Contains("id=\"panel-title\"", open, StringComparison.Ordinal);
            Assert.Contains("aria-current=\"true\"", open, StringComparison.Ordinal);      // the list is still there
            Assert.True(Fact().Count(Panel(open)) >= 2, $"{path}: {Panel(open)}");

            using var part = new HttpRequestMessage(HttpMethod.Get, first.Groups["open"].Value);
            part.Headers.Add("HX-Request", "true");
            part.Headers.Add("HX-Target", "panel");
            var alone = await (await console.Http.SendAsync(part)).Content.ReadAsStringAsync();
            Assert.Equal(Tokenless(Panel(open)), Tokenless(Panel(alone)));
            Assert.DoesNotContain("np-row-link", alone, StringComparison.Ordinal);

            // what another brand opens by the same key is what nobody has
            var key = first.Groups["key"].Value;
            var foreign = Panel(await stranger.Text($"{path}?open={Uri.EscapeDataString(key)}"));
            var unknown = key.All(char.IsAsciiDigit) ? "987654321987" : Guid.TryParse(key, out _) ? Guid.CreateVersion7().ToString() : "NONE-SUCH";
            Assert.Contains("Not here any more", foreign, StringComparison.Ordinal);
            Assert.Equal(Panel(await stranger.Text($"{path}?open={unknown}")).Replace(unknown, "", StringComparison.Ordinal), foreign.Replace(Uri.EscapeDataString(key), "", StringComparison.Ordinal).Replace(key, "", StringComparison.Ordinal));
        }
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_units_panel_says_whose_it_is_and_until_when_it_is_covered_and_its_one_step_comes_back_to_it(string storage)
    {
        var (brand, gtin, serial, order) = await Furnished(await servers.On(storage), "ada@example.com");
        var console = await ConsoleClient.SignIn(brand);
        var row = Rows(await console.Text("/admin/units")).Single(m => m.Value.Contains($"/{serial}\"", StringComparison.Ordinal));
        var opened = WebUtility.HtmlDecode(row.Groups["open"].Value);
        var panel = Panel(await console.Text(opened));
        Assert.Contains("Ada Lovelace", panel, StringComparison.Ordinal);
        Assert.Contains("Warranty until", panel, StringComparison.Ordinal);
        Assert.Contains($"/admin/units/{gtin}/{serial}", panel, StringComparison.Ordinal);

        using var set = await console.Send(opened, "/admin/changes/start", new() { ["action"] = "units.status", ["row"] = row.Groups["key"].Value, ["value"] = "in_repair", ["back"] = opened });
        Assert.StartsWith(opened + "&change=", set.Headers.Location!.ToString(), StringComparison.Ordinal);
        var after = await console.Text(set.Headers.Location!.ToString());
        Assert.Contains("In repair", Panel(after), StringComparison.Ordinal);
        Assert.Contains("/undoing", after, StringComparison.Ordinal);

        // an order is marked as paid from its panel; a way back that is no list leads nowhere else
        var back = $"/admin/orders?open={order}";
        Assert.Contains($"/admin/orders/{order}/payment", Panel(await console.Text(back)), StringComparison.Ordinal);
        using var paid = await console.Send(back, $"/admin/orders/{order}/payment", new() { ["back"] = back });
        Assert.Equal(back + "&done=paid", paid.Headers.Location!.ToString());
        using var again = await console.Send(back, $"/admin/orders/{order}/payment", new() { ["back"] = "//evil.example/admin/orders" });
        Assert.Equal($"/admin/orders/{order}?done=not", again.Headers.Location!.ToString());
        Assert.Contains("The payment is recorded", await console.Text(back + "&done=paid"), StringComparison.Ordinal);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_saved_filter_keeps_nothing_that_names_a_person(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var console = await ConsoleClient.SignIn(brand);
        foreach (var (list, path, query, kept) in new[]
        {
            ("owners", "/admin/owners", "?q=ada@example.com&confirmed=yes", "?confirmed=yes"), ("orders", "/admin/orders", "?q=ada@example.com&state=paid", "?state=paid"),
            ("outbox", "/admin/outbox", "?to=ada@example.com&state=failed", "?state=failed"), ("registrations", "/admin/registrations", "?email=ada&channel=qr", "?channel=qr"),
        })
        {
            using var saved = await console.Send(path, $"/admin/lists/{list}/filters", new() { ["name"] = "Mine", ["query"] = query });
            Assert.Contains($"href=\"{path}{kept}\">Mine<", await console.Text(path), StringComparison.Ordinal);
            using var named = await console.Send(path, $"/admin/lists/{list}/filters", new() { ["name"] = "ada@example.com", ["query"] = kept });
            Assert.Contains("done=filtername", named.Headers.Location!.ToString(), StringComparison.Ordinal);
            using var nothing = await console.Send(path, $"/admin/lists/{list}/filters", new() { ["name"] = "Only her", ["query"] = "?q=ada@example.com&to=ada@example.com&email=ada@example.com" });
            Assert.DoesNotContain("Only her", await console.Text(path), StringComparison.Ordinal);
        }
        var columns = await brand.In(async s =>
        {
            var db = s.GetRequiredService<AppDb>().Database;
            return await Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.ToListAsync(Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.SqlQueryRaw<string>(db, "select name || query as \"Value\" from platform_saved_filter"));
        });
        Assert.DoesNotContain(columns, c => c.Contains("ada", StringComparison.OrdinalIgnoreCase));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task What_failed_is_tried_again_in_one_step_from_the_first_page_or_many_at_once(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var now = TimeProvider.System.GetUtcNow();
        await brand.In(async s =>
        {
            var db = s.GetRequiredService<AppDb>();
            foreach (var n in Enumerable.Range(1, 3))
            {
                var mail = new OutgoingMail { BrandId = brand.Brand.Id, Kind = "test", To = $"p{n}@example.com", Subject = $"Letter {n}", Html = "x", Text = "x", CreatedAt = now };
                mail.Refused("550 no such mailbox");
                db.Add(mail);
            }
            return await db.SaveChangesAsync();
        });
        var console = await ConsoleClient.SignIn(brand);
        var today = await console.Text("/admin");
        var action = Sending().Match(today).Value;
        using var sent = await console.Send("/admin", action, new() { ["back"] = "/admin" });
        Assert.Equal("/admin?done=resend", sent.Headers.Location!.ToString());
        Assert.Contains("That is done", await console.Text("/admin?done=resend"), StringComparison.Ordinal);

        var left = await console.Text("/admin/outbox?state=failed");
        Assert.Equal(2, Rows(left).Count);
        using var all = await console.Send("/admin/outbox", "/admin/changes/start", new() { ["action"] = "outbox.again", ["all"] = "true", ["query"] = "?state=failed" });
        Assert.Empty(Rows(await console.Text("/admin/outbox?state=failed")));
        Assert.Contains("p1@example.com", await console.Text("/admin/outbox?to=p1@example.com"), StringComparison.Ordinal);
        Assert.DoesNotContain("p2@example.com", await console.Text("/admin/outbox.csv?to=p1@example.com"), StringComparison.Ordinal);
    }

    static MatchCollection Rows(string html) => Row().Matches(html);
    static string Panel(string html) => PanelForm().Match(html).Value;
    static string Tokenless(string html) => Token().Replace(html, "");

    [GeneratedRegex("<a data-key=\"(?<key>[^\"]+)\" data-open=\"(?<open>[^\"]+)\"[^>]* href=\"(?<href>[^\"]+)\">", RegexOptions.ExplicitCapture, 1000)] private static partial Regex Row();
    [GeneratedRegex("<aside id=\"panel\".*?</aside>", RegexOptions.Singleline, 1000)] private static partial Regex PanelForm();
    [GeneratedRegex("<dt>", RegexOptions.None, 1000)] private static partial Regex Fact();
    [GeneratedRegex("/admin/outbox/[0-9a-f-]+/sending", RegexOptions.None, 1000)] private static partial Regex Sending();
    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"[^\"]+\"", RegexOptions.None, 1000)] private static partial Regex Token();
}
