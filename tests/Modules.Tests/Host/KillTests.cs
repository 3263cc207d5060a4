using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Nameplate.Tests.Platform.Mail;
using Nameplate.Tests.Platform.Webhooks;

namespace Nameplate.Tests.Host;

/// <summary>The process is killed under load, in the middle of a bulk change and again in the middle of its undoing: what it had answered is there once, and all that follows from it.</summary>
public class KillTests
{
    const int Units = 4000, Rounds = 2, Changed = 5000, Mine = 77;
    const string OtherGtin = "09506000134369";

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Everything_acknowledged_is_there_once_after_kill_minus_9(string storage)
    {
        using var sink = new SmtpSink();
        await using var receiver = await Receiver.Start();
        var place = await Prepare(storage);
        Dictionary<string, string> environment = new() { ["NAMEPLATE_Mail__Host"] = "127.0.0.1", ["NAMEPLATE_Mail__Port"] = sink.Port.ToString(CultureInfo.InvariantCulture), ["NAMEPLATE_Mail__StartTls"] = "false", ["NAMEPLATE_Outside__AllowPrivate"] = "true" };
        MixedLoad load = new(place, Units);
        CookieContainer cookies = new();
        var (change, hears) = ("", default(DateTimeOffset));

        for (var round = 0; round < Rounds; round++)
        {
            var (process, url) = await Program.Serve(environment, _ => { }, place.Where);
            using var http = Console(url, cookies);
            ConsoleClient console = new(http);
            if (round == 0)
            {
                using var signedIn = await http.PostAsync(new Uri(place.SignInLink!).AbsolutePath, null);
                hears = await AddWebhook(place, url, receiver.Url);
            }
            else await Until(async () => (await place.Column("select state from platform_bulk_change")).Single() == "done");
            using var stop = new CancellationTokenSource();
            var running = load.Run(url, Rounds, stop.Token);
            await Until(() => Task.FromResult(load.Ordered.Count >= (round + 1) * 25 && load.Registered.Count >= (round + 1) * 25));
            if (round == 0) change = await StartChange(console);
            else await Undo(place, url, console, change);
            await Until(async () => long.Parse((await place.Column($"select {(round == 0 ? "seen" : "restored")} from platform_bulk_change"))[0], CultureInfo.InvariantCulture) >= 300, every: 2);
            process.Kill();
            await stop.CancelAsync();
            await running;
            Assert.Equal([round == 0 ? "running" : "undoing"], await place.Column("select state from platform_bulk_change"));
            await ClaimsLapse(place);
        }

        var (again, address) = await Program.Serve(environment, _ => { }, place.Where);
        try
        {
            using var api = place.Client(address);
            await Until(async () => (await place.Column("select state from platform_bulk_change")).Single() == "undone");
            await Until(async () => (await place.Column("select count(*) from platform_job where state in ('waiting', 'running')"))[0] == "0");      // a mint that ends announces its units
            await Until(async () => (await api.GetFromJsonAsync<JsonElement>("/readyz")).GetProperty("lag").EnumerateObject().All(l => l.Value.GetInt64() == 0));
            await Bulk(place);
            await Mints(api, place, load);
            await Mails(place, load, sink);
            await Webhooks(api, place, receiver, hears);

            // Each serial is scanned, registered and ordered for by one request: twice in the records would be doubled, missing would be lost.
            foreach (var serial in load.Registered) Assert.Equal(HttpStatusCode.OK, (await api.GetAsync($"/api/v1/units/{Brewery.Gtin}/{serial}/coverage")).StatusCode);
            Once(load.Registered, await place.Column("select u.serial from owners_registration r join products_unit u on u.id = r.unit_id"));
            Once(load.Ordered, (await All(api, "/api/v1/orders")).Select(o => o.GetProperty("orderRef").GetString()!));
            Assert.Equal(await place.Column("select count(email) from commerce_order"), await place.Column("select count(distinct email) from commerce_order"));
            Once(load.Scanned, await place.Column("select serial from resolver_scan"));
        }
        finally { again.Kill(); }
        var facts = await place.Kpis();
        Assert.Equal(0, (await Program.Run(["db", "rebuild", "analytics.facts", .. place.Where])).Code);
        Assert.Equal(facts, await place.Kpis());
    }

