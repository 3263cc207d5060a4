using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Access;

/// <summary>
/// The key with which the command line works through a running server on the same data: written beside the database, readable by its user only.
/// It speaks for whatever brand the request names in <see cref="BrandHeader"/>.
/// </summary>
public sealed record LocalKey(string Value)
{
    public const string BrandHeader = "Nameplate-Brand";
}

internal sealed class ApiKeyScheme(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, AppDb db, LocalKey? local = null)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string Name = "ApiKey";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers.Authorization.ToString() is not { } header || !header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) return AuthenticateResult.NoResult();
        var key = header["Bearer ".Length..].Trim();
        if (local is not null && System.Security.Cryptography.CryptographicOperations.FixedTimeEquals(System.Text.Encoding.UTF8.GetBytes(key), System.Text.Encoding.UTF8.GetBytes(local.Value)))
        {
            var slug = Request.Headers[LocalKey.BrandHeader].ToString();
            return await db.Set<Brand>().AsNoTracking().SingleOrDefaultAsync(b => b.Slug == slug) is { } named ? Success(named.Id, "command line") : AuthenticateResult.Fail("no such brand");
        }
        var hash = Token.Hash(key);
        return await db.Set<ApiKey>().AsNoTracking().SingleOrDefaultAsync(k => k.KeyHash == hash && k.RevokedAt == null) is { } row ? Success(row.BrandId, row.Name, new Claim(Caller.KeyClaim, row.KeyHash[..16])) : AuthenticateResult.Fail("unknown key");
    }

    AuthenticateResult Success(Guid brand, string name, params Claim[] more) => AuthenticateResult.Success(new AuthenticationTicket(
        new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.Name, name), new(Policies.BrandClaim, brand.ToString()), .. more], Name)), Name));

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return Microsoft.AspNetCore.Http.TypedResults.Problem("Send a valid API key: Authorization: Bearer np_… Keys are made in the console under Settings.", statusCode: 401, title: "Who are you?").ExecuteAsync(Context);
    }
}
