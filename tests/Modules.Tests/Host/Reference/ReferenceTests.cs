using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Nameplate.Tests.Host.Reference;

/// <summary>The document that programs read holds together, and the page that people read shows all of it.</summary>
public partial class ReferenceTests(Servers servers)
{
    [Fact]
    public async Task Nothing_in_the_document_is_missing()
    {
        using var visitor = (await servers.On("sqlite")).Visitor();
        var document = await visitor.GetFromJsonAsync<JsonElement>("/openapi/v1.json");
        var schemas = new Schemas(document);
        Assert.StartsWith("3.1.", document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        Assert.Equal("bearer", document.GetProperty("components").GetProperty("securitySchemes").GetProperty("apiKey").GetProperty("scheme").GetString());
        Assert.NotEmpty(document.GetProperty("security").EnumerateArray());
        foreach (Match reference in Reference().Matches(document.GetRawText())) schemas.Resolve(JsonElement.Parse(reference.Value.Insert(0, "{") + "}"));

        List<string> missing = [], ids = [];
        foreach (var (path, method, operation) in Operations(document))
        {
            var at = $"{method} {path}: ";
            ids.Add(operation.GetProperty("operationId").GetString()!);
            if (string.IsNullOrWhiteSpace(operation.GetProperty("summary").GetString())) missing.Add(at + "summary");
            var parameters = operation.TryGetProperty("parameters", out var all) ? all.EnumerateArray().ToList() : [];
            missing.AddRange(parameters.Where(p => !p.TryGetProperty("description", out _) || !p.TryGetProperty("schema", out _)).Select(p => at + p));
            missing.AddRange(Parameter().Matches(path).Select(m => m.Groups["name"].Value).Where(n => !parameters.Any(p => p.GetProperty("name").GetString() == n && p.TryGetProperty("example", out _))).Select(n => at + "path " + n));
            if (operation.TryGetProperty("requestBody", out var body)) missing.AddRange(body.GetProperty("content").EnumerateObject().Where(c => !c.Value.TryGetProperty("example", out _)).Select(_ => at + "example of the input"));
            var responses = operation.GetProperty("responses").EnumerateObject().ToList();
            if (!responses.Any(r => r.Name[0] == '2' && r.Value.GetProperty("content").EnumerateObject().Any(c => c.Value.TryGetProperty("example", out _) || c.Name is "image/png" or "application/pdf" or "application/zip"))) missing.Add(at + "example of the answer");
            missing.AddRange(new[] { "401", "429" }.Where(code => !responses.Any(r => r.Name == code)).Select(code => at + code));
            foreach (var (code, media) in responses.Where(r => r.Name[0] == '4').Select(r => (r.Name, r.Value.GetProperty("content").GetProperty("application/problem+json"))))
                missing.AddRange(schemas.Wrong(media.GetProperty("schema"), media.GetProperty("example")).Select(w => $"{at}{code}: {w}"));
        }
        Assert.Empty(missing);
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Matches("^[A-Za-z]+$", id));
    }

    [Fact]
    public async Task The_page_shows_every_operation_and_works_without_script_or_another_server()
    {
        using var visitor = (await servers.On("sqlite")).Visitor();
        var document = await visitor.GetFromJsonAsync<JsonElement>("/openapi/v1.json");
        using var answer = await visitor.GetAsync("/api");
        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        foreach (var (path, method, operation) in Operations(document))
        {
            var id = operation.GetProperty("operationId").GetString();
            Assert.Contains($"id=\"{id}\"", html);
            Assert.Contains($"href=\"#{id}\"", html);
            Assert.Contains($"{method.ToUpperInvariant()}</b>{path}", html);
        }
        Assert.DoesNotContain("<script", html);
        Assert.DoesNotMatch("(src|href)=\"https?:", html);
        Assert.DoesNotMatch(" style=\"", html);
        Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single());
        foreach (var anchor in Anchor().Matches(html).Select(m => m.Groups["id"].Value)) Assert.Contains($"id=\"{anchor}\"", html);
    }

    public static IEnumerable<(string Path, string Method, JsonElement Operation)> Operations(JsonElement document) =>
        document.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject().Select(o => (p.Name, o.Name, o.Value)));

    [GeneratedRegex("\"\\$ref\": ?\"[^\"]+\"", RegexOptions.None, 1000)] private static partial Regex Reference();
    [GeneratedRegex("\\{(?<name>[^}]+)\\}", RegexOptions.ExplicitCapture, 1000)] private static partial Regex Parameter();
    [GeneratedRegex("href=\"#(?<id>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)] private static partial Regex Anchor();
}
