using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.EventLog;

namespace Nameplate.Tests.Owners.Funnel;

public partial class FormExperimentTests(Servers servers)
{
    static readonly string[] Names = ["none", "optional"], Buttons = ["register", "mine", "keep"], Orders = ["email", "date"], Leads = ["records", "recall"];

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_form_variant_is_the_same_at_every_look_is_counted_once_and_chosen_for_all_in_the_end(string storage)
    {
        var server = await servers.On(storage);
        var brand = await server.NewBrand();
        var gtin = await brand.NewModel();
        var serials = Enumerable.Range(0, 12).Select(n => $"X{n:00}").ToArray();
        await brand.Import("units", $"gtin,serial\n{string.Concat(serials.Select(s => $"{gtin},{s}\n"))}");
        object[] two = [new { key = "as-now", name = "As now" }, new { key = "name", name = "With the name", parts = new { name = "optional" } }];
        await brand.Api.PostAsJsonAsync("/api/v1/experiments", new { key = "NAME", name = "", place = "owners.form", variants = two[..1], effect = 0 }).Expect(HttpStatusCode.UnprocessableEntity);
        await brand.Api.PostAsJsonAsync("/api/v1/experiments", new { key = "x", name = "X", place = "owners.form", variants = new object[] { two[0], new { key = "b", name = "B", parts = new { consent = "ticked" } } } }).Expect(HttpStatusCode.UnprocessableEntity);
        var planned = await brand.Api.PostAsJsonAsync("/api/v1/experiments", new { key = "name", name = "Asking for the name", place = "owners.form", variants = two, baseline = 40, effect = 5 }).Expect(HttpStatusCode.Created);
        Assert.True(planned.GetProperty("experiment").GetProperty("needed").GetInt32() > 1_500);
        var address = $"/api/v1/experiments/{planned.GetProperty("experiment").GetProperty("id").GetString()}";
        await brand.Api.PutAsJsonAsync(address + "/state", new { state = "running" }).Expect(HttpStatusCode.OK);
        await brand.Api.PutAsJsonAsync(address, new { name = "Other", variants = two }).Expect(HttpStatusCode.Conflict);

        using var phone = server.Visitor();
        phone.DefaultRequestHeaders.UserAgent.ParseAdd("Mozilla/5.0 (iPhone) Mobile");
        using var bot = server.Visitor();
        bot.DefaultRequestHeaders.UserAgent.ParseAdd("examplebot/1.0");
        using var staff = server.Visitor();      // on https the cookie comes along everywhere
        using (var signedIn = await staff.PostAsync(new Uri(brand.SignInLink).AbsolutePath, null)) staff.DefaultRequestHeaders.Add("Cookie", signedIn.Headers.GetValues("Set-Cookie").First(c => c.StartsWith("np-staff=", StringComparison.Ordinal)).Split(';')[0]);
        staff.DefaultRequestHeaders.UserAgent.ParseAdd("Mozilla/5.0");
        foreach (var other in (HttpClient[])[bot, staff]) Assert.Contains("</form>", await (await other.GetAsync($"/p/{gtin}/{serials[11]}")).Text(HttpStatusCode.OK));
        Dictionary<string, bool> asked = [];
        foreach (var serial in serials[..11])
        {
            var (first, second) = (await (await phone.GetAsync($"/p/{gtin}/{serial}")).Text(HttpStatusCode.OK), await phone.GetStringAsync($"/p/{gtin}/{serial}?lang=de"));
            asked[serial] = first.Contains("name=\"name\"", StringComparison.Ordinal);
            Assert.Equal(asked[serial], second.Contains("name=\"name\"", StringComparison.Ordinal));
        }
        var registered = serials[..4];
        foreach (var serial in registered)
            using (var sent = await phone.Send($"/p/{gtin}/{serial}/register", new() { ["email"] = $"{serial}-{brand.Brand.Slug}@example.com", ["name"] = "Ada" })) Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);

