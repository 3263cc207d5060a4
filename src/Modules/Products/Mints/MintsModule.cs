using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform;
using Nameplate.Platform.Access;
using Nameplate.Platform.Idempotency;
using Nameplate.Platform.Jobs;
using Nameplate.Products.Models;
using Nameplate.Products.Nfc;
using static Nameplate.Platform.Access.StaffRole;

namespace Nameplate.Products.Mints;

/// <summary>Mints: new serials of a model, and the files that the press and the encoder line get of them.</summary>
internal static class MintsModule
{
    public static IServiceCollection AddMints(this IServiceCollection services) => services
        .AddScoped<PlanSerials>().AddJob<MintUnits>().AddScoped<IMinting>(s => s.GetRequiredService<MintUnits>())
        .AddGrants<Texts>(
            new("products.mints.read", Manager, Quality),
            new("products.mints.create", Manager, Quality));

    public static void MapMints(this IEndpointRouteBuilder app)
    {
        var api = app.MapApi().WithTags("products");
        api.MapPost("products/{gtin}/mints", MintUnits.Api).Needs("products.mints.create").FindsItself();
        api.MapGet("mints/{id:guid}", MintUnits.Show).Needs("products.mints.read");
        api.MapGet("mints/{id:guid}/csv", PressFile.Csv).Needs("products.mints.read");
        api.MapGet("mints/{id:guid}/labels", LabelSheet.Page).Needs("products.mints.read");
        api.MapGet("mints/{id:guid}/nfc.csv", EncoderFile.Csv).Needs("products.mints.read");
        app.MapApi().WithTags("units").MapGet("units/{gtin}/{serial}/nfc", EncoderFile.One).Needs("products.units.read");

        var console = app.MapConsole();
        console.MapPost("products/{gtin}/mints", ShowModel.Mint).Needs("products.mints.create");
        console.MapGet("mints/{id:guid}/csv", PressFile.Csv).Needs("products.mints.read");
        console.MapGet("mints/{id:guid}/labels", LabelSheet.Page).Needs("products.mints.read");
        console.MapGet("mints/{id:guid}/nfc.csv", EncoderFile.Csv).Needs("products.mints.read");
    }
}
