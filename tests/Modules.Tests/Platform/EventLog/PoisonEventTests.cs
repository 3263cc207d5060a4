using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform;
using Nameplate.Platform.Brands;
using Nameplate.Platform.EventLog;
using Nameplate.Platform.Storage;

namespace Nameplate.Tests.Platform.EventLog;

/// <summary>Chokes on one number until somebody mends it.</summary>
public sealed class Choking(AppDb db) : ISubscriber
{
    public static string Name => "test.choking";
    public static bool Mended { get; set; }

    public async Task Handle(IReadOnlyList<PlatformEvent> events, CancellationToken ct)
    {
        foreach (var e in events.Where(e => e.Is<Noted>()))
        {
            if (e.Read<Noted>().Number == 3 && !Mended) throw new InvalidOperationException("three is too much");
            await db.Database.ExecuteSqlAsync($"insert into noted values ({e.Payload}, {e.BrandId.ToString()})", ct);
        }
    }
}

public class PoisonEventTests
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task An_event_that_cannot_be_handled_is_set_aside_and_takes_effect_when_the_cause_is_mended(string storage)
    {
        Choking.Mended = false;
        await using var server = await Server.Start(storage, s => s.AddSubscriber<Choking>());
        var brand = await server.NewBrand();
        await brand.In(async s =>
        {
            using var owner = s.GetRequiredService<AppDb>().AsSchemaOwner();
            return await Noted(s).ExecuteSqlRawAsync("create table noted (payload text, brand text, primary key (payload, brand))");
        });
        for (var i = 0; i < 6; i++)
            await brand.In(async s =>
            {
                s.GetRequiredService<AppDb>().Announce(new Noted(0, i), TimeProvider.System.GetUtcNow());
                return await s.GetRequiredService<AppDb>().SaveChangesAsync();
            });
        while (await Count(brand) < 5) await Task.Delay(200);      // those behind it are not held up

        var console = await ConsoleClient.SignIn(brand);
        Assert.Contains("/admin/jobs/events", await console.Text("/admin/jobs"), StringComparison.Ordinal);
        var list = await console.Text("/admin/jobs/events");
        Assert.Contains("three is too much", list, StringComparison.Ordinal);
        Assert.Contains("/admin/jobs/events?open=", await console.Text("/admin"), StringComparison.Ordinal);
        var page = await console.Text(WebUtility.HtmlDecode(list.Split("data-open=\"")[1].Split('"')[0]));
        var token = page.Split("name=\"token\" value=\"")[1].Split('"')[0];
        var fields = new Dictionary<string, string> { ["subscriber"] = "test.choking", ["token"] = token };
        using var failed = await console.Send("/admin/jobs", "/admin/jobs/events", fields);
        Assert.Equal("/admin/jobs/events?done=eventfailed", failed.Headers.Location!.ToString());
        Assert.Equal(5, await Count(brand));

        Choking.Mended = true;
        using var handled = await console.Send("/admin/jobs", "/admin/jobs/events", fields);
        Assert.Equal("/admin/jobs/events?done=event", handled.Headers.Location!.ToString());
        Assert.Equal(6, await Count(brand));
        using var again = await console.Send("/admin/jobs", "/admin/jobs/events", fields);      // it is there once
        Assert.Equal(6, await Count(brand));
        Assert.DoesNotContain("three is too much", await console.Text("/admin/jobs/events"), StringComparison.Ordinal);
    }

    static Microsoft.EntityFrameworkCore.Infrastructure.DatabaseFacade Noted(IServiceProvider services) => services.GetRequiredService<AppDb>().Database;

    static Task<int> Count(BrandClient brand) => brand.In(async s => (await Noted(s).SqlQueryRaw<int>("select cast(count(*) as integer) as \"Value\" from noted").ToListAsync())[0]);
}
