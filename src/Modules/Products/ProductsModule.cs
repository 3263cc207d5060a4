using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform;
using Nameplate.Platform.Access;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products.Codes;
using Nameplate.Products.Mints;
using Nameplate.Products.Models;
using Nameplate.Products.Units;

namespace Nameplate.Products;

/// <summary>What was made: models, units, their serials and codes.</summary>
public static class ProductsModule
{
    public static IServiceCollection AddProducts(this IServiceCollection services) => services
        .AddSingleton(new ModelPart(typeof(ProductsModule).Assembly))
        .AddSingleton<GtinBook>().AddSingleton<IGtinOwners>(s => s.GetRequiredService<GtinBook>()).AddScoped<IProducts, ProductRecords>()
        .AddScoped<RecordModel>().AddJob<MintUnits>().AddScoped<IMinting>(s => s.GetRequiredService<MintUnits>())
        .AddScoped<IHistory, UnitHistory>()
        .AddImport<ImportProducts>().AddImport<ImportUnits>();

    public static void MapProducts(this IEndpointRouteBuilder app)
    {
        var products = app.MapApi().WithTags("products");
        products.MapPost("products", RecordModel.Api);
        products.MapGet("products", ShowModels.Api);
        products.MapGet("products/{gtin}", ShowModels.One);
        products.MapPost("products/{gtin}/mints", MintUnits.Api);
        products.MapGet("mints/{id:guid}", MintUnits.Show);
        products.MapGet("mints/{id:guid}/csv", PressFile.Csv);

        var units = app.MapApi().WithTags("units");
        units.MapGet("units/{gtin}/{serial}", ShowUnit.Api);
        units.MapGet("units/{gtin}/{serial}/timeline", ShowUnit.Timeline);
        units.MapGet("units/{gtin}/{serial}/code.svg", ShowCode.Svg);
        units.MapGet("units/{gtin}/{serial}/code.png", ShowCode.Png);
    }
}
