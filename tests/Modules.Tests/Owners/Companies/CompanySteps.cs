using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Nameplate.Tests.Owners.Companies;

static class CompanySteps
{
    public static async Task<string> NewCompany(this BrandClient brand, string name = "Rossi Restaurants", object? more = null) =>
        (await brand.Api.PostAsJsonAsync("/api/v1/companies", more ?? new { name, country = "DE" }).Expect(HttpStatusCode.Created)).GetProperty("id").GetString()!;

    public static async Task<string> NewSite(this BrandClient brand, string company, string name) =>
        (await brand.Api.PostAsJsonAsync($"/api/v1/companies/{company}/sites", new { name, street = "Bahnhofstr. 1", postalCode = "80335", city = "München", country = "DE" }).Expect(HttpStatusCode.Created)).GetProperty("id").GetString()!;

    public static async Task<string> Invite(this BrandClient brand, string company, string email, string role) =>
        (await brand.Api.PostAsJsonAsync($"/api/v1/companies/{company}/users", new { email, role }).Expect(HttpStatusCode.Created)).GetProperty("owner").GetString()!;

    /// <summary>Somebody who was invited and took it up by the mailed link.</summary>
    public static async Task<HttpClient> Joined(this BrandClient brand, string company, string email, string role)
    {
        await brand.Invite(company, email, role);
        return await brand.SignedIn(email);
    }

    public static Task<JsonElement> Place(this BrandClient brand, string company, params object[] units) => brand.Api.PostAsJsonAsync($"/api/v1/companies/{company}/units", new { units }).Expect(HttpStatusCode.OK);

    public static async Task<List<JsonElement>> Fleet(this BrandClient brand, string company, string query = "") =>
        [.. (await brand.Api.GetAsync($"/api/v1/companies/{company}/units?limit=200{query}").Expect(HttpStatusCode.OK)).GetProperty("items").EnumerateArray()];

    public static string Texts(this IEnumerable<JsonElement> items, string name) => string.Join(' ', items.Select(i => i.GetProperty(name).ToString()).Order(StringComparer.Ordinal));
}
