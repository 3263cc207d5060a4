using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Storage;
using Nameplate.Products;
using Nameplate.Warranty;

namespace Nameplate.Tests.Warranty.Coverage;

public class ClockTests(Servers servers)
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_clock_starts_with_the_best_known_date_whatever_came_first(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();

        async Task Starts(string? basis, string? on, params (string What, string Value)[] facts)
        {
            var serial = await brand.NewUnit(gtin, facts.FirstOrDefault(f => f.What == "shipped").Value is { } shipped ? $"shipped_on={shipped}" : null);
            foreach (var (what, value) in facts)
            {
                if (what == "sale") await brand.Sold(gtin, serial, value);
                if (what == "owner") await brand.RegisteredOn(gtin, serial, value);
                if (what == "proof") await brand.RegisteredOn(gtin, serial, value, proof: "approved");
            }
            var coverage = await brand.Coverage(gtin, serial);
            Assert.Equal((basis, on, on), (coverage.GetProperty("basis").GetString(), coverage.Clock("statutory").From, coverage.Clock("commercial").From));
        }

        await Starts(null, null);
        await Starts("estimate", "2026-01-10", ("shipped", "2026-01-10"));
        await Starts("sale", "2026-02-01", ("shipped", "2026-01-10"), ("sale", "2026-02-01"));
        await Starts("estimate", "2026-01-10", ("shipped", "2026-01-10"), ("owner", ""));
        await Starts(null, null, ("owner", ""));
        await Starts("owner", "2026-02-05", ("shipped", "2026-01-10"), ("owner", "2026-02-05"));
        await Starts("sale", "2026-02-01", ("sale", "2026-02-01"), ("owner", "2026-02-05"));
        await Starts("sale", "2026-02-01", ("owner", "2026-02-05"), ("sale", "2026-02-01"));
        await Starts("proof", "2026-02-05", ("sale", "2026-02-01"), ("proof", "2026-02-05"));
        await Starts("proof", "2026-02-05", ("proof", "2026-02-05"), ("sale", "2026-02-01"));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_shipping_date_that_becomes_known_later_dates_a_registered_unit(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var serial = await brand.NewUnit(gtin);
        await brand.RegisteredOn(gtin, serial, "");
        Assert.Equal("unknown", (await brand.Coverage(gtin, serial)).GetProperty("status").GetString());

        await brand.Import("units", $"gtin,serial,shipped_on\n{gtin},{serial},2026-01-10\n");

        Assert.Equal(("2026-01-10", "2028-01-10"), (await brand.Coverage(gtin, serial)).Clock("statutory"));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Cover_ends_after_calendar_months(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var month = await brand.NewModel(warrantyMonths: 1);
        var none = await brand.NewModel(warrantyMonths: null);
        var (a, b, c) = (await brand.NewUnit(month), await brand.NewUnit(month), await brand.NewUnit(none));

        await brand.RegisteredOn(month, a, "2026-01-31");
        await brand.Sold(month, b, "2024-02-29T23:30:00-05:00");
        await brand.Sold(none, c, "2024-02-29");

        Assert.Equal(("2026-01-31", "2026-02-28"), (await brand.Coverage(month, a)).Clock("commercial"));
        Assert.Equal(("2024-03-01", "2026-03-01"), (await brand.Coverage(month, b)).Clock("statutory"));
        var last = await brand.Coverage(none, c);
        Assert.Equal(("2024-02-29", "2026-02-28"), last.Clock("statutory"));
        Assert.Equal(default, last.Clock("commercial"));
        Assert.Equal("expired", last.GetProperty("status").GetString());
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task An_extension_stands_beside_the_clocks_and_keeps_the_unit_covered(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var serial = await brand.NewUnit(gtin);
        await brand.Sold(gtin, serial, "2020-01-15");
        Assert.Equal("expired", (await brand.Coverage(gtin, serial)).GetProperty("status").GetString());

        await brand.In(async services =>
        {
            var unit = await services.GetRequiredService<IProducts>().Unit(gtin, serial, default);
            await services.GetRequiredService<IWarranty>().AddCover(unit!.Id, CoverKind.Repair, new(2021, 12, 1), new(2022, 12, 1), "repair", default);
            await services.GetRequiredService<IWarranty>().AddCover(unit.Id, CoverKind.Extended, new(2022, 1, 15), new(2199, 1, 15), "plan", default);
            return await services.GetRequiredService<AppDb>().SaveChangesAsync();
        });

        var coverage = await brand.Coverage(gtin, serial);
        Assert.Equal("active", coverage.GetProperty("status").GetString());
        Assert.Equal(("2020-01-15", "2022-01-15"), coverage.Clock("statutory"));
        Assert.Equal(("2021-12-01", "2022-12-01"), coverage.Clock("repair"));
        Assert.Equal(("2022-01-15", "2199-01-15"), coverage.Clock("extended"));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Registering_answers_with_coverage_and_the_certificates_address_and_the_timeline_tells_it(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel(warrantyMonths: 60);
        var serial = await brand.NewUnit(gtin);

        var answer = await brand.Api.PostAsJsonAsync("/api/v1/registrations", new { gtin, serial, email = "ada@example.com", purchasedOn = "2025-08-31" }).Expect(HttpStatusCode.Created);

        Assert.Equal(("2025-08-31", "2027-08-31"), answer.GetProperty("coverage").Clock("statutory"));
        Assert.Equal(("2025-08-31", "2030-08-31"), answer.GetProperty("coverage").Clock("commercial"));
        Assert.Equal($"{brand.Server.Url}/p/{gtin}/{serial}/warranty", answer.GetProperty("certificate").GetString());
        var life = await brand.Api.GetAsync($"/api/v1/units/{gtin}/{serial}/timeline").Expect(HttpStatusCode.OK);
        Assert.Contains(life.GetProperty("items").EnumerateArray(), e => e.GetProperty("kind").GetString() == "cover_began" && e.GetProperty("text").GetString()!.Contains("31 August 2030"));
    }
}
