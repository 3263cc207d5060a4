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
        .AddScoped<RecordModel>().AddScoped<EditModel>().AddScoped<ShowModel>().AddScoped<ChangeUnit>().AddScoped<OpenUnit>()
        .AddJob<MintUnits>().AddScoped<IMinting>(s => s.GetRequiredService<MintUnits>())
        .AddScoped<IHistory, UnitHistory>()
        .AddScoped<INavigation, ProductsNavigation>().AddScoped<IConsoleSearch, FindProducts>().AddScoped<ISetupStep, FirstProduct>().AddScoped<ISetupStep, FirstCode>()
        .AddImport<ImportProducts>().AddImport<ImportUnits>()
        .AddExport<ExportProducts>("products.models.read").AddExport<ExportUnits>("products.units.read");

    public static void MapProducts(this IEndpointRouteBuilder app)
    {
        var products = app.MapApi().WithTags("products");
        products.MapPost("products", RecordModel.Api);
        products.MapGet("products", ShowModels.Api);
        products.MapGet("products/{gtin}", ShowModels.One);
        products.MapPost("products/{gtin}/mints", MintUnits.Api);
        products.MapGet("mints/{id:guid}", MintUnits.Show);
        products.MapGet("mints/{id:guid}/csv", PressFile.Csv);
        products.MapGet("mints/{id:guid}/labels", LabelSheet.Page);

        var units = app.MapApi().WithTags("units");
        units.MapGet("units/{gtin}/{serial}", ShowUnit.Api);
        units.MapPatch("units/{gtin}/{serial}", ChangeUnit.Api);
        units.MapGet("units/{gtin}/{serial}/timeline", ShowUnit.Timeline);
        units.MapGet("units/{gtin}/{serial}/code.svg", ShowCode.Svg);
        units.MapGet("units/{gtin}/{serial}/code.png", ShowCode.Png);

        var console = app.MapConsole();
        console.MapGet("products", ListModels.Page);
        console.MapGet("products.csv", ListModels.Csv);
        console.MapGet("products/new", EditModel.New);
        console.MapPost("products/new", EditModel.Add);
        console.MapGet("products/{gtin}/edit", EditModel.Edit);
        console.MapPost("products/{gtin}/edit", EditModel.Change);
        console.MapGet("products/{gtin}", ShowModel.Page);
        console.MapPost("products/{gtin}/mints", ShowModel.Mint);
        console.MapGet("mints/{id:guid}/csv", PressFile.Csv);
        console.MapGet("mints/{id:guid}/labels", LabelSheet.Page);
        console.MapGet("units", ListUnits.Page);
        console.MapGet("units.csv", ListUnits.Csv);
        console.MapGet("units/{gtin}/{serial}", OpenUnit.Page);
        console.MapPost("units/{gtin}/{serial}", OpenUnit.Change);
        console.MapGet("units/{gtin}/{serial}/code.svg", ShowCode.Svg);
        console.MapGet("units/{gtin}/{serial}/code.png", ShowCode.Png);
    }
}
