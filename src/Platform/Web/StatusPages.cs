using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Nameplate.Platform.Web;

public static class StatusPages
{
    /// <param name="said"><c>Storage</c>, <c>Quicker</c> or <c>Other</c>.</param>
    /// <summary>The page for a person whose request met a fault of ours. It asks nothing of the records, which may be what is out of reach.</summary>
    public static async Task Trouble(HttpContext http, string said, int status)
    {
        using var speaking = Languages.Speak(Languages.Of(http.Request));
        var words = http.RequestServices.GetRequiredService<IStringLocalizer<Texts>>();
        var frame = http.RequestServices.GetRequiredService<Frames>().Neutral(http, words["Trouble"]);
        await Pages.Consumer<TroublePage>(new TroublePage.Shown(frame, words["Trouble." + said]), frame, status).ExecuteAsync(http);
    }

    public static bool IsForPerson(HttpRequest request) => request.GetTypedHeaders().Accept.Any(a => a.MediaType == "text/html");

    /// <summary>Where an answer would have no body: a page for a person at an address that is none, problem+json for a program.</summary>
    public static void UseStatusPages(this IApplicationBuilder app) => app.UseStatusCodePages(async context =>
    {
        var http = context.HttpContext;
        var services = http.RequestServices;
        if (http.Response.StatusCode == StatusCodes.Status404NotFound && IsForPerson(http.Request))
        {
            var words = services.GetRequiredService<IStringLocalizer<Texts>>();
            var frame = services.GetRequiredService<Frames>().Neutral(http, words["NothingHere"]);
            await Pages.Consumer<NothingHerePage>(new NothingHerePage.Shown(frame, words), frame, StatusCodes.Status404NotFound).ExecuteAsync(http);
            return;
        }
        await services.GetRequiredService<IProblemDetailsService>().TryWriteAsync(new() { HttpContext = http, ProblemDetails = { Status = http.Response.StatusCode } });
    });
}