        var readout = await Until(brand, address, r => Sum(r, "exposed") == 11 && Sum(r, "converted") == 4);
        foreach (var arm in readout.GetProperty("variants").EnumerateArray())
        {
            var isAsked = arm.GetProperty("variant").GetString() == "name";
            Assert.Equal(asked.Count(a => a.Value == isAsked), arm.GetProperty("exposed").GetInt64());
            Assert.Equal(registered.Count(s => asked[s] == isAsked), arm.GetProperty("converted").GetInt64());
        }
        Assert.Equal("not_yet", readout.GetProperty("verdict").GetString());
        Assert.Equal("Ada", (await brand.Owner($"{serials[0]}-{brand.Brand.Slug}@example.com"))!.Value.GetProperty("name").GetString());

        await brand.Api.PutAsJsonAsync(address + "/state", new { state = "stopped", chosen = "name" }).Expect(HttpStatusCode.OK);
        var console = await (await staff.GetAsync(address.Replace("/api/v1", "/admin", StringComparison.Ordinal))).Text(HttpStatusCode.OK);
        Assert.Contains("Nothing can be said yet", console);
        for (var patience = 0; patience < 200; patience++, await Task.Delay(50))
            if ((await phone.GetStringAsync($"/p/{gtin}/{serials[10]}")).Contains("name=\"name\"", StringComparison.Ordinal) && (await phone.GetStringAsync($"/p/{gtin}/{serials[9]}")).Contains("name=\"name\"", StringComparison.Ordinal)) return;
        Assert.Fail("not everybody gets what was chosen");
    }

    [Fact]
    public async Task No_variant_ticks_a_box_hides_a_line_or_needs_more_than_an_address()
    {
        var server = await servers.On("sqlite");
        var brand = await server.NewBrand();
        var gtin = await brand.NewModel();
        var serial = await brand.NewUnit(gtin);
        using var visitor = server.Visitor();
        foreach (var name in Names)
            foreach (var button in Buttons)
                foreach (var order in Orders)
                    foreach (var lead in Leads)
                    {
                        var key = $"{name}-{button}-{order}-{lead}";
                        var parts = new { name, button, order, lead };
                        var made = await brand.Api.PostAsJsonAsync("/api/v1/experiments", new { key, name = key, place = "owners.form", variants = new object[] { new { key = "a", name = "A", parts }, new { key = "b", name = "B", parts } } }).Expect(HttpStatusCode.Created);
                        var address = $"/api/v1/experiments/{made.GetProperty("experiment").GetProperty("id").GetString()}/state";
                        await brand.Api.PutAsJsonAsync(address, new { state = "running" }).Expect(HttpStatusCode.OK);
                        await Task.Yield();
                        var page = await (await visitor.GetAsync($"/p/{gtin}/{serial}")).Text(HttpStatusCode.OK);
                        var form = FormForm().Match(page).Value;
                        Assert.Contains("Your warranty does not depend on registering", form);
                        Assert.DoesNotContain("checkbox", form);
                        Assert.DoesNotContain("hidden", form);
                        Assert.Equal(1, Regex.Count(form, @"\brequired\b", RegexOptions.None, TimeSpan.FromSeconds(1)));
                        Assert.Contains("name=\"purchasedOn\"", form);
                        Assert.Equal(name == "optional", form.Contains("name=\"name\"", StringComparison.Ordinal));
                        Assert.Equal(order == "date", form.IndexOf("name=\"purchasedOn\"", StringComparison.Ordinal) < form.IndexOf("name=\"email\"", StringComparison.Ordinal));
                        await brand.Api.PutAsJsonAsync(address, new { state = "stopped" }).Expect(HttpStatusCode.OK);
                    }
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Inserts_are_compared_lot_by_lot_and_nothing_is_said_before_the_planned_end(string storage)
    {
        var server = await servers.On(storage);
        var brand = await server.NewBrand();
        var gtin = await brand.NewModel();
        var units = Enumerable.Range(0, 8).SelectMany(lot => Enumerable.Range(0, 10).Select(n => (Lot: $"L{lot}", Serial: $"L{lot}N{n}", IsIn: n < (lot < 4 ? 1 : 6)))).ToList();
        await brand.Import("units", $"gtin,serial,lot\n{string.Concat(units.Select(u => $"{gtin},{u.Serial},{u.Lot}\n"))}");
        await brand.Import("sales", $"gtin,serial,sold_on,channel\n{string.Concat(units.Select(u => $"{gtin},{u.Serial},2026-03-01,retail\n"))}");
        await brand.Import("registrations", $"gtin,serial,registered_at,email,purchased_on\n{string.Concat(units.Where(u => u.IsIn).Select(u => $"{gtin},{u.Serial},2026-03-05,{u.Serial}@example.com,2026-03-01\n"))}");
        object plan(string? endsOn) => new { key = "insert", name = "The new insert", place = "owners.insert", windowDays = 60, endsOn, variants = new[] { new { key = "old", name = "Old" }, new { key = "new", name = "New" } } };
        await brand.Api.PostAsJsonAsync("/api/v1/experiments", plan(null)).Expect(HttpStatusCode.UnprocessableEntity);
        var id = (await brand.Api.PostAsJsonAsync("/api/v1/experiments", plan("2099-01-01")).Expect(HttpStatusCode.Created)).GetProperty("experiment").GetProperty("id").GetString();
        var address = $"/api/v1/experiments/{id}";
        await brand.Api.PutAsJsonAsync(address + "/state", new { state = "running" }).Expect(HttpStatusCode.UnprocessableEntity);      // which lot got what was not said
        await server.CaughtUp();
        await brand.Api.PutAsJsonAsync(address + "/lots", new { lots = Enumerable.Range(0, 8).Select(n => new { gtin, lot = $"L{n}", variant = n < 4 ? "old" : "new" }) }).Expect(HttpStatusCode.OK);
        await brand.Api.PutAsJsonAsync(address + "/state", new { state = "running" }).Expect(HttpStatusCode.OK);
        await brand.Api.PutAsJsonAsync(address + "/lots", new { lots = new[] { new { gtin, lot = "L0", variant = "new" } } }).Expect(HttpStatusCode.UnprocessableEntity);

        var early = await Until(brand, address, r => Sum(r, "exposed") == 80);
        Assert.Equal(("not_yet", 28), (early.GetProperty("verdict").GetString(), Sum(early, "converted")));
        Assert.Contains("1 January 2099", early.GetProperty("says").GetString());
        await brand.Api.PutAsJsonAsync(address + "/state", new { state = "stopped" }).Expect(HttpStatusCode.OK);
        var late = (await brand.Api.GetAsync(address).Expect(HttpStatusCode.OK)).GetProperty("readout");
        var compared = Assert.Single(late.GetProperty("comparisons").EnumerateArray());
        Assert.Equal(("better", 0.5, 2.0 / 70), (late.GetProperty("verdict").GetString(), Math.Round(compared.GetProperty("difference").GetDouble(), 9), compared.GetProperty("p").GetDouble()));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task The_funnel_counts_each_unit_once_keeps_posters_apart_and_is_the_same_after_a_rebuild(string storage)
    {
        var server = await servers.On(storage);
        var brand = await server.NewBrand();
        var gtin = await brand.NewModel();
        await brand.Import("units", $"gtin,serial,lot\n{string.Concat(Enumerable.Range(0, 6).Select(n => $"{gtin},F{n},LOT-{n % 2}\n"))}");
        await brand.Import("sales", $"gtin,serial,sold_on,channel,retailer,email\n{gtin},F0,2026-03-01,retail,Kitchen House,\n{gtin},F1,2026-03-01,retail,Kitchen House,f1@example.com\n");
        using var phone = server.Visitor();
        phone.DefaultRequestHeaders.UserAgent.ParseAdd("Mozilla/5.0 (iPhone) Mobile");
        foreach (var path in (string[])["F0?pl=promotion", "F0?pl=box", "F0?pl=insert", "F1?pl=box", "F2?pl=promotion", "F3"]) Assert.True((await phone.GetAsync($"/p/{gtin}/{path}")).IsSuccessStatusCode);
        await phone.Receipt(gtin, "F0", $"f0-{brand.Brand.Slug}@example.com");
        using (await brand.SignedIn($"f0-{brand.Brand.Slug}@example.com")) { }
        await brand.Api.PostAsJsonAsync("/api/v1/registrations", new { gtin, serial = "F4", email = "paper@example.com", channel = "paper" }).Expect(HttpStatusCode.Created);

        var channels = await Funnel("by=channel", f => Line(f, "qr") is var (opened, _, confirmed) && opened == 3 && confirmed == 1 && Line(f, "paper").Submitted == 1);
        Assert.Equal((3, 1, 1), Line(channels, "qr"));
        Assert.Equal((0, 1, 0), Line(channels, "paper"));
        Assert.Equal(1, channels.GetProperty("onlyPromoted").GetInt32());
        Assert.Equal(1.0 / 3, channels.GetProperty("whole").GetProperty("submittedShare").GetDouble(), 9);
        Assert.Equal((2, 1, 1), Line(await Funnel("by=placement", _ => true), "box"));
        Assert.Equal((1, 1, 1), Line(await Funnel("by=lot&device=mobile&placement=box", _ => true), "LOT-0"));
        await brand.Api.GetAsync("/api/v1/funnels/registration?by=weather&from=yesterday").Expect(HttpStatusCode.UnprocessableEntity);
        var staff = await ConsoleClient.SignIn(brand);
        var page = await staff.Text("/admin/funnel?from=2026-01-01&by=retailer");
        Assert.Contains("Kitchen House", page);
        Assert.Contains("qr,3,1,1,1", await staff.Text("/admin/funnel.csv?by=channel"));

        await server.CaughtUp();
        await server.Services.GetRequiredService<EventPump>().Rebuild("owners.funnel", _ => { }, default);
        Assert.Equal(channels.GetRawText(), (await Funnel("by=channel", _ => true)).GetRawText());

        async Task<JsonElement> Funnel(string query, Func<JsonElement, bool> isThere)
        {
            for (var patience = 0; ; patience++, await Task.Delay(50))
            {
                var funnel = await brand.Api.GetAsync("/api/v1/funnels/registration?" + query).Expect(HttpStatusCode.OK);
                if (isThere(funnel)) return funnel;
                Assert.True(patience < 600, funnel.GetRawText());
            }
        }

        static (int Opened, int Submitted, int Confirmed) Line(JsonElement funnel, string key)
        {
            foreach (var l in funnel.GetProperty("lines").EnumerateArray())
                if (l.GetProperty("key").GetString() == key) return (l.GetProperty("opened").GetInt32(), l.GetProperty("submitted").GetInt32(), l.GetProperty("confirmed").GetInt32());
            return default;
        }
    }

    static long Sum(JsonElement readout, string what) => readout.GetProperty("variants").EnumerateArray().Sum(v => v.GetProperty(what).GetInt64());

    static async Task<JsonElement> Until(BrandClient brand, string address, Func<JsonElement, bool> isThere)
    {
        for (var patience = 0; ; patience++, await Task.Delay(50))
        {
            var readout = (await brand.Api.GetAsync(address).Expect(HttpStatusCode.OK)).GetProperty("readout");
            if (isThere(readout)) return readout;
            Assert.True(patience < 600, readout.GetRawText());
        }
    }

    [GeneratedRegex("<form method=\"post\" action=\"[^\"]+/register\">.*?</form>", RegexOptions.Singleline, 1000)] private static partial Regex FormForm();
}
