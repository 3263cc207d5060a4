using System.Net;
using System.Net.Http.Json;
using Nameplate.Messaging;

namespace Nameplate.Tests.Messaging.Suppression;

public class BouncesTests(MailingServers servers) : IClassFixture<MailingServers>
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task What_bounces_or_is_called_unwanted_stops_the_address_until_it_is_lifted_with_a_reason(string storage)
    {
        var (server, sink, _) = await servers.On(storage);
        var brand = await server.NewBrand();
        Recipient ada = new($"ada-{brand.Brand.Slug}@example.com"), nobody = new("nobody@example.com"), grace = new($"grace-{brand.Brand.Slug}@example.com");

        // the server itself says that there is no such address
        await brand.Becomes(await brand.Say(MailingServers.Notice, nobody), "Bounced");
        await brand.Becomes(await brand.Say(MailingServers.Safety, nobody), "Suppressed", "address_stopped");

        // the provider says later what became of it; telling it twice changes nothing
        var first = await brand.Say(MailingServers.Notice, ada);
        await brand.Becomes(first, "Sent");
        await Tell(new { messageId = first, kind = "delivered" });
        await brand.Becomes(first, "Delivered");
        for (var times = 0; times < 2; times++) await Tell(new { email = ada.Address.ToUpperInvariant(), kind = "complaint", reason = "abuse" });
        await brand.Becomes(first, "Complained");
        await brand.Becomes(await brand.Say(MailingServers.Notice, ada), "Suppressed", "address_stopped");
        await brand.Becomes(await brand.Say(MailingServers.Safety, ada), "Sent");

        // a mail that came back; a full mailbox stops nothing
        var to = await brand.Say(MailingServers.Notice, grace);
        await brand.Becomes(to, "Sent");
        await brand.Api.PostAsJsonAsync("/api/v1/messages/reports", new { text = Report(to!.Value, grace.Address, "5.2.2", "552 5.2.2 mailbox full") }).Expect(HttpStatusCode.OK);
        await brand.Becomes(to, "Sent");
        var report = await brand.Api.PostAsJsonAsync("/api/v1/messages/reports", new { text = Report(to.Value, grace.Address, "5.1.1", "550 5.1.1 no such user") }).Expect(HttpStatusCode.OK);
        Assert.Equal(1, report.GetProperty("taken").GetInt32());
        await brand.Becomes(to, "Bounced");
        await brand.Api.PostAsJsonAsync("/api/v1/messages/reports", new { text = "Subject: hello\n\nHello" }).Expect(HttpStatusCode.UnprocessableEntity);

        var console = await ConsoleClient.SignIn(brand);
        var found = Assert.Single((await brand.Api.GetAsync($"/api/v1/suppressions?email={grace.Address}").Expect(HttpStatusCode.OK)).GetProperty("items").EnumerateArray());
        Assert.Equal("bounced", found.GetProperty("reason").GetString());
        Assert.DoesNotContain(grace.Address, await console.Text("/admin/suppressions"), StringComparison.Ordinal);
        var entry = $"/admin/suppressions?open={found.GetProperty("id").GetString()}";
        using (var lifted = await console.Send(entry, $"/admin/suppressions/{found.GetProperty("id").GetString()}/lifting", new() { ["reason"] = "The mailbox is there again" })) Assert.Contains("done=lifted", lifted.Headers.Location!.ToString(), StringComparison.Ordinal);
        await brand.Becomes(await brand.Say(MailingServers.Notice, grace), "Sent");
        Assert.Contains("messaging.suppressed-address", (await brand.Api.GetAsync("/api/v1/audit").Expect(HttpStatusCode.OK)).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(sink.Taken, m => m.Contains("To: nobody@example.com", StringComparison.Ordinal));

        async Task Tell(object what) => await brand.Api.PostAsJsonAsync("/api/v1/messages/bounces", new { events = new[] { what } }).Expect(HttpStatusCode.OK);
    }

    static string Report(Guid id, string address, string status, string said) => $"""
        From: MAILER-DAEMON@mx.example.com
        Content-Type: multipart/report; report-type=delivery-status;
         boundary="b1"

        --b1
        Content-Type: text/plain

        It could not be delivered.
        --b1
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example.com

        Final-Recipient: rfc822; {address}
        Action: failed
        Status: {status}
        Diagnostic-Code: smtp; {said}

        --b1
        Content-Type: text/rfc822-headers

        Message-ID: <{id:n}@example.com>
        Subject: Something new
        --b1--
        """;
}
