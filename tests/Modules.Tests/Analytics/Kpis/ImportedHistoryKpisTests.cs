using Microsoft.Extensions.DependencyInjection;
using Nameplate.Analytics.Tests.Reference;
using Nameplate.Platform.EventLog;

namespace Nameplate.Tests.Analytics.Kpis;

public class ImportedHistoryKpisTests
{
    static readonly DateTimeOffset Start = new(2023, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("sqlite", "actions,orders,scans,sessions,registrations,visits,parts,contacts,sales,fitment")]
    [InlineData("sqlite", "parts,fitment,sales,registrations,scans,orders,visits,sessions,contacts,actions")]
    [InlineData("postgres", "visits,contacts,registrations,parts,fitment,orders,scans,sessions,sales,actions")]
    public async Task Figures_of_imported_files_are_the_references_in_whatever_order_the_files_come(string storage, string order)
    {
        var folder = Directory.CreateTempSubdirectory("nphistory");
        new MadeHistory(units: 700, seed: 11, Start).Write(folder.FullName);
        await using var server = await Server.Start(storage);      // of its own: the history's GTINs are always the same
        var brand = await server.NewBrand();
        foreach (var kind in (string[])["products", "units", .. order.Split(',')])
        {
            var import = await brand.Import(kind, await File.ReadAllTextAsync(Path.Combine(folder.FullName, kind + ".csv")));
            Assert.Equal((kind, 0L), (kind, import.GetProperty("refused").GetInt64()));
        }

        var reference = new ReferenceKpis(ReferenceHistory.Read(folder.FullName));
        await Figures.Agree(brand, reference, [MadeEdges.Quarter(Start).Name, "2024-Q2", "2025-Q1", "2024-07", "2024-10", "2024-W27", "2024-W30"]);
        foreach (var model in (string[])["analytics.facts", "analytics.scans"]) await server.Services.GetRequiredService<EventPump>().Rebuild(model, _ => { }, default);
        await Figures.Agree(brand, reference, [MadeEdges.Quarter(Start).Name, "2024-07"]);
        folder.Delete(recursive: true);
    }
}
