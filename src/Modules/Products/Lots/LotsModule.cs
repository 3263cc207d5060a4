using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform;
using Nameplate.Platform.Access;
using Nameplate.Platform.Idempotency;

namespace Nameplate.Products.Lots;

/// <summary>Lots: what became of their units, and what is done to all of them at once.</summary>
internal static class LotsModule
{
    public static IServiceCollection AddLots(this IServiceCollection services) => services
        .AddList<LotList>().AddScoped<CountLots>().AddJob<CountLots>().AddScoped<OpenLot>()
        .AddScoped<ChangeLot>().AddJob<ChangeLot>().AddJob<UndoLot>().AddJob<ForgetLots>(every: TimeSpan.FromHours(6));

    public static void MapLots(this IEndpointRouteBuilder app)
    {
        app.MapApi().WithTags("products").MapGet("products/{gtin}/lots", ListLots.Api).Needs("products.units.read");
        var api = app.MapApi().WithTags("units");
        api.MapPost("lot-changes", ChangeLot.Api).Needs("products.units.write").FindsItself();
        api.MapGet("lot-changes/{id:guid}", ChangeLot.Show).Needs("products.units.read");
        api.MapPost("lot-changes/{id:guid}/undoing", UndoLot.Api).Needs("products.units.write");

        var console = app.MapConsole();
        console.MapGet("lots", OpenLot.Index).Needs("products.units.read");
        console.MapGet("lots.csv", OpenLot.Csv).Needs("products.units.read");
        console.MapGet("lots/{gtin}", OpenLot.Page).Needs("products.units.read");
    }
}
