using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Messaging;
using Nameplate.Platform.Storage;
using Nameplate.Tests.Owners;
using Nameplate.Tests.Platform.Webhooks;

namespace Nameplate.Tests.Messaging.Deliveries;

public class AskedTests(MailingServers servers, Servers keeping) : IClassFixture<MailingServers>
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_sign_in_mail_survives_a_restart_and_what_lets_its_reader_in_is_nowhere_in_clear(string storage)
    {
        var (server, sink, _) = await servers.On(storage);
        var brand = await server.NewBrand();
        var (email, gtin) = ($"ada-{brand.Brand.Slug}@example.com", await brand.NewModel());
        await brand.Import("registrations", $"gtin,serial,registered_at,email\n{gtin},{await brand.NewUnit(gtin)},2026-07-01,{email}\n");

        // the row is written in the request; the server ends before it was written behind it
        foreach (var address in new[] { email, "stranger@example.com" })
            await brand.In(async s =>
            {
                s.GetRequiredService<IMessaging>().Ask("owners.sign-in", new(address) { Language = "en" });
                return await s.GetRequiredService<AppDb>().SaveChangesAsync();
            });
        CallingServers.ClockOf(server).Ahead += TimeSpan.FromMinutes(1);
        while (await brand.In(Mailed.All) is not [{ State: "Sent" }]) await Task.Delay(50);
        while ((await Bodies(brand)).Count > 1) await Task.Delay(50);

        Assert.Equal(email, Assert.Single(await brand.In(Mailed.All)).To);      // of the other nothing is left
        Assert.Contains(sink.Taken, m => m.Contains($"To: {email}", StringComparison.Ordinal));
        Assert.DoesNotContain(await Bodies(brand), b => b.Length > 0);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task While_it_waits_it_is_sealed_and_once_it_is_of_no_use_it_is_gone(string storage)
    {
        var brand = await (await keeping.On(storage)).NewBrand();
        var gtin = await brand.NewModel();
        await brand.Import("registrations", $"gtin,serial,registered_at,email\n{gtin},{await brand.NewUnit(gtin)},2026-07-01,ada@example.com\n");
        await brand.Server.Visitor().Send("/my/" + brand.Brand.Slug, new() { ["email"] = "ada@example.com" });
        Assert.Contains("/m/", Assert.Single(await brand.Mails("ada@example.com")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(await Bodies(brand), b => b.Contains("/m/", StringComparison.Ordinal));
    }

    /// <summary>As the records hold them.</summary>
    static Task<List<string>> Bodies(BrandClient brand) => brand.In(async s =>
    {
        var (db, id) = (s.GetRequiredService<AppDb>(), brand.Brand.Id);
        return db.Dialect.IsSqlite ? await db.Database.SqlQuery<string>($"select coalesce(html, '') || coalesce(text, '') as \"Value\" from messaging_message where kind = 'owners.sign-in' and brand_id = {id.ToByteArray(true)}").ToListAsync()
            : await db.Database.SqlQuery<string>($"select coalesce(html, '') || coalesce(text, '') as \"Value\" from messaging_message where kind = 'owners.sign-in' and brand_id = {id}").ToListAsync();
    });
}
