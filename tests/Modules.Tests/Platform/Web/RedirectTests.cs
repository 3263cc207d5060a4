using System.Net;
using System.Text;
using Nameplate.Fuzz;
using Nameplate.Tests.Owners;

namespace Nameplate.Tests.Platform.Web;

/// <summary>Requests no browser makes by itself: none leads a visitor to another server, none is half understood.</summary>
public class RedirectTests(Servers servers)
{
    const string Evil = "evil.test";

    static Task<Wire.Answer> Send(Server server, string method, string target, string headers = "", string body = "") =>
        Wire.Send(new(server.Url), new("", Door.Nobody, method, Encoding.Latin1.GetBytes(target), Encoding.UTF8.GetBytes(body), body.Length > 0 ? "application/x-www-form-urlencoded" : null), headers, default);

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task No_answer_leads_to_another_server_because_a_visitor_asked_for_it(string storage)
    {
        var server = await servers.On(storage);
        var brand = await server.NewBrand();
        var gtin = await brand.NewModel();
        var serial = await brand.NewUnit(gtin);
        string[] elsewhere = [$"https://{Evil}", $"//{Evil}", $"/\\{Evil}", $"%2f%2f{Evil}", $"/%09/{Evil}", $"https:{Evil}", $"/admin/../..//{Evil}"];
        List<string> wrong = [];
        foreach (var to in elsewhere)
        {
            foreach (var target in new[]
            {
                $"/admin/sign-in?then={to}", $"/admin/x?then={to}", $"/01/{gtin}/21/{serial}?then={to}&url={to}&redirect={to}", $"/01/{gtin}/21/{serial}?linkType={to}", $"/p/{gtin}/{serial}?lang={to}", $"/p/{gtin}/{serial}/register?lang={to}",
                $"/p/{gtin}/{serial}/registered/x?next={to}", $"/my/nobody?lang={to}", $"/{to}", to, $"/{to}/p/{gtin}", $"/p/{gtin}?serial={to}", $"http://{Evil}/admin",
            })
            {
                var answer = await Send(server, "GET", target);
                if (answer.Status >= 500 || LeadsAway(server, answer)) wrong.Add($"{target}: {answer.Head}");
            }
            foreach (var (path, body) in new[] { ("/admin/sign-in", $"email=a%40b.example&password=x&then={to}"), ("/admin/sign-in/link", $"email=a%40b.example&then={to}"), ($"/p/{gtin}/{serial}/register?lang={to}", "email=no"), ($"/my/{brand.Brand.Slug}?then={to}", "email=no") })
            {
                var answer = await Send(server, "POST", path, body: body);
                if (answer.Status >= 500 || LeadsAway(server, answer)) wrong.Add($"{path} {body}: {answer.Head}");
            }
        }
        Assert.True(wrong.Count == 0, string.Join("\n\n", wrong));
    }

    static bool LeadsAway(Server server, Wire.Answer answer)
    {
        var line = answer.Head.Split("\r\n").FirstOrDefault(l => l.StartsWith("Location: ", StringComparison.OrdinalIgnoreCase));
        return line is not null && (!Uri.TryCreate(new Uri(server.Url), line["Location: ".Length..].Replace('\\', '/'), out var to) || to.Authority != new Uri(server.Url).Authority);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task What_is_no_address_is_refused_and_nothing_is_read_from_outside(string storage)
    {
        var server = await servers.On(storage);
        var gtin = await (await server.NewBrand()).NewModel();
        foreach (var target in new[] { $"/01/{gtin}?\u0012", $"/p/{gtin}/x/register?a=\u007f", $"/p/{gtin}%00", "/files/%00", $"/01/{gtin}/21/%00" })
            Assert.Contains((await Send(server, "GET", target)).Status, new[] { 400, 404 });
        foreach (var target in new[] { "/files/..%2f..%2fappsettings.json", "/files/../../nameplate.db", "/lib/..%2f..%2fappsettings.json", "/lib/..\\..\\nameplate.dll", "/demo/%2e%2e/%2e%2e/keys", "/.git/config", "/p/%ff%fe" })
            Assert.Contains((await Send(server, "GET", target)).Status, new[] { 400, 404 });
        Assert.Equal(400, (await Send(server, "GET", "/healthz", $"Host: {Evil}\r\n")).Status);
        Assert.Equal(400, (await Send(server, "GET", "/healthz", "Content-Length: 1, 2\r\n")).Status);
        Assert.Equal(431, (await Send(server, "GET", "/healthz", $"X-Long: {new string('x', 40_000)}\r\n")).Status);
        Assert.Equal(414, (await Send(server, "GET", "/" + new string('x', 20_000))).Status);
    }

    [Fact]
    public async Task TRACE_is_not_spoken()
    {
        var answer = await Send(await servers.On("sqlite"), "TRACE", "/admin", "X-Secret: 4711\r\n");
        Assert.InRange(answer.Status, 400, 499);
        Assert.DoesNotContain("4711", answer.Head + answer.Body, StringComparison.Ordinal);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_parameter_given_twice_is_not_half_believed(string storage)
    {
        var server = await servers.On(storage);
        var brand = await server.NewBrand();
        var gtin = await brand.NewModel();
        var serial = await brand.NewUnit(gtin);
        await brand.Api.GetAsync("/api/v1/products?limit=1&limit=2").Expect(HttpStatusCode.BadRequest);
        Assert.Equal(422, (await Send(server, "POST", $"/p/{gtin}/{serial}/register", body: "email=ada%40example.com&email=eve%40example.com")).Status);
        Assert.Empty(await brand.Registrations());
        Assert.Equal(400, (await Send(server, "POST", $"/p/{gtin}/{serial}/register", "Origin: http://evil.test\r\n", "email=ada%40example.com")).Status);
        Assert.Equal(400, (await Send(server, "POST", $"/p/{gtin}/{serial}/register", "Origin: null\r\n", "email=ada%40example.com")).Status);
    }

    [Fact]
    public async Task The_server_fetches_no_address_that_is_on_record()
    {
        var server = await servers.On("sqlite");
        var brand = await server.NewBrand();
        using var outside = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        outside.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)outside.LocalEndpoint).Port}/picture.png";
        var gtin = BrandClient.NewGtin();
        using var recorded = await brand.Api.PostAsync("/api/v1/products", new StringContent($$"""{"gtin":"{{gtin}}","name":"Brew","model":"B","category":"c","imageUrl":"{{address}}","manualUrl":"{{address}}","setupUrl":"{{address}}"}""", Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.Created, recorded.StatusCode);
        var serial = await brand.NewUnit(gtin);
        using var visitor = server.Visitor();
        foreach (var path in new[] { $"/p/{gtin}", $"/p/{gtin}/{serial}", $"/01/{gtin}/21/{serial}?linkType=all" }) await visitor.GetAsync(path);
        using var registered = await visitor.Register(gtin, serial, "ada@example.com");
        await server.CaughtUp();
        Assert.False(outside.Pending());
    }
}
