using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform.Access;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Idempotency;

/// <summary>The route may run once more after it took effect: it finds what it has made and answers with that.</summary>
public sealed record FindsItself;

/// <summary>The answer holds a secret that is shown this once, so it is not kept to be given again.</summary>
public sealed record HoldsSecret;

/// <summary><c>Idempotency-Key</c> on every POST of the API: the first answer is given again, and what was done is done once.</summary>
internal sealed class IdempotencyKeys(RequestDelegate next, Claims claims, IDataProtectionProvider protection)
{
    public const string Header = "Idempotency-Key", Replayed = "Idempotent-Replayed";
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100), Patience = TimeSpan.FromSeconds(3);

    public async Task InvokeAsync(HttpContext http, CurrentBrand brand, SentOnce once)
    {
        if (!HttpMethods.IsPost(http.Request.Method) || http.Request.Headers[Header] is not { Count: > 0 } keys || http.GetEndpoint()?.Metadata is not { } route || route.GetMetadata<ApiRoute>() is null)
        {
            await next(http);
            return;
        }
        if (keys is not [{ Length: >= 1 and <= 255 } key] || !key.All(c => c is >= '!' and <= '~'))
        {
            await Problems.Field(Header, "Use 1 to 255 visible ASCII characters, such as a UUID.").ExecuteAsync(http);
            return;
        }
        if (await BodyHash(http) is not { } bodyHash) { await next(http); return; }      // not readable: the route says why

        brand.Become(Guid.Parse(http.User.FindFirstValue(Policies.BrandClaim)!));
        var caller = Caller.Of(http.User);
        var keyHash = Token.Hash($"{caller.Kind} {caller.Id}\n{http.Request.Path}{http.Request.QueryString}\n{key}");
        for (var waited = TimeSpan.Zero; ; waited += Look)
        {
            var (claimed, claim) = await claims.Take(brand.Id, keyHash, bodyHash, route.GetMetadata<FindsItself>() is not null, http.RequestAborted);
            switch (claimed)
            {
                case Claimed.InFlight when waited < Patience:
                    await Task.Delay(Look, http.RequestAborted);
                    continue;
                case Claimed.InFlight:
                    http.Response.Headers.RetryAfter = "5";
                    await Problems.Conflict("The request with this Idempotency-Key is still being worked on. Send it again in a few seconds to get its answer.").ExecuteAsync(http);
                    return;
                case Claimed.OfOtherBody:
                    await Problems.Field(Header, "This key was used for another request. Use a new key for each new request, and the same key only to send the very same request again.").ExecuteAsync(http);
                    return;
                case Claimed.AnswerLost:
                    await Lost().ExecuteAsync(http);
                    return;
                case Claimed.Answered:
                    await Replay(http, claim, Seal(key));
                    return;
                default:
                    once.Begin(claim);
                    await Run(http, claim, Seal(key));
                    return;
            }
        }
    }

    /// <summary>An answer may name people. It lies sealed so that it opens with the key alone, which the caller has and the records have not.</summary>
    IDataProtector Seal(string key) => protection.CreateProtector("sent requests", key);

    static ProblemHttpResult Lost() => Problems.Conflict("This request took effect, but its answer was lost when the server stopped. Do not send it again: read what it made.");

    /// <summary>The answer is kept before it is given: what was acknowledged can be given again.</summary>
    async Task Run(HttpContext http, SentRequest claim, IDataProtector seal)
    {
        var response = http.Response;
        var outside = response.Body;
        using var answer = new MemoryStream();
        response.Body = answer;
        try
        {
            await next(http);
            await response.BodyWriter.FlushAsync();
        }
        catch
        {
            response.Body = outside;
            await claims.Release(claim);
            throw;
        }
        response.Body = outside;
        if (response.StatusCode is >= 200 and < 300 && http.GetEndpoint()?.Metadata.GetMetadata<HoldsSecret>() is not null)
            await claims.Answer(claim, StatusCodes.Status409Conflict, "application/problem+json", response.Headers.Location, seal.Protect(Kept));
        else if (response.StatusCode is >= 200 and < 300 && answer.Length <= SentRequest.LargestBody)
            await claims.Answer(claim, response.StatusCode, response.ContentType, response.Headers.Location, seal.Protect(answer.ToArray()));
        else await claims.Release(claim);
        if (answer.Length == 0) return;
        response.ContentLength = answer.Length;
        await response.Body.WriteAsync(answer.GetBuffer().AsMemory(0, (int)answer.Length), http.RequestAborted);
    }

    static readonly byte[] Kept = """{"title":"This does not go together with what is there.","status":409,"detail":"This request took effect. Its answer held a secret, which is kept nowhere; ask for a new secret."}"""u8.ToArray();

    static async Task Replay(HttpContext http, SentRequest claim, IDataProtector seal)
    {
        var (response, body) = (http.Response, Array.Empty<byte>());
        try { if (claim.Body is { Length: > 0 } sealedBody) body = seal.Unprotect(sealedBody); }
        catch (CryptographicException)      // the installation's own keys are gone
        {
            await Lost().ExecuteAsync(http);
            return;
        }
        response.StatusCode = claim.Status!.Value;
        response.Headers[Replayed] = "true";
        if (claim.ContentType is not null) response.ContentType = claim.ContentType;
        if (claim.Location is not null) response.Headers.Location = claim.Location;
        if (body.Length == 0) return;
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, http.RequestAborted);
    }

    static async Task<string?> BodyHash(HttpContext http)
    {
        if (!http.Request.HasFormContentType)
        {
            http.Request.EnableBuffering();
            var hash = await SHA256.HashDataAsync(http.Request.Body, http.RequestAborted);
            http.Request.Body.Position = 0;
            return Convert.ToHexStringLower(hash);
        }
        // what a form says, not its bytes: a boundary is another one each time
        try
        {
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (var (name, value) in form.OrderBy(f => f.Key, StringComparer.Ordinal)) all.AppendData(SHA256.HashData(Encoding.UTF8.GetBytes($"{name}\n{value}")));
            foreach (var file in form.Files.OrderBy(f => f.Name, StringComparer.Ordinal))
            {
                await using var content = file.OpenReadStream();
                all.AppendData(SHA256.HashData(Encoding.UTF8.GetBytes($"{file.Name}\n{file.FileName}")));
                all.AppendData(await SHA256.HashDataAsync(content, http.RequestAborted));
            }
            return Convert.ToHexStringLower(all.GetHashAndReset());
        }
        catch (InvalidDataException) { return null; }
    }
}

public static class IdempotencyRoutes
{
    public static void UseIdempotencyKeys(this IApplicationBuilder app) => app.UseMiddleware<IdempotencyKeys>();

    /// <summary>See <see cref="Idempotency.FindsItself"/>.</summary>
    public static T FindsItself<T>(this T route) where T : IEndpointConventionBuilder => route.WithMetadata(new FindsItself());

    /// <summary>See <see cref="Idempotency.HoldsSecret"/>.</summary>
    public static T HoldsSecret<T>(this T route) where T : IEndpointConventionBuilder => route.WithMetadata(new HoldsSecret());
}
