using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using static Nameplate.Tests.Resolver.ScanSteps;

namespace Nameplate.Tests.Resolver;

public static class LinkSteps
{
    static readonly SemaphoreSlim Once = new(1);
    static string? known;

    public static Task<JsonElement> AddLink(this BrandClient brand, object link) => brand.Api.PostAsJsonAsync("/api/v1/links", link).Expect(HttpStatusCode.Created);

    /// <summary>Where a code leads, without the link type that was asked for.</summary>
    public static async Task<string> Where(this BrandClient brand, string code, params (string, string)[] headers)
    {
        using var answer = await brand.Server.Visitor().SendAsync(Ask(HttpMethod.Get, code, headers));
        Assert.True(answer.StatusCode == HttpStatusCode.TemporaryRedirect, $"{code}: {answer.StatusCode}");
        var location = answer.Headers.Location!.OriginalString;
        return code.Contains("linkType", StringComparison.Ordinal) ? location.Split('?')[0] : location;
    }

    /// <summary>A model that many tests read and none changes: two links that cannot be told apart, and a unit S1.</summary>
    public static async Task<string> KnownModel(Server server)
    {
        await Once.WaitAsync();
        try
        {
            if (known is not null) return known;
            var brand = await server.NewBrand();
            var gtin = await brand.NewModel();
            await brand.NewUnit(gtin, serial: "S1");
            foreach (var n in (int[])[1, 2]) await brand.AddLink(new { gtin, linkType = "gs1:faqs", href = $"https://example.com/{n}", title = $"Answers {n}" });
            return known = gtin;
        }
        finally { Once.Release(); }
    }
}
