using System.Buffers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Features;

namespace Nameplate.Platform.Web;

public static class StrictTargets
{
    // RFC 3986 knows none of them; the server lets them pass in a query, and a redirect would carry them on
    static readonly SearchValues<char> Controls = SearchValues.Create([.. Enumerable.Range(0, 0x21).Append(0x7f).Select(c => (char)c)]);

    /// <summary>An address with a control sign in it is refused before anybody reads it.</summary>
    public static void UseStrictTargets(this IApplicationBuilder app) => app.Use((http, next) =>
        http.Features.Get<IHttpRequestFeature>() is { } request && (request.RawTarget.AsSpan().ContainsAny(Controls) || request.Path.Contains('\0', StringComparison.Ordinal))
            ? Problems.BadRequest("The address holds a control sign. Percent-encode it, or leave it out.").ExecuteAsync(http) : next(http));
}
