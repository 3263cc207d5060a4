using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nameplate.Platform.Audit;
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

internal sealed class ApiKeyScheme(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, AppDb db, KeyBook keys, KeyUse use, SecurityLog log, TimeProvider clock, LocalKey? local = null)
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
        var row = await keys.Find(hash, Context.RequestAborted);
        var state = row?.StateOf(hash, clock.GetUtcNow()) ?? KeyState.Unknown;
        if (state != KeyState.Good) return AuthenticateResult.Fail(new EndedKey(state, row));
        use.Note(row!.Id);
        return Success(row.BrandId, row.Name, new(Caller.KeyClaim, row.Id.ToString()), new(Policies.ScopesClaim, row.Scopes));
    }

    AuthenticateResult Success(Guid brand, string name, params Claim[] more) => AuthenticateResult.Success(new AuthenticationTicket(
        new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.Name, name), new(Policies.BrandClaim, brand.ToString()), .. more], Name)), Name));

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        var ended = (await HandleAuthenticateOnceSafeAsync()).Failure as EndedKey;
        var why = ended?.State ?? KeyState.Unknown;
        if (ended is not null) log.Note(Context, SecurityKinds.Key, Snake.Case(why.ToString()), isRefused: true, ended.Row?.Id.ToString(), null, ended.Row is { } row ? [row.BrandId] : []);
        var remedy = why switch
        {
            KeyState.Expired => "This API key has expired. Make a new one in the console under Settings, API keys.",
            KeyState.Revoked => "This API key was revoked. Make a new one in the console under Settings, API keys.",
            KeyState.RotatedOut => "This secret was replaced by a newer one of the same API key. Use that one.",
            _ => "Send a valid API key: Authorization: Bearer np_… Keys are made in the console under Settings.",
        };
        await TypedResults.Problem(remedy, statusCode: StatusCodes.Status401Unauthorized, title: "Who are you?").ExecuteAsync(Context);
    }

    sealed class EndedKey(KeyState state, ApiKey? row) : Exception("The key opens nothing.")
    {
        public KeyState State => state;
        public ApiKey? Row => row;
    }
}
