using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform;
using Nameplate.Platform.Brands;
using Nameplate.Platform.EventLog;
using Nameplate.Platform.Storage;

namespace Nameplate.Tests.Platform.EventLog;

public sealed record Noted(int Writer, int Number);

/// <summary>Writes each event it handles into a table whose key refuses a second time.</summary>
public sealed class Noting(AppDb db) : IReadModel
{
    public static string Name => "test.noting";

    public async Task Handle(IReadOnlyList<PlatformEvent> events, CancellationToken ct)
    {
        foreach (var e in events.Where(e => e.Is<Noted>()))
            await db.Database.ExecuteSqlAsync($"insert into noted values ({e.Payload}, {e.BrandId.ToString()})", ct);
    }

    public Task Clear(AppDb cleared, CancellationToken ct) => cleared.Database.ExecuteSqlRawAsync("delete from noted", ct);
}

public class ExactlyOnceTests
{
    [Theory, InlineData("sqlite", 8, 40), InlineData("postgres", 16, 60)]
    public async Task Each_committed_event_is_handled_once_however_transactions_overlap(string storage, int writers, int each)
    {
        await using var server = await Server.Start(storage, s => s.AddSubscriber<Noting>());
        BrandClient[] brands = [await server.NewBrand(), await server.NewBrand()];
        await brands[0].In(async s =>
        {
            var db = s.GetRequiredService<AppDb>();
            using var owner = db.AsSchemaOwner();
            return await db.Database.ExecuteSqlRawAsync("create table noted (payload text, brand text, primary key (payload, brand))");
        });

        var rolledBack = 0;
        await Task.WhenAll(Enumerable.Range(0, writers).Select(w => Task.Run(async () =>
        {
            var random = new Random(w);
            for (var i = 0; i < each; i++)
                await brands[w % 2].In(async s =>
                {
                    var db = s.GetRequiredService<AppDb>();
                    await using var tx = await db.Database.BeginTransactionAsync();
                    if (storage == "postgres" && random.Next(3) == 0) await db.Database.ExecuteSqlRawAsync("select pg_current_xact_id()");      // an early transaction id, a late position
                    db.Announce(new Noted(w, i), TimeProvider.System.GetUtcNow());
                    await db.SaveChangesAsync();
                    if (storage == "postgres" && random.Next(3) == 0) await Task.Delay(random.Next(12));
                    if (random.Next(10) == 0) { Interlocked.Increment(ref rolledBack); return true; }      // disposed: rolled back
                    await tx.CommitAsync();
                    return true;
                });
        })));
        await server.CaughtUp();

        Assert.Equal((writers * each) - rolledBack, await Count(brands[0]));

        var rebuilt = await server.Services.GetRequiredService<EventPump>().Rebuild("test.noting", _ => { }, default);
        Assert.NotNull(rebuilt);
        Assert.Equal((writers * each) - rolledBack, await Count(brands[0]));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Events_are_read_on_by_an_opaque_token(string storage)
    {
        await using var server = await Server.Start(storage);
        var (brand, other) = (await server.NewBrand(), await server.NewBrand());
        foreach (var n in Enumerable.Range(0, 5)) await brand.In(async s => { s.GetRequiredService<AppDb>().Announce(new Noted(0, n), TimeProvider.System.GetUtcNow()); return await s.GetRequiredService<AppDb>().SaveChangesAsync(); });
        await other.In(async s => { s.GetRequiredService<AppDb>().Announce(new Noted(9, 9), TimeProvider.System.GetUtcNow()); return await s.GetRequiredService<AppDb>().SaveChangesAsync(); });

        List<int> seen = [];
        for (string? after = null; ;)
        {
            var page = await brand.Api.GetAsync($"/api/v1/events?limit=2{(after is null ? "" : "&after=" + after)}").Expect(System.Net.HttpStatusCode.OK);
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(e => e.GetProperty("payload").GetProperty("number").GetInt32()));
            if ((after = page.GetProperty("next").GetString()) is null) break;
        }
        Assert.Equal([0, 1, 2, 3, 4], seen);
        await brand.Api.GetAsync("/api/v1/events?after=nonsense").Expect(System.Net.HttpStatusCode.UnprocessableEntity);
    }

    static Task<int> Count(BrandClient brand) => brand.In(async s => (await s.GetRequiredService<AppDb>().Database.SqlQueryRaw<int>("select cast(count(*) as int) as \"Value\" from noted").ToListAsync())[0]);
}
