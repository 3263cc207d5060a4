using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.EventLog;
using static Nameplate.Tests.Resolver.ScanSteps;

namespace Nameplate.Tests.Resolver.Scans;

public class ScanTests(Servers servers)
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_scan_is_on_record_before_it_is_answered_with_placement_and_kind_of_device_and_nothing_personal(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var serial = await brand.NewUnit(gtin);
        var visitor = brand.Server.Visitor();
        var expected = new List<string>();
        var staff = (await StaffCookie(brand)).Split(';')[0];

        foreach (var (query, agent, cookie, row) in ((string, string, string?, string?)[])[
            ("", "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Mobile/15E148", null, "- mobile"),
            ("?pl=box", "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0", null, "box desktop"),
            ("?utm=1&pl=nfc", "Mozilla/5.0 (Linux; Android 16) Mobile", null, "nfc mobile"),
            ("?pl=promotion", "Mozilla/5.0 (iPhone) Mobile", null, "promotion mobile"),
            ("?pl=elsewhere", "Mozilla/5.0 (compatible; Googlebot/2.1)", null, null),
            ("", "WhatsApp/2.24.6 A", null, null),
            ("", "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0", staff, "- staff"),
            ("", "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0", "np-staff=made-up", "- desktop")])
        {
            using var answer = await visitor.SendAsync(Ask(HttpMethod.Get, $"/01/{gtin}/21/{serial}{query}", cookie is null ? [("User-Agent", agent)] : [("User-Agent", agent), ("Cookie", cookie)]));
            Assert.Equal(HttpStatusCode.TemporaryRedirect, answer.StatusCode);
            if (row is not null) expected.Add($"unit {serial} - {row}");
            Assert.Equal(expected, await brand.Scans(gtin));
        }
        using var ahead = await visitor.SendAsync(Ask(HttpMethod.Get, $"/01/{gtin}/21/{serial}", ("Sec-Purpose", "prefetch;prerender")));
        using var head = await visitor.SendAsync(Ask(HttpMethod.Head, $"/01/{gtin}/21/{serial}"));
        Assert.All([ahead, head], a => Assert.Equal(HttpStatusCode.TemporaryRedirect, a.StatusCode));
        Assert.Equal(expected, await brand.Scans(gtin));
    }

    /// <summary>The cookie of a member of staff whose console is open.</summary>
    static async Task<string> StaffCookie(BrandClient brand)
    {
        using var answer = await brand.Server.Visitor().PostAsync(new Uri(brand.SignInLink).AbsolutePath, null);
        return answer.Headers.GetValues("Set-Cookie").First(c => c.StartsWith("np-staff=", StringComparison.Ordinal));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Two_hundred_scans_at_once_are_two_hundred_rows_and_the_timeline_counts_them_once(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var serial = await brand.NewUnit(gtin);
        var visitor = brand.Server.Visitor();

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => visitor.GetAsync($"/01/{gtin}/21/{serial}")));
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.TemporaryRedirect, a.StatusCode));
        Assert.Equal(200, (await brand.Scans(gtin)).Count);

        while (await Scanned() < 200) await Task.Delay(100);      // who follows the log stood back in the rush, and goes on by himself
        var pump = brand.Server.Services.GetRequiredService<EventPump>();
        Assert.NotNull(await pump.Rebuild("resolver.unit-scans", _ => { }, default));      // the server follows beside it: the result counts, not who did it
        await brand.Server.CaughtUp();
        Assert.Equal(200, await Scanned());

        async Task<int> Scanned()
        {
            var timeline = await brand.Api.GetAsync($"/api/v1/units/{gtin}/{serial}/timeline").Expect(HttpStatusCode.OK);
            var texts = timeline.GetProperty("items").EnumerateArray().Where(i => i.GetProperty("kind").GetString() == "scanned").Select(i => i.GetProperty("text").GetString()!);
            return texts.Sum(t => int.Parse(t.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture));      // “Scanned 200 times on …”; two days at midnight
        }
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_scan_that_cannot_be_kept_is_not_answered_as_if_it_were(string storage)
    {
        await using var server = await Server.Start(storage);
        var brand = await server.NewBrand();
        var gtin = await brand.NewModel();
        await brand.In(async services =>
        {
            var db = services.GetRequiredService<Nameplate.Platform.Storage.AppDb>();
            using var owner = db.AsSchemaOwner();
            return await Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.ExecuteSqlRawAsync(db.Database, "alter table resolver_scan rename to resolver_scan_away");
        });

        using var refused = await server.Visitor().GetAsync($"/01/{gtin}");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Contains("scan again", (await refused.Json()).GetProperty("detail").GetString());

        await brand.In(async services =>
        {
            var db = services.GetRequiredService<Nameplate.Platform.Storage.AppDb>();
            using var owner = db.AsSchemaOwner();
            return await Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.ExecuteSqlRawAsync(db.Database, "alter table resolver_scan_away rename to resolver_scan");
        });
        using var again = await server.Visitor().GetAsync($"/01/{gtin}");
        Assert.Equal(HttpStatusCode.TemporaryRedirect, again.StatusCode);
        Assert.Single(await brand.Scans(gtin));
    }
}
