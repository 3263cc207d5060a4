using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Nameplate.Platform.Web;

/// <summary>
/// On https every cookie is written as <c>__Host-NAME</c>, which a browser takes only with Secure, for this host alone, and over https; and only such are read.
/// So a neighbour under the same domain, or somebody on the wire, plants none. Inside the program they go by their names.
/// </summary>
public static class HostCookies
{
    const string Prefix = "__Host-";

    public static void UseHostCookies(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        if (!http.Request.IsHttps) return next(http);
        if (http.Request.Headers.Cookie.Count > 0) http.Request.Cookies = new Read(http.Request.Cookies);
        http.Features.Set<IResponseCookiesFeature>(new Written(http.Response.Cookies));
        return next(http);
    });

    sealed class Read(IRequestCookieCollection sent) : IRequestCookieCollection
    {
        readonly Dictionary<string, string> cookies = sent.Where(c => c.Key.StartsWith(Prefix, StringComparison.Ordinal)).ToDictionary(c => c.Key[Prefix.Length..], c => c.Value, StringComparer.Ordinal);

        public string? this[string key] => cookies.GetValueOrDefault(key);
        public int Count => cookies.Count;
        public ICollection<string> Keys => cookies.Keys;
        public bool ContainsKey(string key) => cookies.ContainsKey(key);
        public bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => cookies.TryGetValue(key, out value);
        public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => cookies.GetEnumerator();
        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    sealed class Written(IResponseCookies cookies) : IResponseCookiesFeature, IResponseCookies
    {
        public IResponseCookies Cookies => this;
        public void Append(string key, string value) => cookies.Append(Prefix + key, value, Own(new()));
        public void Append(string key, string value, CookieOptions options) => cookies.Append(Prefix + key, value, Own(options));
        public void Delete(string key) => cookies.Delete(Prefix + key, Own(new()));
        public void Delete(string key, CookieOptions options) => cookies.Delete(Prefix + key, Own(options));

        static CookieOptions Own(CookieOptions options) => new(options) { Secure = true, Path = "/", Domain = null };
    }
}
