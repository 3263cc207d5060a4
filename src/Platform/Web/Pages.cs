using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace Nameplate.Platform.Web;

/// <summary>Pages as results of endpoints. A page component has one parameter, <c>View</c>.</summary>
public static class Pages
{
    /// <summary>A consumer's page: no script, no cookie, an ETag, revalidated at every view so that a recall shows at once.</summary>
    public static IResult Consumer<T>(object view, Frame frame, int status = StatusCodes.Status200OK) where T : IComponent => new ConsumerPage<T>(view, frame, status);

    /// <summary>A page of the console, or a piece of one for htmx.</summary>
    public static IResult Console<T>(object view, int status = StatusCodes.Status200OK) where T : IComponent => new ConsolePage<T>(view, status);

    sealed class ConsumerPage<T>(object view, Frame frame, int status) : IResult where T : IComponent
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var html = Encoding.UTF8.GetBytes(await httpContext.RequestServices.GetRequiredService<PageRenderer>().Render<T>(new() { ["View"] = view }));
            var headers = httpContext.Response.GetTypedHeaders();
            var personal = httpContext.Request.RouteValues.ContainsKey("token") || httpContext.Request.Cookies.Count > 0;      // behind a link of one person, or for who is signed in
            headers.CacheControl = personal ? new() { NoStore = true } : new() { NoCache = true };
            httpContext.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
            httpContext.Response.Headers.ContentSecurityPolicy =
                $"default-src 'none'; img-src 'self' data:; style-src {frame.Styles.Hash}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
            httpContext.Response.StatusCode = status;
            if (status == StatusCodes.Status200OK && !personal)
            {
                var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(html).AsSpan(0, 12))}\"", isWeak: true);      // weak: the bytes differ by encoding
                headers.ETag = tag;
                if (httpContext.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false)))
                {
                    httpContext.Response.StatusCode = StatusCodes.Status304NotModified;
                    return;
                }
            }
            httpContext.Response.ContentType = "text/html; charset=utf-8";
            await httpContext.Response.Body.WriteAsync(html, httpContext.RequestAborted);
        }
    }

    sealed class ConsolePage<T>(object view, int status) : IResult, IStatusCodeHttpResult where T : IComponent
    {
        public int? StatusCode => status;

        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var pages = httpContext.RequestServices.GetRequiredService<PageRenderer>();
            var part = httpContext.Request.Headers.ContainsKey("HX-Request");
            var parameters = new Dictionary<string, object?> { ["View"] = view };
            var html = part ? await pages.Part<T>(parameters) : await pages.Render<T>(parameters);
            httpContext.Response.Headers.CacheControl = "no-store";
            httpContext.Response.Headers.Append(HeaderNames.Vary, "HX-Request");
            httpContext.Response.Headers.ContentSecurityPolicy =
                "default-src 'self'; img-src 'self' data:; style-src 'self'; style-src-attr 'unsafe-inline'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";
            httpContext.Response.StatusCode = status;
            httpContext.Response.ContentType = "text/html; charset=utf-8";
            await httpContext.Response.WriteAsync(html, httpContext.RequestAborted);
        }
    }
}
