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
using Nameplate.Products.Mints;
using Nameplate.Products.Models;
using Nameplate.Products.Nfc;
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
        .AddScoped<ClaimCodes>().AddScoped<IClaimCodes>(s => s.GetRequiredService<ClaimCodes>()).AddScoped<BindCode>().AddScoped<VoidCode>().AddScoped<ReprintLabel>().AddScoped<Retrofit>().AddScoped<UnitLabels>()
        .AddScoped<UnitMoves>().AddJob<ChangeLot>().AddScoped<SaveDesign>().AddScoped<DesignsConsole>().AddScoped<LabelPdf>().AddScoped<ILabels>(s => s.GetRequiredService<LabelPdf>()).AddList<DesignList>()
        .AddScoped<PlanSerials>().AddJob<MintUnits>().AddScoped<IMinting>(s => s.GetRequiredService<MintUnits>())
        .AddScoped<IHistory, UnitHistory>().AddSingleton<IQrCode, QrCode>().AddScoped<ICodes, UnitCodes>()
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
            new("products.units.correct", Manager) { Within = "a unit’s state, where it was a mistake" },
            new("products.codes.write", Manager, Support, Quality),
            new("products.labels.read", Manager, Marketing, Quality),
            new("products.labels.write", Manager, Marketing, Quality),
            new("products.mints.read", Manager, Quality),
            new("products.mints.create", Manager, Quality));

    public static void MapProducts(this IEndpointRouteBuilder app)
    {
        var products = app.MapApi().WithTags("products");
        products.MapPost("products", RecordModel.Api).Needs("products.models.write").FindsItself();
        products.MapGet("products", ShowModels.Api).Needs("products.models.read");
        products.MapGet("products/{gtin}", ShowModels.One).Needs("products.models.read");
        products.MapPost("products/{gtin}/mints", MintUnits.Api).Needs("products.mints.create").FindsItself();
        products.MapGet("mints/{id:guid}", MintUnits.Show).Needs("products.mints.read");
        products.MapGet("mints/{id:guid}/csv", PressFile.Csv).Needs("products.mints.read");
        products.MapGet("mints/{id:guid}/labels", LabelSheet.Page).Needs("products.mints.read");
        products.MapGet("mints/{id:guid}/labels.pdf", LabelPdf.Page).Needs("products.mints.read");
        products.MapGet("mints/{id:guid}/codes.zip", CodesZip.Answer).Needs("products.mints.read");
        products.MapGet("mints/{id:guid}/nfc.csv", EncoderFile.Csv).Needs("products.mints.read");

        var designs = app.MapApi().WithTags("labels");
        designs.MapGet("label-designs", DesignsApi.List).Needs("products.labels.read");
        designs.MapPost("label-designs", DesignsApi.Add).Needs("products.labels.write");
        designs.MapGet("label-designs/{id:guid}", DesignsApi.One).Needs("products.labels.read");
        designs.MapPut("label-designs/{id:guid}", DesignsApi.Change).Needs("products.labels.write");
        designs.MapDelete("label-designs/{id:guid}", DesignsApi.Remove).Needs("products.labels.write");

        var units = app.MapApi().WithTags("units");
        units.MapGet("units/{gtin}/{serial}", ShowUnit.Api).Needs("products.units.read");
        units.MapPatch("units/{gtin}/{serial}", ChangeUnit.Api).Needs("products.units.write");
        units.MapPost("lot-changes", ChangeLot.Api).Needs("products.units.write").FindsItself();
        units.MapGet("lot-changes/{id:guid}", ChangeLot.Show).Needs("products.units.read");
        units.MapGet("units/{gtin}/{serial}/timeline", ShowUnit.Timeline).Needs("products.units.read");
        units.MapGet("units/{gtin}/{serial}/code.svg", ShowCode.Svg).Needs("products.units.read");
        units.MapGet("units/{gtin}/{serial}/code.png", ShowCode.Png).Needs("products.units.read");
        units.MapGet("units/{gtin}/{serial}/nfc", EncoderFile.One).Needs("products.units.read");

        var codes = app.MapApi().WithTags("codes");
        codes.MapGet("codes/{gtin}/{serial}", ShowCodes.Api).Needs("products.units.read");
        codes.MapPost("codes/{gtin}/{serial}/binding", BindCode.Api).Needs("products.codes.write");
        codes.MapPost("codes/{gtin}/{serial}/voiding", VoidCode.Api).Needs("products.codes.write");
        codes.MapPost("codes/{gtin}/{serial}/reprint", ReprintLabel.Api).Needs("products.codes.write");

        var console = app.MapConsole();
        console.MapGet("products", ListModels.Page).Needs("products.models.read");
        console.MapGet("products.csv", ListModels.Csv).Needs("products.models.read");
        console.MapGet("products/new", EditModel.New).Needs("products.models.write");
        console.MapPost("products/new", EditModel.Add).Needs("products.models.write");
        console.MapGet("products/{gtin}/edit", EditModel.Edit).Needs("products.models.write");
        console.MapPost("products/{gtin}/edit", EditModel.Change).Needs("products.models.write");
        console.MapGet("products/{gtin}", ShowModel.Page).Needs("products.models.read");
        console.MapPost("products/{gtin}/mints", ShowModel.Mint).Needs("products.mints.create");
        console.MapGet("labels", DesignsConsole.Page).Needs("products.labels.read");
        console.MapGet("labels.csv", DesignsConsole.Csv).Needs("products.labels.read");
        console.MapGet("labels/new", DesignsConsole.New).Needs("products.labels.write");
        console.MapPost("labels/new", DesignsConsole.Add).Needs("products.labels.write");
        console.MapPost("labels/preview", DesignsConsole.Preview).Needs("products.labels.read");
        console.MapGet("labels/{id:guid}", DesignsConsole.Open).Needs("products.labels.read");
        console.MapPost("labels/{id:guid}", DesignsConsole.Change).Needs("products.labels.write");
        console.MapPost("labels/{id:guid}/removal", DesignsConsole.Remove).Needs("products.labels.write");
        console.MapGet("mints/{id:guid}", PrintRun.Page).Needs("products.mints.read");
        console.MapGet("mints/{id:guid}/codes.zip", CodesZip.Answer).Needs("products.mints.read");
        console.MapGet("mints/{id:guid}/nfc.csv", EncoderFile.Csv).Needs("products.mints.read");
        console.MapGet("mints/{id:guid}/csv", PressFile.Csv).Needs("products.mints.read");
        console.MapGet("mints/{id:guid}/labels", LabelSheet.Page).Needs("products.mints.read");
        console.MapGet("units", ListUnits.Page).Needs("products.units.read");
        console.MapGet("units.csv", ListUnits.Csv).Needs("products.units.read");
        console.MapGet("units/{gtin}/{serial}", OpenUnit.Page).Needs("products.units.read");
        console.MapGet("units/{gtin}/{serial}/life", OpenLife.Page).Needs("products.units.read");
        console.MapPost("units/{gtin}/{serial}", OpenUnit.Change).Needs("products.units.write");
        console.MapPost("units/{gtin}/{serial}/voiding", UnitLabels.Void).Needs("products.codes.write");
        console.MapPost("units/{gtin}/{serial}/reprint", UnitLabels.Print).Needs("products.codes.write");
        console.MapGet("retrofit", Retrofit.Page).Needs("products.codes.write");
        console.MapPost("retrofit", Retrofit.Bind).Needs("products.codes.write");
        console.MapGet("units/{gtin}/{serial}/code.svg", ShowCode.Svg).Needs("products.units.read");
        console.MapGet("units/{gtin}/{serial}/code.png", ShowCode.Png).Needs("products.units.read");
        console.MapGet("mints/{id:guid}/labels.pdf", LabelPdf.Page).Needs("products.mints.read");
    }
}
