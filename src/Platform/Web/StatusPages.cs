using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Nameplate.Platform.Web;

public static class StatusPages
{
    /// <summary>Where an answer would have no body: a page for a person at an address that is none, problem+json for a program.</summary>
    public static void UseStatusPages(this IApplicationBuilder app) => app.UseStatusCodePages(async context =>
    {
        var http = context.HttpContext;
        var services = http.RequestServices;
        if (http.Response.StatusCode == StatusCodes.Status404NotFound && http.Request.GetTypedHeaders().Accept.Any(a => a.MediaType == "text/html"))
        {
            var words = services.GetRequiredService<IStringLocalizer<Texts>>();
            var frame = services.GetRequiredService<Frames>().Neutral(http, words["NothingHere"]);
            await Pages.Consumer<NothingHerePage>(new NothingHerePage.Shown(frame, words), frame, StatusCodes.Status404NotFound).ExecuteAsync(http);
            return;
        }
        await services.GetRequiredService<IProblemDetailsService>().TryWriteAsync(new() { HttpContext = http, ProblemDetails = { Status = http.Response.StatusCode } });
    });
}