    static async Task<Brewery> Prepare(string storage)
    {
        var place = await Brewery.New(storage, Units, admin: "ops@example.com");
        await place.Import("products", $"gtin,name,model,category\n{OtherGtin},Brew Two,B-2,espresso\n");
        await place.Import("units", "gtin,serial,firmware\n" + string.Concat(Enumerable.Range(0, Changed).Select(i => $"{OtherGtin},C{i},F{i}\n")));
        await place.Import("parts", "sku,name,kind,price,currency,stock\nF-1,Filter,consumable,12.90,EUR,100000\n");
        await place.Import("fitment", $"sku,gtin\nF-1,{Brewery.Gtin}\n");
        return place;
    }

    static async Task<DateTimeOffset> AddWebhook(Brewery place, string url, string receiver)
    {
        using var api = place.Client(url);
        return (await api.PostAsJsonAsync("/api/v1/webhooks", new { name = "ERP", url = receiver, events = (string[])["*"] }).Expect(HttpStatusCode.Created)).GetProperty("webhook").GetProperty("createdAt").GetDateTimeOffset();
    }

    static async Task<string> StartChange(ConsoleClient console)
    {
        using var started = await console.Send("/admin/units", "/admin/changes/start", new() { ["action"] = "units.firmware", ["all"] = "true", ["query"] = "?gtin=" + OtherGtin, ["value"] = "2.0", ["sure"] = "true" });
        Assert.StartsWith("/admin/changes/", started.Headers.Location?.ToString(), StringComparison.Ordinal);
        return started.Headers.Location!.ToString();
    }

    /// <summary>But for one unit, which somebody gave another firmware meanwhile.</summary>
    static async Task Undo(Brewery place, string url, ConsoleClient console, string change)
    {
        using var api = place.Client(url);
        await api.PatchAsync($"/api/v1/units/{OtherGtin}/C{Mine}", JsonContent.Create(new { firmware = "mine" })).Expect(HttpStatusCode.OK);
        using var undoing = await console.Send(change, change + "/undoing", []);
        Assert.Equal(HttpStatusCode.Found, undoing.StatusCode);
    }

    /// <summary>The minutes pass after which another process takes up what a dead one had begun.</summary>
    static async Task ClaimsLapse(Brewery place)
    {
        await place.Column("update platform_job set leased_until = '2026-01-01 00:00:00' where state = 'running'");
        await place.Column("update messaging_message set due_at = '2026-01-01 00:00:00' where state = 'queued' and written_at is not null");
        foreach (var table in (string[])["platform_mail", "platform_webhook_delivery"]) await place.Column($"update {table} set due_at = '2026-01-01 00:00:00' where state = 'waiting'");
    }

    static async Task Bulk(Brewery place)
    {
        Assert.Equal(Enumerable.Range(0, Changed).Select(i => $"C{i} {(i == Mine ? "mine" : $"F{i}")}").Order(StringComparer.Ordinal), (await place.Column("select serial || ' ' || firmware from products_unit where serial like 'C%' and mint_id is null")).Order(StringComparer.Ordinal));
        Assert.Equal([$"{Changed} {Changed - 1}"], await place.Column("select changed || ' ' || restored from platform_bulk_change"));
        Assert.Equal([$"{Changed + Changed - 1}"], await place.Column("select count(*) from platform_audit where subject = 'products.unit' and route = 'POST /admin/changes/start'"));
    }

    static async Task Mints(HttpClient api, Brewery place, MixedLoad load)
    {
        Assert.NotEmpty(load.Minted);
        foreach (var run in load.Minted) await Until(async () => (await api.GetFromJsonAsync<JsonElement>(run)).GetProperty("status").GetString() == "done");
        var sizes = await place.Column("select count(*) from products_unit where mint_id is not null group by mint_id");
        Assert.All(sizes, n => Assert.Equal(MixedLoad.MintCount.ToString(CultureInfo.InvariantCulture), n));
        Assert.True(sizes.Count >= load.Minted.Count);
    }

