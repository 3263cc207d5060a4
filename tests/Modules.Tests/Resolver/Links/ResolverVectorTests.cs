using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Nameplate.Gs1.Tests;
using static Nameplate.Tests.Resolver.ScanSteps;

namespace Nameplate.Tests.Resolver.Links;

/// <summary>The requests and answers of the resolver standard, its schema and its link types, where the files are; see <see cref="SharedFile"/>.</summary>
public class ResolverVectorTests(Servers servers)
{
    const string Vectors = "resolver-vectors.json", Schema = "linkset-schema.json", Types = "linktypes-v1.16.json", Gtin = "09506000134352";
    static readonly SemaphoreSlim Once = new(1);

    [Fact]
    public async Task Every_request_of_the_standard_is_answered_as_it_says()
    {
        Assert.SkipWhen(SharedFile.Find(Vectors) is null, SharedFile.Missing(Vectors));
        var server = await Ready();
        using var vectors = JsonDocument.Parse(await File.ReadAllTextAsync(SharedFile.Find(Vectors)!));
        var cases = vectors.RootElement.GetProperty("cases").EnumerateArray().ToList();
        foreach (var (id, request, expect) in cases.Select(c => (c.GetProperty("id").GetString()!, c.GetProperty("request"), c.GetProperty("expect"))))
        {
            var path = request.GetProperty("path").GetString()!;
            using var answer = await server.Visitor("xx").SendAsync(Ask(new(request.GetProperty("method").GetString()!), path, [.. request.GetProperty("headers").EnumerateObject().Select(h => (h.Name, h.Value.GetString()!))]));
            var location = answer.Headers.Location?.OriginalString;
            if (expect.TryGetProperty("status", out var status)) Assert.True(status.ToString() is var s && (s == "2xx" ? answer.IsSuccessStatusCode : s.StartsWith($"{(int)answer.StatusCode}", StringComparison.Ordinal)), $"{id}: {answer.StatusCode}");
            if (expect.TryGetProperty("content_type", out var type)) Assert.True(type.GetString() == answer.Content.Headers.ContentType?.ToString(), $"{id}: {answer.Content.Headers.ContentType}");
            if (expect.TryGetProperty("location_endswith", out var end)) Assert.True(location?.EndsWith(end.GetString()!.Split(' ')[0], StringComparison.Ordinal), $"{id}: {location}");
            if (expect.TryGetProperty("same_as", out var same))
            {
                using var other = await server.Visitor("xx").GetAsync(same.GetString());
                Assert.Equal((other.StatusCode, other.Headers.Location), (answer.StatusCode, answer.Headers.Location));
            }
            if (id is "rb-01" or "rb-17") Assert.Equal($"{server.Url}/p/{Gtin}", location);
            if (id is "rb-13") Assert.StartsWith("https://example.com/manual", location, StringComparison.Ordinal);
            if (id is "rb-15") Assert.StartsWith("https://example.com/de", location, StringComparison.Ordinal);
            if (id is "rb-19") Assert.True(answer.Headers.GetValues("Link").Single() is var link && link.Contains("rel=\"linkset\"", StringComparison.Ordinal) && !link.Contains("rel=\"gs1:", StringComparison.Ordinal) && answer.Headers.Contains("Access-Control-Allow-Origin")
                && Array.TrueForAll((string[])["GET", "HEAD", "OPTIONS"], m => answer.Headers.GetValues("Access-Control-Allow-Methods").Single().Contains(m, StringComparison.Ordinal)));
        }
    }

