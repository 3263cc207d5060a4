using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Nameplate.Platform.Web;

namespace Nameplate.Tests.Platform.Webhooks;

/// <summary>Servers that may call the loopback, with a clock that can be put forward.</summary>
public sealed class CallingServers : IAsyncDisposable
{
    public sealed class Clock : TimeProvider
    {
        public TimeSpan Ahead { get; set; }
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
    }

    readonly ConcurrentDictionary<string, Lazy<Task<Server>>> started = new();

    public Task<Server> On(string storage) => started.GetOrAdd(storage, s => new(() => Server.Start(s, services => services.AddSingleton<TimeProvider>(new Clock()).Configure<OutsideAddresses>(o => o.AllowPrivate = true)))).Value;

    public static Clock ClockOf(Server server) => (Clock)server.Services.GetRequiredService<TimeProvider>();

    public async ValueTask DisposeAsync()
    {
        foreach (var server in started.Values) await (await server.Value).DisposeAsync();
    }
}

public class WebhookTests(CallingServers servers) : IClassFixture<CallingServers>
{
    const string Hooks = "/api/v1/webhooks";

    static async Task<(string Id, string Secret)> Add(BrandClient brand, string url, params string[] events)
    {
        var added = await brand.Api.PostAsJsonAsync(Hooks, new { name = "ERP", url, events }).Expect(HttpStatusCode.Created);
        return (added.GetProperty("webhook").GetProperty("id").GetString()!, added.GetProperty("secret").GetString()!);
    }

    static async Task<List<JsonElement>> Deliveries(BrandClient brand, string id, string query = "") =>
        [.. (await brand.Api.GetAsync($"{Hooks}/{id}/deliveries{query}").Expect(HttpStatusCode.OK)).GetProperty("items").EnumerateArray()];

    static async Task<JsonElement> Ended(BrandClient brand, string id, string state)
    {
        for (var patience = 0; patience < 600; patience++)
        {
            if (await Deliveries(brand, id, $"?state={state}") is [var first, ..]) return first;
            await Task.Delay(50);
        }
        throw new TimeoutException($"no message is {state}");
    }

