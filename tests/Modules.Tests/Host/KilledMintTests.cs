using System.Globalization;
using System.Net;
using System.Net.Http.Json;

namespace Nameplate.Tests.Host;

/// <summary>A server that is killed while it mints goes on where it stopped: every run has the serials it was asked for, and none is there twice.</summary>
public class KilledMintTests
{
    const int Count = 30_000;

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_mint_that_is_killed_goes_on(string storage)
    {
        var place = await Brewery.New(storage, 1);
        var (process, url) = await Program.Serve(place.Where);
        List<string> runs = [];
        using (var api = place.Client(url))
        {
            foreach (var order in (object[])[new { count = Count }, new { count = Count, prefix = "K-" }, new { serials = Enumerable.Range(0, Count).Select(n => $"own{n}") }, new { count = Count, forField = true }])
                runs.Add((await api.PostAsJsonAsync($"/api/v1/products/{Brewery.Gtin}/mints", order).Expect(HttpStatusCode.Accepted)).GetProperty("id").GetString()!);
        }
        for (var n = 0; n < 3; n++)
        {
            await Until(async () => long.Parse((await place.Column("select sum(minted) from products_mint"))[0], CultureInfo.InvariantCulture) > (n + 1) * Count / 2);
            process.Kill();
            await place.Column("update platform_job set leased_until = '2026-01-01 00:00:00' where state = 'running'");
            (process, url) = await Program.Serve(place.Where);
        }
        try
        {
            using var api = place.Client(url);
            foreach (var run in runs)
                await Until(async () => (await api.GetAsync($"/api/v1/mints/{run}").Expect(HttpStatusCode.OK)) is var mint && mint.GetProperty("status").GetString() == "done" && mint.GetProperty("minted").GetInt32() == Count && mint.GetProperty("skipped").GetInt32() == 0);
            Assert.All(await place.Column("select count(*) from products_unit where mint_id is not null group by mint_id"), n => Assert.Equal(Count.ToString(CultureInfo.InvariantCulture), n));
            Assert.Equal([$"{Count} K-00001 K-{Count}"], await place.Column("select count(*) || ' ' || min(serial) || ' ' || max(serial) from products_unit where serial like 'K-%'"));
            Assert.Equal([$"{Count}"], await place.Column("select count(*) from products_unit where serial like 'own%'"));
            Assert.Equal([$"{Count}"], await place.Column("select count(*) from products_label_code"));
        }
        finally { process.Kill(); }

        await place.Column("update products_mint set state = 'running', count = count + 5 where prefix = 'K-'");      // as one that was killed without a server
        var resumed = await Program.Run(["mint", "--resume", "--json", .. place.Where]);
        Assert.Equal((0, "{\"runs\":1}"), (resumed.Code, resumed.Out.Trim()));
        Assert.Equal([$"{Count + 5} K-{Count + 5}"], await place.Column("select count(*) || ' ' || max(serial) from products_unit where serial like 'K-%'"));
    }

    static async Task Until(Func<Task<bool>> so)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        while (!await so())
        {
            Assert.False(limit.IsCancellationRequested);
            await Task.Delay(20);
        }
    }
}
