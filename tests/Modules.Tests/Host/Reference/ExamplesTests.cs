using System.Net.Http.Json;
using System.Text.Json;
using Nameplate.Tests.Commerce;
using Nameplate.Tests.Owners;
using Nameplate.Tests.Owners.Transfers;
using Nameplate.Tests.Products;

namespace Nameplate.Tests.Host.Reference;

/// <summary>Every example of the document is sent to the server that gives it: the answer has the form that the example and the schema promise.</summary>
public class ExamplesTests
{
    const string Gtin = "09506000134352", Serial = "7Q4MKX2PV9TNA";

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Every_example_runs_and_is_answered_as_it_says(string storage)
    {
        await using var server = await Server.Start(storage);      // its own: the examples name a GTIN
        var brand = await server.NewBrand();
        var document = await brand.Api.GetFromJsonAsync<JsonElement>("/openapi/v1.json");
        var schemas = new Schemas(document);
        var names = await Prepare(brand);

        List<string> wrong = [];
        var operations = ReferenceTests.Operations(document).OrderBy(o => o.Path switch { "/api/v1/registrations" when o.Method == "post" => 0, _ when o.Method == "get" => 2, _ when o.Method == "delete" => 3, _ => 1 }).ToList();
        foreach (var (path, method, operation) in operations)
        {
            if (path.Contains("{id}", StringComparison.Ordinal) && path.StartsWith("/api/v1/owners", StringComparison.Ordinal))
                names[path] = (await brand.Api.GetFromJsonAsync<JsonElement>("/api/v1/owners?q=ada")).GetProperty("items")[0].GetProperty("id").GetString()!;
            if (path.StartsWith("/api/v1/data-requests/{id}", StringComparison.Ordinal)) names[path] = (await brand.Api.PostAsJsonAsync("/api/v1/data-requests", new { email = path.EndsWith("erasure", StringComparison.Ordinal) ? "gone@example.com" : "ada@example.com", kind = path.EndsWith("erasure", StringComparison.Ordinal) ? "erasure" : "access" }).Expect(System.Net.HttpStatusCode.Created)).GetProperty("id").GetString()!;
            if (path == "/api/v1/messages/{id}") names[path] = (await brand.Api.GetFromJsonAsync<JsonElement>("/api/v1/messages?kind=owners.confirm")).GetProperty("items")[0].GetProperty("id").GetString()!;
            var example = operation.GetProperty("responses").EnumerateObject().First(r => r.Name[0] == '2' && r.Value.TryGetProperty("content", out var c) && c.EnumerateObject().Any(m => m.Value.TryGetProperty("example", out _) || m.Name is "image/png" or "application/pdf" or "application/zip"));
            var media = example.Value.GetProperty("content").EnumerateObject().First();
            using var request = new HttpRequestMessage(new HttpMethod(method.ToUpperInvariant()), Address(path, operation, names)) { Content = Input(operation) };
            using var answer = await brand.Api.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            var at = $"{method} {request.RequestUri}: ";
            if (((int)answer.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture) != example.Name) wrong.Add($"{at}{(int)answer.StatusCode} instead of {example.Name}: {text}");
            else if (answer.Content.Headers.ContentType?.MediaType != media.Name) wrong.Add($"{at}{answer.Content.Headers.ContentType} instead of {media.Name}");
            else if (media.Name == "application/json")
            {
                var (given, promised, schema) = (JsonElement.Parse(text), media.Value.GetProperty("example"), media.Value.GetProperty("schema"));
                wrong.AddRange(schemas.Wrong(schema, given).Select(w => $"{at}answer {w}"));
                wrong.AddRange(schemas.Wrong(schema, promised).Select(w => $"{at}example {w}"));
                wrong.AddRange(Differ(promised, given, "$").Select(w => at + w));
            }
            if (operation.TryGetProperty("requestBody", out var body) && body.GetProperty("content").TryGetProperty("application/json", out var json))
                wrong.AddRange(schemas.Wrong(json.GetProperty("schema"), json.GetProperty("example")).Select(w => $"{at}input {w}"));
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(operations.Count > 30);
    }

    static string Address(string path, JsonElement operation, Dictionary<string, string> names)
    {
        List<string> query = [];
        var whole = path;
        foreach (var p in (operation.TryGetProperty("parameters", out var all) ? all.EnumerateArray().ToList() : []).Where(p => p.TryGetProperty("example", out _)))
        {
            var (name, value) = (p.GetProperty("name").GetString()!, p.GetProperty("example").ToString());
            if (p.GetProperty("in").GetString() == "query") query.Add($"{name}={Uri.EscapeDataString(value)}");
            else path = path.Replace($"{{{name}}}", Uri.EscapeDataString(names.GetValueOrDefault($"{whole} {name}") ?? names.GetValueOrDefault(whole, value)), StringComparison.Ordinal);
        }
        return path + (query.Count > 0 ? "?" + string.Join('&', query) : "");
    }

    static HttpContent? Input(JsonElement operation)
    {
        if (!operation.TryGetProperty("requestBody", out var body)) return null;
        var media = body.GetProperty("content").EnumerateObject().Single();
        var example = media.Value.GetProperty("example");
        if (media.Name == "application/json") return JsonContent.Create(example);
        var form = new MultipartFormDataContent();
        foreach (var part in example.EnumerateObject())
            if (part.Name == "file") form.Add(new StringContent(part.Value.GetString()!), "file", "units.csv");
            else form.Add(new StringContent(part.Value.GetString()!), part.Name);
        return form;
    }

    /// <summary>Same names at the same places; what may be null may be null in one of them; what is open (a count by any name, an event's own payload) is open.</summary>
    static IEnumerable<string> Differ(JsonElement promised, JsonElement given, string at)
    {
        if (promised.ValueKind == JsonValueKind.Null || given.ValueKind == JsonValueKind.Null || at.EndsWith(".also", StringComparison.Ordinal) || at.EndsWith(".payload", StringComparison.Ordinal) || at.EndsWith(".before", StringComparison.Ordinal) || at.EndsWith(".after", StringComparison.Ordinal)) yield break;
        static JsonValueKind Kind(JsonElement e) => e.ValueKind == JsonValueKind.False ? JsonValueKind.True : e.ValueKind;
        if (Kind(promised) != Kind(given)) yield return $"{at} is {given.ValueKind}, the example says {promised.ValueKind}";
        else if (promised.ValueKind == JsonValueKind.Array && promised.GetArrayLength() > 0)
        {
            if (given.GetArrayLength() == 0 && at != "$.deletions") yield return $"{at} is empty";      // nothing is that old here
            else if (given.GetArrayLength() > 0) foreach (var difference in Differ(promised[0], given[0], at + "[0]")) yield return difference;
        }
        else if (promised.ValueKind == JsonValueKind.Object)
        {
            var (one, other) = (promised.EnumerateObject().Select(p => p.Name).ToHashSet(), given.EnumerateObject().Select(p => p.Name).ToHashSet());
            if (!one.SetEquals(other)) yield return $"{at} has {string.Join(", ", other)}; the example has {string.Join(", ", one)}";
            else foreach (var difference in promised.EnumerateObject().SelectMany(p => Differ(p.Value, given.GetProperty(p.Name), $"{at}.{p.Name}"))) yield return difference;
        }
    }

    /// <summary>A brand in which the examples make sense.</summary>
    /// <returns>What stands for the ids of the examples, by path.</returns>
    static async Task<Dictionary<string, string>> Prepare(BrandClient brand)
    {
        await brand.Import("products", $"gtin,name,model,category\n{Gtin},Brew One,B-1,espresso\n");
        await brand.Import("units", $"gtin,serial,market\n{Gtin},{Serial},DE\n{Gtin},B1,DE\n{Gtin},B1-000123,DE\n");
        await brand.Import("sales", $"gtin,serial,sold_on,channel\n{Gtin},B1,2026-05-20,retail\n");
        await brand.Import("visits", "email,visited_at,kind\nada.l@example.com,2026-07-20,page\n");
        await brand.NewPart(Gtin, stock: 250, sku: "FLT-1", kind: "consumable");
        await brand.Import("units", $"gtin,serial,market,lot\n{Gtin},D1,DE,2026-30\n");
        await brand.Import("scans", "gtin,serial,scanned_at,country,region\n" + string.Concat(new[] { "B1", "D1" }.SelectMany(s => new[] { 20, 24 }, (s, day) => $"{Gtin},{s},2026-07-{day}T10:00:00Z,US,US-CA\n")));
        var import = await brand.Import("units", $"gtin,serial\n{Gtin},C1\n123,C2\n");
        var mint = await brand.Api.PostAsJsonAsync($"/api/v1/products/{Gtin}/mints", new { count = 3 }).Expect(System.Net.HttpStatusCode.Accepted);
        for (var done = false; !done; await Task.Delay(50)) done = (await brand.Api.GetFromJsonAsync<JsonElement>("/api/v1/mints/" + mint.GetProperty("id"))).GetProperty("status").GetString() == "done";
        var label = await brand.Mint(Gtin, new { count = 1, forField = true });
        var design = (await brand.Api.PostAsJsonAsync("/api/v1/label-designs", new { name = "Box", sheet = "L7160", codeSize = 30, placement = "box" }).Expect(System.Net.HttpStatusCode.Created)).GetProperty("id").GetString()!;
        var tagKeys = (await brand.Api.PostAsJsonAsync("/api/v1/tag-keys", new { name = "Examples", metaKey = new string('0', 32), fileKey = new string('0', 32), system = "" }).Expect(System.Net.HttpStatusCode.Created)).GetProperty("keys").GetProperty("id").GetString()!;
        using (await brand.Server.Visitor().GetAsync($"/01/{Gtin}/21/{Serial}?uid=041E3C8A2D6B80&ctr=000006&cmac=4B00064004B0B3D3")) { }      // a tag of it is read
        var lot = (await brand.Api.PostAsJsonAsync("/api/v1/lot-changes", new { gtin = Gtin, lot = "2026-30", market = "DE", firmware = "1.1" }).Expect(System.Net.HttpStatusCode.Accepted)).GetProperty("id").GetString()!;
        while ((await brand.Api.GetFromJsonAsync<JsonElement>($"/api/v1/lot-changes/{lot}")).GetProperty("status").GetString() != "done") await Task.Delay(50);
        var webhook = (await brand.Api.PostAsJsonAsync("/api/v1/webhooks", new { name = "PIM", url = "https://pim.example.com/hooks", events = (string[])["products.*"] }).Expect(System.Net.HttpStatusCode.Created)).GetProperty("webhook").GetProperty("id").GetString()!;
        await brand.NewModel();
        await brand.NewModel();
        await brand.Import("registrations", $"gtin,serial,registered_at,email,channel\n{Gtin},C1,2026-07-20,zoe@example.com,qr\n");
        object[] variants = [new { key = "as-now", name = "As now" }, new { key = "name", name = "Name, if one likes" }];
        async Task<string> Experiment(string key, string place) => (await brand.Api.PostAsJsonAsync("/api/v1/experiments", new { key, name = key, place, variants, endsOn = "2099-01-01" }).Expect(System.Net.HttpStatusCode.Created)).GetProperty("experiment").GetProperty("id").GetString()!;
        var (planned, running, inserts) = (await Experiment("planned", "owners.form"), await Experiment("running", "owners.form"), await brand.Api.PostAsJsonAsync("/api/v1/experiments", new { key = "inserts", name = "Inserts", place = "owners.insert", endsOn = "2099-01-01", variants = new[] { new { key = "as-now", name = "Old" }, new { key = "big-code", name = "Big code" } } }).Expect(System.Net.HttpStatusCode.Created));
        await brand.Api.PutAsJsonAsync($"/api/v1/experiments/{running}/state", new { state = "running" }).Expect(System.Net.HttpStatusCode.OK);
        var installer = (await brand.Api.PostAsJsonAsync("/api/v1/installers", new { name = "Jo Miller" }).Expect(System.Net.HttpStatusCode.Created)).GetProperty("id").GetString()!;
        await brand.Server.CaughtUp();
        var delivery = (await brand.Api.GetFromJsonAsync<JsonElement>($"/api/v1/webhooks/{webhook}/deliveries")).GetProperty("items")[0].GetProperty("id").GetString()!;
        var link = (await brand.Api.PostAsJsonAsync("/api/v1/links", new { gtin = Gtin, linkType = "gs1:pip", href = "https://example.com/", title = "Brew One", languages = (string[])["de"] }).Expect(System.Net.HttpStatusCode.Created)).GetProperty("id").GetString()!;
        var signal = (await brand.Api.GetFromJsonAsync<JsonElement>($"/api/v1/units/{Gtin}/B1/signals")).GetProperty("signals")[0].GetProperty("id").GetString()!;
        var stopped = (await brand.Api.PostAsJsonAsync("/api/v1/suppressions", new { email = "stopped@example.com", note = "Asked by phone" }).Expect(System.Net.HttpStatusCode.OK)).GetProperty("id").GetString()!;
        await brand.Import("registrations", $"gtin,serial,registered_at,email\n{Gtin},C1,2026-06-01,fleet@example.com\n{Gtin},B1,2026-06-01,erin@example.com\n");
        using (var visitor = brand.Server.Visitor())
        {
            await visitor.Ask(Gtin, "B1", "bob@example.com");
            await visitor.Send("/handover/" + (await brand.Mails("erin@example.com"))[0].Text.Split("/handover/")[1][..32], new() { ["answer"] = "no" });
        }
        var transfer = (await brand.Api.GetFromJsonAsync<JsonElement>("/api/v1/transfers?state=due")).GetProperty("items")[0].GetProperty("id").GetString()!;
        string block;
        using (var visitor = brand.Server.Visitor())
        {
            var guessed = (await brand.Press(await brand.Mint(Gtin, new { count = 1, prefix = "G" })))[0][1];
            for (var i = 0; i < 11; i++) await visitor.Send($"/p/{Gtin}/{guessed}/register", new() { ["email"] = "eve@example.com", ["boxCode"] = "AAAA-AAAA" });
            await visitor.Upload($"/p/{Gtin}/{guessed}/proof", "a.png", Owners.Proofs.ProofTests.Photo, ("email", "eve@example.com"));
            block = (await brand.Api.GetFromJsonAsync<JsonElement>("/api/v1/blocks")).GetProperty("items")[0].GetProperty("id").GetString()!;
        }
        var proof = (await brand.Api.GetFromJsonAsync<JsonElement>("/api/v1/proofs")).GetProperty("items")[0].GetProperty("id").GetString()!;
        await brand.Import("units", $"gtin,serial,market\n{Gtin},F1,DE\n{Gtin},F2,DE\n");
        var company = (await brand.Api.PostAsJsonAsync("/api/v1/companies", new { name = "Rossi Restaurants", country = "DE", customerNumber = "K-1001" }).Expect(System.Net.HttpStatusCode.Created)).GetProperty("id").GetString()!;
        var site = (await brand.Api.PostAsJsonAsync($"/api/v1/companies/{company}/sites", new { name = "Station" }).Expect(System.Net.HttpStatusCode.Created)).GetProperty("id").GetString()!;
        var user = (await brand.Api.PostAsJsonAsync($"/api/v1/companies/{company}/users", new { email = "hedy@example.com", role = "admin" }).Expect(System.Net.HttpStatusCode.Created)).GetProperty("owner").GetString()!;
        var fleet = (await brand.Api.PostAsJsonAsync($"/api/v1/companies/{company}/units", new { units = (object[])[new { gtin = Gtin, serial = "F1", site = "Station" }] }).Expect(System.Net.HttpStatusCode.OK)).GetProperty("units")[0].GetProperty("registration").GetString()!;
        var (id, mintId) = (import.GetProperty("id").GetString()!, mint.GetProperty("id").GetString()!);
        async Task<string> Order() => (await brand.Order("FLT-1")).GetProperty("orderRef").GetString()!;
        var paid = await Order();
        await brand.Api.PostAsync($"/api/v1/orders/{paid}/payment", null).Expect(System.Net.HttpStatusCode.OK);
        return new()
        {
            ["/api/v1/imports/{id}"] = id, ["/api/v1/imports/{id}/errors"] = id, ["/api/v1/mints/{id}"] = mintId, ["/api/v1/mints/{id}/csv"] = mintId, ["/api/v1/mints/{id}/labels"] = mintId, ["/api/v1/mints/{id}/labels.pdf"] = mintId, ["/api/v1/mints/{id}/codes.zip"] = mintId, ["/api/v1/mints/{id}/nfc.csv"] = mintId, ["/api/v1/mints/{id}/tags.csv"] = mintId, ["/api/v1/tag-keys/{id}"] = tagKeys, ["/api/v1/label-designs/{id}"] = design, ["/api/v1/lot-changes/{id}"] = lot, ["/api/v1/lot-changes/{id}/undoing"] = lot,
            ["/api/v1/codes/{gtin}/{serial}/binding serial"] = (await brand.Press(label))[0][1], ["/api/v1/codes/{gtin}/{serial}/binding gtin"] = Gtin,
            ["/api/v1/signals/{id}/decision"] = signal, ["/api/v1/transfers/{id}/decision"] = transfer, ["/api/v1/proofs/{id}/decision"] = proof, ["/api/v1/blocks/{id}/lifting"] = block, ["/api/v1/suppressions/{id}/lifting"] = stopped,
            ["/api/v1/companies/{id}"] = company, ["/api/v1/companies/{id}/sites"] = company, ["/api/v1/companies/{id}/users"] = company, ["/api/v1/companies/{id}/units"] = company, ["/api/v1/companies/{id}/ageing"] = company,
            ["/api/v1/companies/{id}/sites/{site}"] = company, ["/api/v1/companies/{id}/sites/{site} site"] = site, ["/api/v1/companies/{id}/users/{user}"] = company, ["/api/v1/companies/{id}/users/{user} user"] = user, ["/api/v1/companies/{id}/units/{registration}"] = company, ["/api/v1/companies/{id}/units/{registration} registration"] = fleet,
            ["/api/v1/webhooks/{id}"] = webhook, ["/api/v1/webhooks/{id}/secrets"] = webhook, ["/api/v1/webhooks/{id}/tests"] = webhook, ["/api/v1/webhooks/{id}/replays"] = webhook, ["/api/v1/webhooks/{id}/deliveries"] = webhook,
            ["/api/v1/webhooks/{id}/deliveries/{delivery}/attempts"] = webhook, ["/api/v1/webhooks/{id}/deliveries/{delivery}/attempts delivery"] = delivery,
            ["/api/v1/experiments/{id}"] = planned, ["/api/v1/experiments/{id}/state"] = running, ["/api/v1/experiments/{id}/lots"] = inserts.GetProperty("experiment").GetProperty("id").GetString()!, ["/api/v1/installers/{id}"] = installer,
            ["/api/v1/links/{id}"] = link, ["/api/v1/links/{id}/versions"] = link, ["/api/v1/links/{id}/restorations"] = link,
            ["/api/v1/orders/{orderRef}"] = await Order(), ["/api/v1/orders/{orderRef}/payment"] = await Order(), ["/api/v1/orders/{orderRef}/cancellation"] = await Order(), ["/api/v1/orders/{orderRef}/shipments"] = paid,
        };
    }
}
