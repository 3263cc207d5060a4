using System.Net;
using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Access;
using Nameplate.Platform.Storage;

namespace Nameplate.Tests.Platform.Access;

/// <summary>Ways into a brand: as a member of staff in a role, and with keys of any kind.</summary>
static class Doors
{
    public static string AddressOf(BrandClient brand, StaffRole role) => $"{Snake.Case(role.ToString())}@{brand.Brand.Slug}.example";

    /// <summary>A colleague in that role, signed in.</summary>
    public static async Task<ConsoleClient> SignIn(this BrandClient brand, StaffRole role)
    {
        var link = await brand.In(async services =>
        {
            var signIn = services.GetRequiredService<SignIn>();
            return await signIn.NewLink(brand.Brand.Id, await signIn.Appoint(brand.Brand.Id, AddressOf(brand, role), role, default), default);
        });
        return await ConsoleClient.SignIn(new BrandClient(brand.Server, brand.Brand, brand.Key, link));
    }

    public static Task<Guid> IdOf(this BrandClient brand, StaffRole role) => brand.In(async services =>
    {
        var address = AddressOf(brand, role);
        return (await services.GetRequiredService<AppDb>().Users.AsNoTracking().SingleAsync(u => u.Email == address)).Id;
    });

    /// <summary>A key as <paramref name="change"/> leaves it; what it returns, if anything, is the secret in use.</summary>
    public static Task<HttpClient> KeyWith(this BrandClient brand, string scopes = "*", DateTimeOffset? expiresAt = null, Action<ApiKey>? change = null) => brand.In(async services =>
    {
        var db = services.GetRequiredService<AppDb>();
        var (row, key) = ApiKey.Issue(brand.Brand.Id, scopes, TimeProvider.System.GetUtcNow(), new KeyScopes(scopes), expiresAt);
        change?.Invoke(row);
        db.Add(row);
        await db.SaveChangesAsync();
        return brand.Server.With(key);
    });

    public static HttpClient With(this Server server, string key)
    {
        var client = server.Visitor();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    public static async Task<HttpStatusCode> Status(this HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path);
        return answer.StatusCode;
    }
}
