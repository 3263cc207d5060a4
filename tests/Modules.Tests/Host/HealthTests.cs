using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Mail;
using Nameplate.Platform.Storage;

namespace Nameplate.Tests.Host;

public class HealthTests
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Readiness_tells_what_is_late_and_stays_ready(string storage)
    {
        await using var server = await Server.Start(storage);
        var brand = await server.NewBrand();
        await brand.In(async s =>
        {
            await s.GetRequiredService<Outbox>().Add("test", "ada@example.com", new Letter("Hello", "Hello", ["A"], null, null, "Why"), default);
            return await s.GetRequiredService<AppDb>().SaveChangesAsync();
        });
        await server.CaughtUp();

        var ready = await server.Visitor().GetAsync("/readyz").Expect(HttpStatusCode.OK);

        Assert.Equal(0, ready.GetProperty("lagSeconds").GetProperty("analytics.facts").GetDouble());
        Assert.Equal(1, ready.GetProperty("outbox").GetProperty("waiting").GetInt64());
        Assert.True(ready.GetProperty("disk").GetProperty("freeBytes").GetInt64() > 0);
        Assert.True(ready.TryGetProperty("oldestTransactionSeconds", out _));
    }

    [Fact]
    public async Task A_transaction_left_open_is_told()
    {
        await using var server = await Server.Start("postgres");
        await using var open = new Npgsql.NpgsqlConnection(server.Settings.Postgres);
        await open.OpenAsync();
        await using var tx = await open.BeginTransactionAsync();
        await using (var command = new Npgsql.NpgsqlCommand("select pg_current_xact_id()", open)) await command.ExecuteScalarAsync();
        var ready = await server.Visitor().GetAsync("/readyz").Expect(HttpStatusCode.OK);
        Assert.Equal(JsonValueKind.Number, ready.GetProperty("oldestTransactionSeconds").ValueKind);
    }
}
