using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Analytics.Kpis;
using Nameplate.Analytics.Tests.Reference;
using Nameplate.Platform.EventLog;
using Nameplate.Tests.Analytics.Facts;

namespace Nameplate.Tests.Analytics.Kpis;

public sealed class MadeHistoryKpisTests : IDisposable
{
    static readonly DateTimeOffset Start = new(2023, 1, 1, 0, 0, 0, TimeSpan.Zero);
    static readonly string[] Periods = ["2023-Q2", "2024-Q2", MadeEdges.Quarter(Start).Name, "2024-Q4", "2025-Q3", "2024-06", "2024-07", "2025-01", "2024-W26", "2024-W27", "2024-W40"];

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("nphistory");
    readonly ReferenceHistory history;

    public MadeHistoryKpisTests()
    {
        new MadeHistory(units: 1500, seed: 7, Start).Write(folder.FullName);
        history = ReferenceHistory.Read(folder.FullName);
    }

    public void Dispose() => folder.Delete(recursive: true);

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Figures_are_the_references_whatever_the_order_of_events_and_after_a_rebuild(string storage)
    {
        await using var server = await Server.Start(storage);
        var reference = new ReferenceKpis(history);
        foreach (var seed in (int[])[1, 2])
        {
            var brand = await server.NewBrand();
            object[] events = [.. Told.Events(history)];
            new Random(seed).Shuffle(events);
            await brand.Tell(events);
            await Figures.Agree(brand, reference, Periods);
            if (seed == 1) continue;

            var before = await AllOf(brand);
            await server.Services.GetRequiredService<EventPump>().Rebuild("analytics.facts", _ => { }, default);
            Assert.Equal(before, await AllOf(brand));
        }
    }

    [Fact]
    public async Task Both_databases_give_the_same_figures_to_the_last_digit()
    {
        object[] events = [.. Told.Events(history)];
        var answers = new List<string>();
        foreach (var storage in (string[])["sqlite", "postgres"])
        {
            await using var server = await Server.Start(storage);
            var brand = await server.NewBrand();
            await brand.Tell(events);
            answers.Add(await AllOf(brand));
        }
        Assert.Equal(answers[0], answers[1]);
    }

    static async Task<string> AllOf(BrandClient brand)
    {
        var all = "";
        foreach (var period in Periods) all += await brand.Api.GetStringAsync($"/api/v1/kpis?period={period}&at=2025-09-27");
        return all;
    }
}
