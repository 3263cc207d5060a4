using Microsoft.AspNetCore.Http;
using Nameplate.Platform.Web;

namespace Nameplate.Resolver.Links;

/// <summary>Renders in the visitor's language, which nobody has looked for on the resolver's routes.</summary>
internal sealed class SpokenResult(Func<HttpContext, IResult> page) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using var language = Languages.Speak(Languages.Of(httpContext.Request));
        await page(httpContext).ExecuteAsync(httpContext);
    }
}