    [Fact]
    public async Task A_signal_is_posted_with_its_number_and_what_is_odd()
    {
        var brand = await (await servers.On("sqlite")).NewBrand();
        await using var receiver = await Receiver.Start();
        await Add(brand, receiver.Url, "resolver.signal-raised");
        var gtin = await brand.NewModel();
        (await brand.Server.Visitor().GetAsync($"/01/{gtin}/21/MADEUP")).Dispose();

        var message = Assert.Single(await receiver.Wait(1));
        Assert.Contains("never_minted", message.Body, StringComparison.Ordinal);
        Assert.Contains("MADEUP", message.Body, StringComparison.Ordinal);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task An_event_is_posted_signed_and_says_what_the_list_of_events_says(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        await using var receiver = await Receiver.Start();
        var (id, secret) = await Add(brand, receiver.Url, "products.models-recorded");
        var gtin = await brand.NewModel();
        await brand.NewUnit(gtin);      // not subscribed to

        var message = Assert.Single(await receiver.Wait(1));
        Assert.True(message.IsSignedWith(secret));
        Assert.False((message with { Body = message.Body + " " }).IsSignedWith(secret));
        var events = (await brand.Api.GetAsync("/api/v1/events").Expect(HttpStatusCode.OK)).GetProperty("items").EnumerateArray();
        var first = events.Single(e => e.GetProperty("type").GetString() == "products.models-recorded");
        Assert.Equal("products.models-recorded", message.Json.GetProperty("type").GetString());
        Assert.Equal(first.GetProperty("token").GetString(), message.Json.GetProperty("data").GetProperty("token").GetString());
        Assert.Equal(first.GetProperty("payload").GetRawText(), message.Json.GetProperty("data").GetProperty("payload").GetRawText());
        var delivery = await Ended(brand, id, "delivered");
        Assert.Equal((1, 200), (delivery.GetProperty("attempts").GetInt32(), delivery.GetProperty("status").GetInt32()));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_message_that_is_not_taken_comes_again_under_the_same_id_until_it_is(string storage)
    {
        var server = await servers.On(storage);
        var brand = await server.NewBrand();
        await using var receiver = await Receiver.Start();
        receiver.Answers = 503;
        var (id, _) = await Add(brand, receiver.Url, "*");
        await brand.NewModel();
        await receiver.Wait(1);
        receiver.Answers = 204;
        var messages = await receiver.Wait(2);
        Assert.Equal(messages[0].Id, messages[1].Id);
        Assert.Equal(messages[0].Body, messages[1].Body);
        Assert.Equal(2, (await Ended(brand, id, "delivered")).GetProperty("attempts").GetInt32());
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task After_72_hours_it_is_a_dead_letter_that_can_be_sent_again(string storage)
    {
        var server = await servers.On(storage);
        var brand = await server.NewBrand();
        await using var receiver = await Receiver.Start();
        var console = await ConsoleClient.SignIn(brand);
        receiver.Answers = 302;      // a redirect is not followed, and is no success
        var (id, _) = await Add(brand, receiver.Url, "products.*");
        await brand.NewModel();
        await receiver.Wait(1);
        CallingServers.ClockOf(server).Ahead += TimeSpan.FromHours(73);
        var dead = await Ended(brand, id, "dead");
        Assert.Contains($"/admin/settings/webhooks/messages?webhook={id}&amp;state=dead", await console.Text("/admin"), StringComparison.Ordinal);

        receiver.Answers = 200;
        await brand.Api.PostAsync($"{Hooks}/{id}/deliveries/{dead.GetProperty("id").GetString()}/attempts", null).Expect(HttpStatusCode.Accepted);
        await Ended(brand, id, "delivered");
        Assert.Empty(await Deliveries(brand, id, "?state=dead"));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Events_from_before_are_replayed_from_any_token_under_their_own_ids(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        for (var i = 0; i < 3; i++) await brand.NewModel();
        await using var receiver = await Receiver.Start();
        var (id, _) = await Add(brand, receiver.Url, "products.models-recorded");
        Assert.Equal(HttpStatusCode.Accepted, (await brand.Api.PostAsJsonAsync($"{Hooks}/{id}/replays", new { })).StatusCode);
        var all = await receiver.Wait(3);
        Assert.Equal(3, all.Select(m => m.Id).Distinct().Count());

        var token = all[0].Json.GetProperty("data").GetProperty("token").GetString();
        Assert.Equal(HttpStatusCode.Accepted, (await brand.Api.PostAsJsonAsync($"{Hooks}/{id}/replays", new { after = token })).StatusCode);
        var more = await receiver.Wait(5);
        Assert.Equal(all.Skip(1).Select(m => m.Id), more.Skip(3).Select(m => m.Id));
        await brand.Api.PostAsJsonAsync($"{Hooks}/{id}/replays", new { after = "nonsense" }).Expect(HttpStatusCode.UnprocessableEntity);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task After_a_rotation_both_secrets_sign_for_a_day_and_then_the_new_one_alone(string storage)
    {
        var server = await servers.On(storage);
        var brand = await server.NewBrand();
        await using var receiver = await Receiver.Start();
        var (id, old) = await Add(brand, receiver.Url, "*");
        var fresh = (await brand.Api.PostAsync($"{Hooks}/{id}/secrets", null).Expect(HttpStatusCode.OK)).GetProperty("secret").GetString()!;
        Assert.True((await brand.Api.PostAsync($"{Hooks}/{id}/tests", null).Expect(HttpStatusCode.OK)).GetProperty("delivered").GetBoolean());
        CallingServers.ClockOf(server).Ahead += TimeSpan.FromHours(25);
        Assert.True((await brand.Api.PostAsync($"{Hooks}/{id}/tests", null).Expect(HttpStatusCode.OK)).GetProperty("delivered").GetBoolean());

        var tests = await receiver.Wait(2, "platform.test");
        Assert.True(tests[0].IsSignedWith(old) && tests[0].IsSignedWith(fresh));
        Assert.True(!tests[1].IsSignedWith(old) && tests[1].IsSignedWith(fresh));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task An_address_that_says_it_is_gone_hears_nothing_more(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        await using var receiver = await Receiver.Start();
        receiver.Answers = 410;
        var (id, _) = await Add(brand, receiver.Url, "*");
        await brand.NewModel();
        await Ended(brand, id, "dead");
        Assert.Equal("gone", (await brand.Api.GetAsync($"{Hooks}/{id}").Expect(HttpStatusCode.OK)).GetProperty("state").GetString());
        await brand.NewModel();
        await brand.Server.CaughtUp();
        Assert.Single(await Deliveries(brand, id));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task An_answer_that_holds_a_secret_is_given_once_and_what_it_made_is_made_once(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        HttpRequestMessage Post()
        {
            var request = new HttpRequestMessage(HttpMethod.Post, Hooks) { Content = JsonContent.Create(new { name = "ERP", url = "http://127.0.0.1:9/", events = (string[])["*"] }) };
            request.Headers.Add("Idempotency-Key", "one");
            return request;
        }
        using var first = await brand.Api.SendAsync(Post());
        using var again = await brand.Api.SendAsync(Post());
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Conflict), (first.StatusCode, again.StatusCode));
        Assert.DoesNotContain("whsec_", await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Single((await brand.Api.GetAsync(Hooks).Expect(HttpStatusCode.OK)).GetProperty("items").EnumerateArray());
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Another_brand_hears_nothing_and_finds_nothing(string storage)
    {
        var server = await servers.On(storage);
        var (ours, theirs) = (await server.NewBrand(), await server.NewBrand());
        await using var receiver = await Receiver.Start();
        var (id, _) = await Add(theirs, receiver.Url, "*");
        await ours.NewModel();
        await theirs.NewModel();
        await server.CaughtUp();
        await receiver.Wait(1);
        Assert.Single(await Deliveries(theirs, id));
        foreach (var path in (string[])[$"{Hooks}/{id}", $"{Hooks}/{id}/deliveries"]) await ours.Api.GetAsync(path).Expect(HttpStatusCode.NotFound);
        await ours.Api.PostAsync($"{Hooks}/{id}/secrets", null).Expect(HttpStatusCode.NotFound);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task In_the_console_a_webhook_is_added_tried_paused_and_removed(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        await using var receiver = await Receiver.Start();
        var console = await ConsoleClient.SignIn(brand);
        const string page = "/admin/settings/webhooks";
        using var wrong = await console.Send(page, page, new() { ["name"] = "ERP", ["url"] = receiver.Url, ["events"] = "products.nonsense" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Contains("products.models-recorded", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        using var added = await console.Send(page, page, new() { ["name"] = "ERP", ["url"] = receiver.Url, ["events"] = "products.*\nowners.*" });
        var text = await added.Content.ReadAsStringAsync();
        Assert.Contains("whsec_", text, StringComparison.Ordinal);
        var home = (await console.Text(page)).Split($"{page}/").Select(part => part.Split('"')[0]).First(part => Guid.TryParse(part, out _));
        Assert.DoesNotContain("whsec_", await console.Text($"{page}/{home}"), StringComparison.Ordinal);

        using var tested = await console.Send($"{page}/{home}", $"{page}/{home}/tests", []);
        Assert.Contains("platform.test", await tested.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Single(receiver.Taken);

        using var paused = await console.Send($"{page}/{home}", $"{page}/{home}", new() { ["name"] = "ERP", ["url"] = receiver.Url, ["events"] = "*" });
        await brand.NewModel();
        await brand.Server.CaughtUp();
        Assert.Single(await Deliveries(brand, home));
        using var kept = await console.Send($"{page}/{home}", $"{page}/{home}/removal", []);
        Assert.Equal(HttpStatusCode.OK, await console.Status($"{page}/{home}"));
        using var removed = await console.Send($"{page}/{home}", $"{page}/{home}/removal", new() { ["sure"] = "true" });
        Assert.Equal(HttpStatusCode.NotFound, await console.Status($"{page}/{home}"));
    }
}

public class OutsideAddressTests(Servers servers)
{
    [Theory]
    [InlineData("http://example.com/hook"), InlineData("https://127.0.0.1/"), InlineData("https://[::1]/"), InlineData("https://localhost/"), InlineData("https://10.1.2.3/"), InlineData("https://192.168.1.1:8443/")]
    [InlineData("https://169.254.169.254/latest/meta-data"), InlineData("https://172.31.0.1/"), InlineData("https://100.64.0.1/"), InlineData("https://0x7f000001/"), InlineData("https://2130706433/"), InlineData("https://0177.0.0.1/")]
    [InlineData("https://[::ffff:127.0.0.1]/"), InlineData("https://[fd00::1]/"), InlineData("https://[fe80::1]/"), InlineData("https://[64:ff9b::7f00:1]/"), InlineData("https://db/"), InlineData("https://db.internal/"), InlineData("https://metadata.google.internal/")]
    [InlineData("ftp://example.com/"), InlineData("https://user:secret@example.com/"), InlineData("javascript:alert(1)"), InlineData("//example.com"), InlineData("")]
    public async Task A_webhook_to_an_address_of_our_own_network_is_refused(string url)
    {
        var brand = await (await servers.On("sqlite")).NewBrand();
        var problem = await brand.Api.PostAsJsonAsync("/api/v1/webhooks", new { name = "x", url, events = (string[])["*"] }).Expect(HttpStatusCode.UnprocessableEntity);
        Assert.True(problem.GetProperty("errors").TryGetProperty("url", out _), problem.GetRawText());
    }

    [Fact]
    public async Task A_name_that_leads_into_our_own_network_is_not_called_either()
    {
        await using var server = await Server.Start("sqlite", services => services.Configure<OutsideAddresses>(o => o.AllowPrivate = true));
        await using var receiver = await Receiver.Start();
        var brand = await server.NewBrand();
        var added = await brand.Api.PostAsJsonAsync("/api/v1/webhooks", new { name = "x", url = receiver.Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal), events = (string[])["*"] }).Expect(HttpStatusCode.Created);
        var tests = $"/api/v1/webhooks/{added.GetProperty("webhook").GetProperty("id").GetString()}/tests";
        Assert.True((await brand.Api.PostAsync(tests, null).Expect(HttpStatusCode.OK)).GetProperty("delivered").GetBoolean());

        server.Services.GetRequiredService<IOptions<OutsideAddresses>>().Value.AllowPrivate = false;
        await receiver.DisposeAsync();      // the connection that was open is closed
        await using var again = await Receiver.Start();
        var put = await brand.Api.PostAsync(tests, null).Expect(HttpStatusCode.OK);
        Assert.Contains("not public", put.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Empty(again.Taken);
    }
}
