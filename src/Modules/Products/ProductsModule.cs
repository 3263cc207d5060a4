using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Platform;
using Nameplate.Platform.Access;
using Nameplate.Platform.EventLog;
using Nameplate.Platform.Idempotency;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products.Codes;
using Nameplate.Products.Labels;
using Nameplate.Products.Lots;
using Nameplate.Products.Mints;
using Nameplate.Products.Models;
using Nameplate.Products.Sun;
using Nameplate.Products.Units;
using static Nameplate.Platform.Access.StaffRole;

namespace Nameplate.Products;

/// <summary>What was made: models, units, their serials and codes.</summary>
public static class ProductsModule
{
    public static IServiceCollection AddProducts(this IServiceCollection services) => services
        .AddSingleton(new ModelPart(typeof(ProductsModule).Assembly))
        .AddSingleton(EventKinds.Of(typeof(ModelsRecorded), typeof(UnitsRecorded), typeof(CodeBound), typeof(CodeVoided), typeof(LabelReprinted)))
        .AddSingleton<GtinBook>().AddSingleton<IGtinOwners>(s => s.GetRequiredService<GtinBook>()).AddScoped<IProducts, ProductRecords>()
        .AddScoped<RecordModel>().AddScoped<EditModel>().AddScoped<ShowModel>().AddScoped<ChangeUnit>().AddScoped<OpenUnit>()
        .AddList<ModelList>().AddList<UnitList>().AddBulk<SetStatus>().AddBulk<SetMarket>().AddBulk<SetFirmware>().AddBulk<SetLot>()
        .AddScoped<UnitMoves>().AddScoped<IHistory, UnitHistory>()
        .AddLots().AddMints().AddCodes().AddLabels().AddSecureTags()
        .AddScoped<INavigation, ProductsNavigation>().AddScoped<IConsoleSearch, FindProducts>().AddScoped<ISetupStep, FirstProduct>().AddScoped<ISetupStep, FirstCode>()
        .AddImport<ImportProducts>("products.models.write").AddImport<ImportUnits>("products.units.write")
        .AddExport<ExportProducts>("products.models.read").AddExport<ExportUnits>("products.units.read")
        .AddGrants<Texts>(
            new("products.models.read", StaffRoles.All),
            new("products.models.write", Manager, Marketing, Quality),
            new("products.units.read", StaffRoles.All),
            new("products.units.write", Manager, Support, Quality),
            new("products.units.ship", Manager, Quality) { Within = "a unit’s move to minted, shipped, sold or test" },
            new("products.units.service", Manager, Support, Quality) { Within = "a unit’s move to in service, in repair, replaced or returned" },
            new("products.units.retire", Manager, Quality) { Within = "a unit’s move to refurbished or end of life" },
            new("products.units.correct", Manager) { Within = "a unit’s state, where it was a mistake" });

    public static void MapProducts(this IEndpointRouteBuilder app)
    {
        var products = app.MapApi().WithTags("products");
        products.MapPost("products", RecordModel.Api).Needs("products.models.write").FindsItself();
        products.MapGet("products", ShowModels.Api).Needs("products.models.read");
        products.MapGet("products/{gtin}", ShowModels.One).Needs("products.models.read");

        var units = app.MapApi().WithTags("units");
        units.MapGet("units/{gtin}/{serial}", ShowUnit.Api).Needs("products.units.read");
        units.MapPatch("units/{gtin}/{serial}", ChangeUnit.Api).Needs("products.units.write");
        units.MapGet("units/{gtin}/{serial}/timeline", ShowUnit.Timeline).Needs("products.units.read");

        var console = app.MapConsole();
        console.MapGet("products", ListModels.Page).Needs("products.models.read");
        console.MapGet("products.csv", ListModels.Csv).Needs("products.models.read");
        console.MapGet("products/new", EditModel.New).Needs("products.models.write");
        console.MapPost("products/new", EditModel.Add).Needs("products.models.write");
        console.MapGet("products/{gtin}/edit", EditModel.Edit).Needs("products.models.write");
        console.MapPost("products/{gtin}/edit", EditModel.Change).Needs("products.models.write");
        console.MapGet("products/{gtin}", ShowModel.Page).Needs("products.models.read");
        console.MapGet("units", ListUnits.Page).Needs("products.units.read");
        console.MapGet("units.csv", ListUnits.Csv).Needs("products.units.read");
        console.MapGet("units/{gtin}/{serial}", OpenUnit.Page).Needs("products.units.read");
        console.MapGet("units/{gtin}/{serial}/life", OpenLife.Page).Needs("products.units.read");
        console.MapPost("units/{gtin}/{serial}", OpenUnit.Change).Needs("products.units.write");

        app.MapLots();
        app.MapMints();
        app.MapCodes();
        app.MapLabels();
        app.MapSecureTags();
    }
}
