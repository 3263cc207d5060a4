using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.EventLog;
using Nameplate.Platform.Storage;

namespace Nameplate.Tests.Resolver.Signals;

/// <summary>What is noticed behind the scans, with its evidence.</summary>
public class SignalTests(Servers servers)
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_serial_that_was_never_given_out_is_open_at_once_until_it_is_recorded(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        using var scan = await brand.Server.Visitor().GetAsync($"/01/{gtin}/21/MADEUP");
        Assert.Equal(HttpStatusCode.TemporaryRedirect, scan.StatusCode);
        await brand.Server.CaughtUp();

        var signal = await brand.Signal(gtin, "MADEUP", "never_minted");
        Assert.Equal(("open", 90, 1), (signal.GetProperty("state").GetString(), signal.GetProperty("score").GetInt32(), signal.GetProperty("evidence").GetProperty("sights").GetArrayLength()));
        Assert.StartsWith("No unit has this number", signal.GetProperty("why").GetString(), StringComparison.Ordinal);
        await brand.Server.CaughtUp();      // the signal itself was told by who follows
        Assert.Contains("resolver.signal-raised", await brand.Api.GetStringAsync("/api/v1/events?limit=1000"), StringComparison.Ordinal);

        await brand.NewUnit(gtin, serial: "MADEUP");      // its record came late
        await brand.Server.CaughtUp();
        Assert.Equal((0, "never_minted dismissed"), await brand.Suspicion(gtin, "MADEUP"));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_scan_before_shipment_is_odd_and_a_day_of_shipment_that_comes_late_explains_it(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        await brand.NewUnit(gtin, "shipped_on=2026-02-01");      // the brand keeps shipments
        var (early, late) = (await brand.NewUnit(gtin, "shipped_on=2026-03-01"), await brand.NewUnit(gtin));
        await brand.Scan(gtin, early, ("2026-02-10T10:00:00Z", "DE-BY"), ("2026-02-28T20:00:00Z", "DE-BY"));
        await brand.Scan(gtin, late, ("2026-02-10T10:00:00Z", "DE-BY"), ("2026-02-12T10:00:00Z", "DE-BY"));

        var signal = await brand.Signal(gtin, early, "before_shipment");
        Assert.Equal("Scanned on 10 February 2026 (Germany, BY), before it was shipped on 1 March 2026.", signal.GetProperty("why").GetString());
        Assert.Equal(1, signal.GetProperty("evidence").GetProperty("times").GetInt32());      // the day before is within the grace
        Assert.Equal((55, "before_shipment open"), await brand.Suspicion(gtin, early));
        Assert.Equal((55, "before_shipment open"), await brand.Suspicion(gtin, late));

        await brand.Import("units", $"gtin,serial,shipped_on\n{gtin},{late},2026-02-09\n");
        await brand.Server.CaughtUp();
        Assert.Equal((0, "before_shipment dismissed"), await brand.Suspicion(gtin, late));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_unit_used_outside_its_market_is_a_grey_import_and_a_journey_is_watched_alone(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        string[] units = [await brand.NewUnit(gtin, "market=DE"), await brand.NewUnit(gtin, "market=DE"), await brand.NewUnit(gtin, "market=DE")];
        await brand.Scan(gtin, units[0], ("2026-02-10T10:00:00Z", "US-CA"), ("2026-02-14T10:00:00Z", "US-CA"));
        await brand.Scan(gtin, units[1], ("2026-02-01T10:00:00Z", "DE-BY"), ("2026-02-10T10:00:00Z", "US-CA"), ("2026-02-14T10:00:00Z", "US-CA"), ("2026-02-24T10:00:00Z", "DE-BY"));
        await brand.Scan(gtin, units[2], ("2026-02-10T10:00:00Z", "FR-75"), ("2026-02-14T10:00:00Z", "FR-75"));

        Assert.Equal((55, "grey_market open"), await brand.Suspicion(gtin, units[0]));
        Assert.Equal((15, "grey_market watched"), await brand.Suspicion(gtin, units[1]));
        Assert.Equal((40, "grey_market watched"), await brand.Suspicion(gtin, units[2]));      // one market
        Assert.Equal("Meant for Germany, yet scanned elsewhere 2 times, last in United States, CA on 14 February 2026.", (await brand.Signal(gtin, units[0], "grey_market")).GetProperty("why").GetString());

        await brand.Api.PutAsJsonAsync("/api/v1/signals/rules", new { alarmScore = 50, scansPerHour = 12, scansPerDay = 30, travelKmh = 900, shipmentGraceHours = 24, greyDays = 3, freeInEea = false, alerts = "never" }).Expect(HttpStatusCode.OK);
        await brand.Scan(gtin, units[2], ("2026-02-15T10:00:00Z", "FR-75"));
        Assert.Equal((55, "grey_market open"), await brand.Suspicion(gtin, units[2]));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Too_many_scans_and_journeys_nobody_can_make_are_odd(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var (busy, quiet, everywhere) = (await brand.NewUnit(gtin), await brand.NewUnit(gtin), await brand.NewUnit(gtin));
        await brand.Scan(gtin, busy, [.. Enumerable.Range(0, 14).Select(i => ($"2026-02-10T10:{i * 4:00}:00Z", "DE-BY"))]);
        await brand.Scan(gtin, quiet, [.. Enumerable.Range(0, 12).Select(i => ($"2026-02-{10 + i}T10:00:00Z", "DE-BY"))]);
        await brand.Scan(gtin, everywhere, ("2026-02-10T10:00:00Z", "DE-BY"), ("2026-02-10T12:00:00Z", "JP-13"), ("2026-02-10T13:00:00Z", "DE-BY"), ("2026-02-10T15:00:00Z", "US-CA"));

        Assert.Equal((55, "velocity open"), await brand.Suspicion(gtin, busy));
        Assert.Equal("Scanned 14 times within 52 min, last on 10 February 2026.", (await brand.Signal(gtin, busy, "velocity")).GetProperty("why").GetString());
        Assert.Equal((0, ""), await brand.Suspicion(gtin, quiet));
        Assert.Equal((60, "impossible_travel open"), await brand.Suspicion(gtin, everywhere));
        Assert.Matches("^Scanned in Germany, BY and 2 hours later in United States, CA, at least [0-9],[0-9]00 km away.$", (await brand.Signal(gtin, everywhere, "impossible_travel")).GetProperty("why").GetString());
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Who_claims_a_registered_unit_twice_raises_it_and_nothing_of_them_is_kept(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var serial = await brand.NewUnit(gtin);
        await brand.Api.PostAsJsonAsync("/api/v1/registrations", new { gtin, serial, email = "ada@example.com" }).Expect(HttpStatusCode.Created);
        await brand.Api.PostAsJsonAsync("/api/v1/registrations", new { gtin, serial, email = "ada@example.com" }).Expect(HttpStatusCode.OK);
        Assert.Equal((0, ""), await brand.Suspicion(gtin, serial));

        await brand.Api.PostAsJsonAsync("/api/v1/registrations", new { gtin, serial, email = "grace@example.com" }).Expect(HttpStatusCode.Conflict);
        Assert.Equal((35, "second_claim watched"), await brand.Suspicion(gtin, serial));
        using var form = await brand.Server.Visitor().PostAsync($"/p/{gtin}/{serial}/register", new FormUrlEncodedContent(new Dictionary<string, string> { ["email"] = "linus@example.com" }));
        Assert.Equal(HttpStatusCode.Conflict, form.StatusCode);
        Assert.Equal((60, "second_claim open"), await brand.Suspicion(gtin, serial));
        Assert.DoesNotContain("@", (await brand.Signal(gtin, serial, "second_claim")).GetProperty("evidence").GetRawText(), StringComparison.Ordinal);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Looking_at_the_whole_log_again_finds_the_same_and_what_staff_decided_stands(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var (grey, own) = (await brand.NewUnit(gtin, "market=DE"), await brand.NewUnit(gtin, "market=DE"));
        foreach (var serial in (string[])[grey, own]) await brand.Scan(gtin, serial, ("2026-02-10T10:00:00Z", "US-CA"), ("2026-02-14T10:00:00Z", "US-CA"));
        var signal = (await brand.Signal(gtin, own, "grey_market")).GetProperty("id").GetString();
        await brand.Api.PutAsJsonAsync($"/api/v1/signals/{signal}/decision", new { state = "dismissed", note = "Our fair in Chicago." }).Expect(HttpStatusCode.OK);

        var pump = brand.Server.Services.GetRequiredService<EventPump>();
        Assert.NotNull(await pump.Rebuild("resolver.signals", _ => { }, default));
        await brand.Server.CaughtUp();
        Assert.Equal((55, "grey_market open"), await brand.Suspicion(gtin, grey));
        Assert.Equal((0, "grey_market dismissed"), await brand.Suspicion(gtin, own));
        var traces = await brand.In(async s => await s.GetRequiredService<AppDb>().Database.SqlQueryRaw<string>("select seen as \"Value\" from resolver_trace where gtin = {0}", gtin).ToListAsync());
        Assert.All(traces, t => Assert.Contains("\"Scans\":2", t, StringComparison.Ordinal));
    }
}