    /// <summary>Each goes to the server once. One that was on its way when the process was killed may have left: it is in doubt, and does not go again by itself.</summary>
    static async Task Mails(Brewery place, MixedLoad load, SmtpSink sink)
    {
        await Until(async () => (await place.Column("select count(*) from messaging_message where written_at is not null and state not in ('sent', 'in_doubt')"))[0] == "0");
        var ids = sink.Taken.Select(m => m.Split("Message-ID: ")[1].Split('\r', '\n')[0]).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        var doubtful = int.Parse((await place.Column("select count(*) from messaging_message where state = 'in_doubt'"))[0], CultureInfo.InvariantCulture);
        var written = int.Parse((await place.Column("select count(*) from messaging_message where written_at is not null"))[0], CultureInfo.InvariantCulture);
        Assert.InRange(doubtful, 0, Rounds);
        Assert.InRange(ids.Count, written - doubtful, written);
        Assert.Equal(await place.Column("select count(*) from commerce_order"), await place.Column("select count(*) from messaging_message where kind = 'commerce.placed'"));
        Assert.Equal(await place.Column("select count(*) from owners_registration"), await place.Column("select count(distinct address) from messaging_message where kind = 'owners.confirm'"));
        Assert.True(ids.Count >= load.Ordered.Count + load.Registered.Count - doubtful);
    }

    /// <summary>Every event comes at least once, always under the same id and with the same words, so that whoever keeps the ids has it once.</summary>
    static async Task Webhooks(HttpClient api, Brewery place, Receiver receiver, DateTimeOffset since)
    {
        await Until(async () => (await place.Column("select count(*) from platform_webhook_delivery where state <> 'delivered'"))[0] == "0");
        var messages = receiver.Taken.GroupBy(m => m.Id).ToList();
        Assert.All(messages, m => Assert.Single(m.Select(one => one.Body).Distinct()));
        var heard = messages.Select(m => m.First().Json.GetProperty("data").GetProperty("token").GetString()!).ToList();
        var events = (await All(api, "/api/v1/events", 1000)).Where(e => e.GetProperty("at").GetDateTimeOffset() >= since).Select(e => e.GetProperty("token").GetString()!);
        Assert.Equal(events.Order(StringComparer.Ordinal), heard.Order(StringComparer.Ordinal));
        Assert.InRange(receiver.Taken.Count - messages.Count, 0, Rounds);
    }

    static void Once(IReadOnlyCollection<string> acknowledged, IEnumerable<string> recorded)
    {
        var times = recorded.CountBy(r => r).ToDictionary();
        Assert.NotEmpty(acknowledged);
        Assert.All(acknowledged, a => Assert.Equal(1, times.GetValueOrDefault(a)));
        Assert.All(times, t => Assert.Equal(1, t.Value));
    }

    static async Task<List<JsonElement>> All(HttpClient api, string list, int limit = 200)
    {
        List<JsonElement> items = [];
        for (string? after = null; ;)
        {
            var page = await api.GetFromJsonAsync<JsonElement>($"{list}?limit={limit}{(after is null ? "" : "&after=" + after)}");
            items.AddRange(page.GetProperty("items").EnumerateArray());
            if ((after = page.GetProperty("next").GetString()) is null) return items;
        }
    }

    static async Task Until(Func<Task<bool>> so, int every = 50, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(so))] string what = "")
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        while (!await so())
        {
            Assert.False(limit.IsCancellationRequested, what);
            await Task.Delay(every);
        }
    }

    static HttpClient Console(string url, CookieContainer cookies)
    {
#pragma warning disable RS0030
        return new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = cookies }) { BaseAddress = new(url) };
#pragma warning restore RS0030
    }
}
