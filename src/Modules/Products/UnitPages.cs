using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Web;
using Nameplate.Products.Codes;

namespace Nameplate.Products;

public static class UnitPages
{
    /// <summary>Consumers' pages of a model and, below it, of a unit. The GTIN tells the brand.</summary>
    public static RouteGroupBuilder MapUnitPages(this IEndpointRouteBuilder app) => app.MapGroup("/p/{gtin}").AddEndpointFilter(OfGtin).DisableAntiforgery().AddEndpointFilter<SameOriginPosts>().ExcludeFromDescription();

    static async ValueTask<object?> OfGtin(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var text = (string)http.Request.RouteValues["gtin"]!;
        if (!Gs1.Gtin.TryParse(text, out var gtin) || await http.RequestServices.GetRequiredService<IProducts>().BrandOf(gtin.Value, http.RequestAborted) is not { } brand)
            return NotOnRecord(http);
        http.RequestServices.GetRequiredService<CurrentBrand>().Become(brand);
        return await CodeGate.Stop(http) ?? await next(context);
    }

    /// <summary>The page that says that nobody recorded this GTIN.</summary>
    public static IResult NotOnRecord(HttpContext http)
    {
        var words = http.RequestServices.GetRequiredService<IStringLocalizer<Texts>>();
        var frame = http.RequestServices.GetRequiredService<Frames>().Neutral(http, words["NotOnRecord"]);
        return Pages.Consumer<NotOnRecordPage>(new NotOnRecordPage.Shown(frame, words), frame, StatusCodes.Status404NotFound);
    }

    sealed class SameOriginPosts : IEndpointFilter
    {
        readonly SameOrigin check = new();
        public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
            HttpMethods.IsPost(context.HttpContext.Request.Method) ? check.InvokeAsync(context, next) : next(context);
    }
}