    /// <summary>What GS1's own suite asks of a linkset: each link is where the request for it leads.</summary>
    [Theory]
    [InlineData($"/01/{Gtin}")]
    [InlineData($"/01/{Gtin}/21/S1")]
    [InlineData($"/01/{Gtin}/10/L1/21/S1")]
    [InlineData($"/01/{Gtin}/10/L1")]
    [InlineData($"/01/{Gtin}/22/V1/10/L1/21/NEVER1")]
    [InlineData($"/01/{Gtin}/21/S2")]
    [InlineData($"/01/{Gtin}/22/V1")]
    [InlineData($"/01/{Gtin}/235/T1")]
    [InlineData($"/8006/{Gtin}0102/21/S2")]
    [InlineData($"/some/stem/01/{Gtin}/10/L1")]
    public async Task Every_link_of_a_linkset_is_where_a_request_for_it_leads(string code)
    {
        var server = await Ready();
        foreach (var accept in (string[])["application/linkset+json", "application/ld+json"])
        {
            using var answer = await server.Visitor().SendAsync(Ask(HttpMethod.Get, code, ("Accept", accept)));
            Assert.Equal((HttpStatusCode.OK, accept), (answer.StatusCode, answer.Content.Headers.ContentType?.ToString()));
            Assert.Equal("<https://ref.gs1.org/standards/resolver/linkset-context>; rel=\"http://www.w3.org/ns/json-ld#context\"; type=\"application/ld+json\"", Assert.Single(answer.Headers.GetValues("Link")));
        }
        var linkset = await server.Visitor().GetAsync(code + "?linkType=linkset").Expect(HttpStatusCode.OK);
        if (SharedFile.Find(Schema) is { } schema) Conforms(JsonDocument.Parse(await File.ReadAllTextAsync(schema)).RootElement, linkset, "");

        HashSet<string> seen = [];
        for (var at = server.Url + code; at.Length > server.Url.Length + 3; at = at[..at[..at.LastIndexOf('/')].LastIndexOf('/')])
            foreach (var context in linkset.GetProperty("linkset").EnumerateArray().Where(c => c.GetProperty("anchor").GetString() == at))
                foreach (var type in context.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.Array && seen.Add(p.Name)))
                {
                    var name = "gs1:" + type.Name["https://ref.gs1.org/voc/".Length..];
                    if (SharedFile.Find(Types) is { } types) Assert.True(JsonDocument.Parse(await File.ReadAllTextAsync(types)).RootElement.TryGetProperty(name[4..], out _), name);
                    var links = type.Value.EnumerateArray().ToList();
                    foreach (var link in links)
                    {
                        var plain = name is "gs1:defaultLink" or "gs1:defaultLinkMulti";
                        var language = link.TryGetProperty("hreflang", out var spoken) ? spoken[0].GetString()! : "";
                        using var visitor = server.Visitor();
                        visitor.DefaultRequestHeaders.AcceptLanguage.Clear();
                        using var answer = await visitor.SendAsync(Ask(HttpMethod.Get, code + Query(plain, name, link), ("Accept", link.TryGetProperty("type", out var media) ? media.GetString()! : "undefined"), ("Accept-Language", language)));
                        if (links.Count(other => Said(other) == Said(link)) > 1) Assert.Equal(HttpStatusCode.MultipleChoices, answer.StatusCode);
                        else Assert.True(answer.Headers.Location?.OriginalString == link.GetProperty("href").GetString() + Query(plain, name, link), $"{name} {language}: {answer.StatusCode} {answer.Headers.Location} instead of {link}");
                    }
                }
        Assert.Contains("https://ref.gs1.org/voc/defaultLink", seen);
        Assert.Contains("https://ref.gs1.org/voc/pip", seen);
        foreach (var file in (string[])[Schema, Types]) Assert.SkipWhen(SharedFile.Find(file) is null, SharedFile.Missing(file));
    }

    static string Query(bool plain, string name, JsonElement link) => (plain ? "" : "?linkType=" + name) + (link.TryGetProperty("context", out var contexts) ? $"{(plain ? "?" : "&")}context={contexts[0].GetString()}" : "");

    /// <summary>What a link says of itself, beside where it leads.</summary>
    static string Said(JsonElement link) => string.Join(' ', link.EnumerateObject().Where(p => p.Name is not ("href" or "title")).Select(p => $"{p.Name} {p.Value}"));

    async Task<Server> Ready()
    {
        var server = await servers.On("sqlite");
        await Once.WaitAsync();
        try
        {
            using var known = await server.Visitor().GetAsync($"/01/{Gtin}");
            if (known.StatusCode == HttpStatusCode.TemporaryRedirect) return server;
            var brand = await server.NewBrand();
            await brand.Import("products", $"gtin,name,model,category,manual_url\n{Gtin},Brew One,B-1,espresso,https://example.com/manual\n");
            await brand.Import("units", $"gtin,serial,lot\n{Gtin},S1,L1\n{Gtin},S2,L1\n");
            foreach (var link in (object[])
            [
                new { gtin = Gtin, linkType = "gs1:pip", href = "https://example.com/de", title = "Kanne", languages = (string[])["de"] }, new { gtin = Gtin, lot = "L1", linkType = "gs1:instructions", href = "https://example.com/lot-manual", title = "Manual of the lot" },
                new { gtin = Gtin, variant = "V1", lot = "L1", linkType = "gs1:quickStartGuide", href = "https://example.com/variant", title = "Start" }, new { gtin = Gtin, linkType = "gs1:quickStartGuide", href = "https://example.com/start", title = "Start" },
                new { gtin = Gtin, linkType = "gs1:support", href = "https://example.com/one", title = "One" }, new { gtin = Gtin, linkType = "gs1:support", href = "https://example.com/two", title = "Two" },
                new { gtin = Gtin, linkType = "gs1:faqs", href = "https://example.com/en", title = "FAQ", languages = (string[])["en", "de"], countries = (string[])["AT"] }, new { gtin = Gtin, linkType = "gs1:faqs", href = "https://example.com/at", title = "FAQ", languages = (string[])["de"], countries = (string[])["CH", "AT"] },
                new { gtin = Gtin, linkType = "gs1:faqs", href = "https://example.com/pdf", title = "FAQ", languages = (string[])["de"], mediaType = "application/pdf" }, new { gtin = Gtin, lot = "L1", linkType = "gs1:recallStatus", href = "https://example.com/lot", title = "Recall" },
                new { gtin = Gtin, serial = "S1", linkType = "gs1:promotion", href = "https://example.com/fr", title = "Offre", languages = (string[])["fr"], isDefault = true },
            ]) await brand.Api.PostAsJsonAsync("/api/v1/links", link).Expect(HttpStatusCode.Created);
            return server;
        }
        finally { Once.Release(); }
    }

    /// <summary>As much of JSON Schema as the schema of linksets says.</summary>
    static void Conforms(JsonElement schema, JsonElement value, string at)
    {
        if (schema.TryGetProperty("type", out var type)) Assert.True(type.GetString() == (value.ValueKind is JsonValueKind.True or JsonValueKind.False ? "boolean" : value.ValueKind.ToString().ToLowerInvariant()), $"{at} is no {type}");
        if (schema.TryGetProperty("pattern", out var pattern)) Assert.True(Regex.IsMatch(value.GetString()!, pattern.GetString()!, RegexOptions.None, TimeSpan.FromSeconds(1)), $"{at} is not {pattern}");
        if (schema.TryGetProperty("required", out var required)) Assert.All(required.EnumerateArray(), r => Assert.True(value.TryGetProperty(r.GetString()!, out _), $"{at} has no {r}"));
        if (schema.TryGetProperty("items", out var items)) foreach (var (item, i) in value.EnumerateArray().Select((item, i) => (item, i))) Conforms(items, item, $"{at}[{i}]");
        if (value.ValueKind != JsonValueKind.Object) return;
        foreach (var member in value.EnumerateObject())
        {
            var of = schema.TryGetProperty("properties", out var named) && named.TryGetProperty(member.Name, out var property) ? property
                : schema.TryGetProperty("patternProperties", out var patterns) ? patterns.EnumerateObject().FirstOrDefault(p => Regex.IsMatch(member.Name, p.Name, RegexOptions.None, TimeSpan.FromSeconds(1))).Value : default;
            Assert.True(of.ValueKind == JsonValueKind.Object, $"{at} may have no {member.Name}");
            Conforms(of, member.Value, $"{at}.{member.Name}");
        }
    }
}
