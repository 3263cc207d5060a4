using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Nameplate.Platform.Access;
using Nameplate.Platform.Limits;
using Nameplate.Tests.Owners;
using Nameplate.Tests.Platform.Access;

namespace Nameplate.Tests.Platform.Audit;

/// <summary>Who came in and who was turned away stands in the brand's audit, with the reason and without a name.</summary>
public class SecurityLogTests(Servers servers)
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Every_sign_in_good_or_refused_is_told_with_its_reason_and_names_nobody(string storage)
    {
        var server = await servers.On(storage);
        var brand = await server.NewBrand();
        var (email, browser) = await brand.NewMember();
        var (_, paper) = await browser.TurnOnTwoSteps();
        var other = server.Browser();
        foreach (var wrong in (string[])["not the password", "nor this one"]) (await other.ByPassword(email, wrong)).Dispose();
        (await other.ByPassword(email)).Dispose();
        (await other.Post("/admin/sign-in/code", ("code", "123456"))).Dispose();
        (await other.Post("/admin/sign-in/code", ("code", paper[0]))).Dispose();
        Assert.Equal("422", (await browser.Send("/admin/account/two-steps", "/admin/account/two-steps/removal", new() { ["off"] = "000000" })).To());
        Assert.Equal("422", (await browser.Send("/admin/account/password", "/admin/account/password", new() { ["old"] = "not this", ["password"] = "gravel lantern tuesday" })).To());
        (await other.Post("/admin/sign-in/link", ("email", email))).Dispose();
        Assert.Equal("403", (await server.Browser().Post(await brand.MailedDoor(email))).To());
        Assert.Equal("422", (await other.Post("/admin/sign-in/link/code", ("code", "000 00"))).To());

        var events = await Until(brand, "wrong_password", "wrong_code", "by_password_and_code", "by_invitation", "joined", "two_steps_on", "other_browser", "wrong_mailed_code");
        var me = Assert.Single(events, e => Reason(e) == "by_password_and_code").GetProperty("callerId").GetString()!;
        Assert.Equal(["refused", "refused"], events.Where(e => Reason(e) == "wrong_password" && Subject(e) == "security.sign-in").Select(e => e.GetProperty("change").GetString()));
        Assert.Equal(["security.code", "security.way-in"], events.Where(e => Reason(e) == "wrong_code").Select(Subject).Order(StringComparer.Ordinal));
        Assert.All(events.Where(e => Reason(e) is "wrong_password" or "wrong_code"), e => Assert.Equal(me, e.GetProperty("subjectId").GetString()));
        Assert.All(events, e => Assert.EndsWith("/24", e.GetProperty("network").GetString(), StringComparison.Ordinal));
        var all = string.Concat(events.Select(e => e.GetRawText()));
        foreach (var personal in (string[])[email, email.Split('@')[0], "127.9.0.1\"", "not the password", paper[0]]) Assert.DoesNotContain(personal, all, StringComparison.OrdinalIgnoreCase);

        // the maker finds them
        var console = await brand.Chief();
        var page = await console.Text("/admin/settings/audit?subject=security&q=" + me);
        Assert.Contains("wrong_password", page, StringComparison.Ordinal);
        Assert.Contains(email, page, StringComparison.Ordinal);      // who reads the audit sees whom the id means, while the person is here
        Assert.DoesNotContain("wrong_password", await console.Text("/admin/settings/audit?subject=security.form"), StringComparison.Ordinal);
        Assert.Contains("wrong_mailed_code", await console.Text("/admin/settings/audit.csv?subject=security"), StringComparison.Ordinal);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_refused_permission_a_key_that_opens_nothing_and_a_form_without_its_token_are_told(string storage)
    {
        var server = await servers.On(storage);
        var brand = await server.NewBrand();
        var marketing = await brand.SignIn(StaffRole.Marketing);
        var gtin = await brand.NewModel();
        await server.Visitor().Receipt(gtin, await brand.NewUnit(gtin), "ada.door@example.com");
        using var owner = await brand.SignedIn("ada.door@example.com");
        using var little = await brand.KeyWith("products.models.read");
        using var expired = await brand.KeyWith(expiresAt: TimeProvider.System.GetUtcNow().AddDays(-1));
        using var revoked = await brand.KeyWith(change: k => k.Revoke(TimeProvider.System.GetUtcNow()));
        Assert.Equal(HttpStatusCode.Forbidden, await marketing.Status("/admin/orders"));
        for (var n = 0; n < 40; n++) Assert.Equal(HttpStatusCode.Forbidden, await little.Status("/api/v1/orders"));
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (await expired.Status("/api/v1/parts"), await revoked.Status("/api/v1/parts")));
        Assert.Equal(HttpStatusCode.BadRequest, (await marketing.Post("/admin/products/new", ("name", "planted"))).StatusCode);

        var events = await Until(brand, "not_granted", "expired", "revoked", "no_token", "by_owner_link");
        Assert.DoesNotContain("ada.door", string.Concat(events.Select(e => e.GetRawText())), StringComparison.Ordinal);
        Assert.Contains(events, e => Reason(e) == "not_granted" && e.GetProperty("caller").GetString() == "staff" && e.GetProperty("permission").GetString() == "commerce.orders.read");
        Assert.InRange(events.Count(e => Reason(e) == "not_granted" && e.GetProperty("caller").GetString() == "key"), 1, 3);      // forty alike are counted, not listed
        Assert.All(events.Where(e => Reason(e) is "expired" or "revoked"), e => Assert.Equal("security.key", Subject(e)));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_limit_that_is_reached_is_told_in_the_audit_and_in_the_log_by_ids_alone(string storage)
    {
        var lines = new Lines();
        await using var server = await Server.Start(storage, s => s.Configure<LimitSettings>(l => l.CallsPerKey = 12).AddLogging(l => l.ClearProviders().AddProvider(lines)));
        var (brand, watcher) = (await server.NewBrand(), await server.NewBrand());
        for (var n = 0; n < 16; n++) await brand.Api.GetAsync("/api/v1/products");
        var console = await ConsoleClient.SignIn(brand);
        for (var n = 0; n < 100 && !(await console.Text("/admin/settings/audit?subject=security.limit")).Contains("GET /api/v1/products", StringComparison.Ordinal); n++) await Task.Delay(100);
        Assert.Contains("GET /api/v1/products", await console.Text("/admin/settings/audit?subject=security.limit"), StringComparison.Ordinal);
        Assert.DoesNotContain("GET /api/v1/products", await (await ConsoleClient.SignIn(watcher)).Text("/admin/settings/audit?subject=security.limit"), StringComparison.Ordinal);

        (await server.Browser().ByPassword("somebody@example.com", "their password")).Dispose();      // whom no brand knows
        while (!lines.Any("security.sign-in", "unknown")) await Task.Delay(100);
        Assert.True(lines.Any("security.limit", "key", brand.Brand.Id.ToString()));
        Assert.False(lines.Any("example.com") || lines.Any("their password") || lines.Any("127.0.0.1,"));
    }

    static string? Subject(JsonElement entry) => entry.GetProperty("subject").GetString();
    static string? Reason(JsonElement entry) => entry.GetProperty("after").TryGetProperty("reason", out var reason) ? reason.GetString() : null;

    /// <summary>The brand's security events, once these are among them: they are written behind the answers.</summary>
    static async Task<List<JsonElement>> Until(BrandClient brand, params string[] reasons)
    {
        for (var looks = 0; ; looks++)
        {
            await brand.Server.CaughtUp();
            var events = (await brand.Api.GetAsync("/api/v1/audit?limit=1000").Expect(HttpStatusCode.OK)).GetProperty("items").EnumerateArray().Where(e => Subject(e)?.StartsWith("security.", StringComparison.Ordinal) is true).ToList();
            if (reasons.All(r => events.Exists(e => Reason(e) == r))) return events;
            Assert.True(looks < 300, $"never told: {string.Join(", ", reasons.Where(r => !events.Exists(e => Reason(e) == r)))}");
            await Task.Delay(100);
        }
    }

    sealed class Lines : ILoggerProvider, ILogger
    {
        readonly System.Collections.Concurrent.ConcurrentQueue<string> lines = new();
        public bool Any(params string[] words) => lines.Any(l => words.All(w => l.Contains(w, StringComparison.Ordinal)));
        public ILogger CreateLogger(string categoryName) => this;
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
        public bool IsEnabled(LogLevel logLevel) => true;
        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => lines.Enqueue($"{formatter(state, exception)} {exception}");
        public void Dispose() { /* holds nothing */ }
    }
}
