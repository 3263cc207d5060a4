using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Nameplate.Resolver.Links;

/// <summary>What the caller wants to have, by <c>Accept</c>. One that cannot be read means anything.</summary>
internal static class Wishes
{
    static readonly string[] Linksets = ["application/linkset+json", "application/json", "application/ld+json"];

    public static bool Linkset(HttpRequest request) => request.Headers.Accept.ToString().Contains("json", StringComparison.OrdinalIgnoreCase) && Linksets.Contains(Best(request), StringComparer.OrdinalIgnoreCase);

    public static bool Page(HttpRequest request) => request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase) && Best(request) == "text/html";

    static string? Best(HttpRequest request) =>
        MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted) ? accepted.Where(a => a.Quality is not 0).OrderByDescending(a => a.Quality ?? 1).FirstOrDefault()?.MediaType.Value : null;
}
