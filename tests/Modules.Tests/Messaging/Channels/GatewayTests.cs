using System.Net;
using System.Net.Http.Json;
using Nameplate.Messaging;

namespace Nameplate.Tests.Messaging.Channels;

public class GatewayTests(MailingServers servers, Servers plain) : IClassFixture<MailingServers>
{
    [Fact]
    public async Task A_text_message_goes_to_the_operators_gateway_signed_and_once()
    {
        var (server, _, gateway) = await servers.On("sqlite");
        var brand = await server.NewBrand();
        var id = await brand.Say(MailingServers.Notice, new("+49 30 1234567") { Channel = MessageChannel.Sms });
        await brand.Becomes(id, "Sent");
        var taken = Assert.Single(gateway.Taken, m => m.Id == $"msg_{id:n}");
        Assert.True(taken.IsSignedWith(MailingServers.Secret));
        Assert.Equal(("sms", "+49 30 1234567", $"{brand.Brand.Name}: It is here. https://example.com/look"), (taken.Json.GetProperty("channel").GetString(), taken.Json.GetProperty("to").GetString(), taken.Json.GetProperty("text").GetString()));

        gateway.Answers = 410;      // there is no such number
        await brand.Becomes(await brand.Say(MailingServers.Notice, new("+49 30 7654321") { Channel = MessageChannel.Sms }), "Bounced");
        gateway.Answers = 200;
        await brand.Becomes(await brand.Say(MailingServers.Safety, new("+49 30 7654321") { Channel = MessageChannel.Sms }), "Suppressed", "address_stopped");
    }

    [Fact]
    public async Task Where_no_gateway_is_set_up_the_channel_is_absent_and_pages_say_so()
    {
        var console = await ConsoleClient.SignIn(await (await plain.On("sqlite")).NewBrand());
        Assert.Contains("NAMEPLATE_Messages__Sms__Url", await console.Text("/admin/message-kinds"), StringComparison.Ordinal);
    }
}
