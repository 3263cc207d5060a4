using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;

namespace Nameplate.Tests.Host;

public class LogTests
{
    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Lines_are_json_and_hold_no_address_no_name_and_no_token(string storage)
    {
        var place = await Brewery.New(storage, 3);
        ConcurrentQueue<string> lines = new();
        var (server, url) = await Program.Serve(new Dictionary<string, string> { ["NAMEPLATE_Logs__Format"] = "json", ["NAMEPLATE_Logs__Requests"] = "true", ["NAMEPLATE_Mail__Host"] = "127.0.0.1", ["NAMEPLATE_Mail__Port"] = "1" }, lines.Enqueue, place.Where);
        try
        {
            using var api = place.Client(url);
            api.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
            Assert.True(await Brewery.Scan(api, 0) && await Brewery.Register(api, 0));
            await api.PostAsJsonAsync("/api/v1/registrations", new { gtin = Brewery.Gtin, serial = "U1", email = "not an address", name = "Ada Lovelace" });
            using var form = await api.PostAsync($"/p/{Brewery.Gtin}/U1/register", new FormUrlEncodedContent([new("email", "ada.lovelace@example.org")]));
            foreach (var path in (string[])["/m/sEcReTtOkEn0123456789", "/track/sEcReTtOkEn0123456789", "/returns/sEcReTtOkEn0123456789", "/admin/sign-in/sEcReTtOkEn0123456789", $"/p/{Brewery.Gtin}/U1/registered/sEcReTtOkEn0123456789", "/nothing/ada.lovelace@example.org?email=ada.lovelace%40example.org"])
                (await api.GetAsync(path)).Dispose();
            while (!lines.Any(l => l.Contains("/nothing", StringComparison.Ordinal) || l.Contains("\"/m/{token}\"", StringComparison.Ordinal))) await Task.Delay(50);
        }
        finally { server.Kill(); }

        Assert.NotEmpty(lines);
        foreach (var line in lines)
        {
            var entry = JsonElement.Parse(line);
            foreach (var field in (string[])["timestamp", "level", "category", "message"]) Assert.Equal(JsonValueKind.String, entry.GetProperty(field).ValueKind);
            foreach (var secret in (string[])["example.com", "example.org", "Lovelace", "sEcReTtOkEn", place.Key]) Assert.DoesNotContain(secret, line, StringComparison.OrdinalIgnoreCase);
        }
        var request = lines.Select(l => JsonElement.Parse(l)).First(e => e.TryGetProperty("fields", out var f) && f.TryGetProperty("route", out var r) && r.GetString() == "/p/{gtin}/{serial}/register");
        Assert.Equal("POST", request.GetProperty("fields").GetProperty("method").GetString());
        Assert.Equal(32, request.GetProperty("traceId").GetString()!.Length);
    }

    [Theory]
    [InlineData("GET /m/abcdefghij failed", "GET /m/[token] failed")]
    [InlineData("to ada.o'neil+x@mail.example.co.uk: refused", "to [address]: refused")]
    [InlineData("/p/09506000134352/A%2F1/registered/abcdefghij?x=1", "/p/09506000134352/A%2F1/registered/[token]?x=1")]
    [InlineData("email=ada%40example.com&token=abcdefghij", "email=[address]&token=[token]")]
    [InlineData("Authorization: Bearer np_abcdefghij", "Authorization: Bearer [token]")]
    [InlineData("GET /p/09506000134352/A1 failed", "GET /p/09506000134352/A1 failed")]
    public void What_opens_a_door_or_names_a_person_is_taken_out(string text, string clean) => Assert.Equal(clean, Nameplate.Platform.Telemetry.Redaction.Clean(text));

    [Theory]
    [InlineData("GET /x\nfail: Nameplate made up", "GET /x\\u000afail: Nameplate made up")]
    [InlineData("a\r\n\u001b[2J\u0085\u2028\u202eb", "a\\u000d\\u000a\\u001b[2J\\u0085\\u2028\\u202eb")]
    public void Nothing_that_is_sent_makes_a_line_of_its_own_in_the_log(string sent, string line)
    {
        using var written = new StringWriter();
        new Nameplate.Host.LogLines(Microsoft.Extensions.Options.Options.Create(new Nameplate.Host.LogSettings()), TimeProvider.System)
            .Write(new Microsoft.Extensions.Logging.Abstractions.LogEntry<string>(Microsoft.Extensions.Logging.LogLevel.Error, "Test", default, sent, new InvalidOperationException(sent), (text, _) => text), null, written);
        var lines = written.ToString().TrimEnd('\n').Split('\n');
        Assert.StartsWith($"fail: Test {line} ", Assert.Single(lines), StringComparison.Ordinal);
    }
}
