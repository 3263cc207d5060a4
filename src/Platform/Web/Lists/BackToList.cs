using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace Nameplate.Platform.Web.Lists;

/// <summary>A step done in the panel beside a list leads back to the list and the panel, one done on the first page back there, with the sentence about what was done.</summary>
internal static class BackToList
{
    public const string Field = "back";
    const string Today = "/admin";
    static readonly Uri Here = new("http://here");

    public static async ValueTask<object?> Filter(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var (http, result) = (context.HttpContext, await next(context));
        if (result is not RedirectHttpResult { Url: { } to } || !http.Request.HasFormContentType) return result;
        var back = (await http.Request.ReadFormAsync(http.RequestAborted))[Field].ToString();
        if (back.Length is 0 or > 2_000 || back.Any(char.IsControl) || (back != Today && !http.RequestServices.GetServices<IConsoleList>().Any(l => l.Path == back.Split('?')[0]))) return result;
        foreach (var (name, value) in QueryHelpers.ParseQuery(new Uri(Here, to).Query).Where(q => q.Key is "done" or "change")) back = QueryHelpers.AddQueryString(back, name, value.ToString());
        return TypedResults.LocalRedirect(back);
    }
}
