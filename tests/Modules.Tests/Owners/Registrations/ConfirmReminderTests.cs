using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Tests.Platform.Webhooks;

namespace Nameplate.Tests.Owners.Registrations;

public class ConfirmReminderTests(CallingServers servers) : IClassFixture<CallingServers>
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Who_does_not_confirm_is_reminded_on_day_3_and_day_7_and_nobody_else(string storage)
    {
        var server = await servers.On(storage);
        var brand = await server.NewBrand();
        var gtin = await brand.NewModel();
        using var visitor = server.Visitor("de");
        await visitor.Receipt(gtin, await brand.NewUnit(gtin), "late@example.com");
        await visitor.Receipt(gtin, await brand.NewUnit(gtin), "quick@example.com");
        using (await brand.SignedIn("quick@example.com")) { /* confirmed */ }
        await brand.Import("registrations", $"gtin,serial,registered_at,email\n{gtin},{await brand.NewUnit(gtin)},2026-07-01,history@example.com\n");

        CallingServers.ClockOf(server).Ahead += TimeSpan.FromDays(2.9);
        await Task.Delay(1500);
        Assert.Single(await brand.Mails("late@example.com"));
        CallingServers.ClockOf(server).Ahead += TimeSpan.FromDays(0.2);
        while ((await brand.Mails("late@example.com")).Count < 2) await Task.Delay(50);
        CallingServers.ClockOf(server).Ahead += TimeSpan.FromDays(4);
        while ((await brand.Mails("late@example.com")).Count < 3) await Task.Delay(50);
        CallingServers.ClockOf(server).Ahead += TimeSpan.FromDays(30);
        await Task.Delay(1500);

        var mails = await brand.Mails("late@example.com");
        Assert.Equal(["owners.confirm", "owners.remind", "owners.remind"], mails.Select(m => m.Kind));
        Assert.Equal("Ein Klick fehlt noch für Ihr Produkt Brew One", mails[1].Subject);
        Assert.Single(await brand.Mails("quick@example.com"));
        Assert.Empty(await brand.Mails("history@example.com"));
    }
}
