namespace Nameplate.Tests.Resolver.Scans;

public class ImportScansTests(Servers servers)
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_history_of_scans_is_taken_once_and_each_scan_keeps_its_values(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        var serial = await brand.NewUnit(gtin);
        const string Header = "gtin,serial,scanned_at,placement,country,device\n";
        var csv = Header + $"{gtin},{serial},2026-03-12T10:00:00Z,product,DE,mobile\n{gtin},{serial},2026-03-12T12:00:00+02:00,product,DE,mobile\n{gtin},{serial},2026-03-12T11:00:00Z,,,\n{gtin},NOBODY,2026-03-12,,,\n{gtin},{serial},2026-03-13,wall,,\n";

        var first = await brand.Import("scans", csv);
        var again = await brand.Import("scans", csv);
        var other = await brand.Import("scans", Header + $"{gtin},{serial},2026-03-12T10:00:00Z,box,DE,mobile\n");
        await brand.Server.CaughtUp();
        var later = await brand.Import("scans", csv);

        Assert.Equal("2 added, 1 unchanged, 2 refused", Outcome(first));
        Assert.Equal("0 added, 3 unchanged, 2 refused", Outcome(again));
        Assert.Equal("0 added, 0 unchanged, 1 refused", Outcome(other));
        Assert.Equal("0 added, 3 unchanged, 2 refused", Outcome(later));
        Assert.Contains("already recorded", await brand.Api.GetStringAsync(other.GetProperty("errors").GetString()));
        Assert.Contains("product, box, insert", await brand.Api.GetStringAsync(first.GetProperty("errors").GetString()));
        Assert.Equal([$"unit {serial} - product mobile", $"unit {serial} - - -"], await brand.Scans(gtin));
        var timeline = await brand.Api.GetStringAsync($"/api/v1/units/{gtin}/{serial}/timeline");
        Assert.Contains("Scanned 2 times on 12 March 2026", timeline);
    }

    static string Outcome(System.Text.Json.JsonElement import) => $"{import.GetProperty("added").GetInt64()} added, {import.GetProperty("unchanged").GetInt64()} unchanged, {import.GetProperty("refused").GetInt64()} refused";
}
