using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Commerce.Fitment;
using Nameplate.Commerce.Orders;
using Nameplate.Commerce.Parts;
using Nameplate.Commerce.Rates;
using Nameplate.Commerce.Shop;
using Nameplate.Owners;
using Nameplate.Platform;
using Nameplate.Platform.Access;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products;
using Nameplate.Resolver;

namespace Nameplate.Commerce;

/// <summary>What fits a unit, and ordering it.</summary>
public static class CommerceModule
{
    public static IServiceCollection AddCommerce(this IServiceCollection services) => services
        .AddSingleton(new ModelPart(typeof(CommerceModule).Assembly))
        .AddScoped<RecordPart>().AddScoped<ManageParts>().AddImport<ImportParts>().AddExport<ExportParts>("commerce.parts.read")
        .AddScoped<FittingParts>().AddImport<ImportFitment>().AddExport<ExportFitment>("commerce.parts.read")
        .AddScoped<RateBook>().AddScoped<ManageRates>()
        .AddScoped<UnitParts>().AddScoped<OrderForm>().AddScoped<TrackOrder>()
        .AddScoped<PlaceOrder>().AddScoped<IOrdering, OrderInProcess>().AddScoped<AdvanceOrder>().AddScoped<OrderMail>().AddScoped<ManageOrders>().AddImport<ImportOrders>().AddExport<ExportOrders>("commerce.orders.read")
        .AddScoped<IProductTile, PartsTile>().AddScoped<IWelcome, PartsWelcome>().AddScoped<IMyCard, MyOrders>().AddScoped<IHistory, OrderHistory>()
        .AddScoped<INavigation, CommerceConsole>().AddScoped<IConsoleSearch, CommerceConsole>().AddScoped<ITodayItem, CommerceConsole>();

    public static void MapCommerce(this IEndpointRouteBuilder app)
    {
        var pages = app.MapUnitPages();
        pages.MapGet("{serial}/parts", UnitParts.ListPage);
        pages.MapGet("{serial}/parts/{sku}", UnitParts.SheetPage);
        pages.MapGet("{serial}/parts/{sku}/order", OrderForm.Show);
        pages.MapPost("{serial}/parts/{sku}/order", OrderForm.Send);

        var track = app.MapGroup("/track/{token}").ExcludeFromDescription();
        track.MapGet("", TrackOrder.Page);
        track.MapGet("withdrawal", TrackOrder.AskWithdrawal);
        track.MapPost("withdrawal", TrackOrder.Withdraw).DisableAntiforgery().AddEndpointFilter<SameOrigin>();

        var parts = app.MapApi().WithTags("parts");
        parts.MapPost("parts", RecordPart.Api);
        parts.MapGet("parts", ShowParts.Api);
        parts.MapGet("parts/{sku}", ShowParts.One);
        parts.MapPut("parts/{sku}/stock", SetStock.Api);
        parts.MapGet("units/{gtin}/{serial}/parts", UnitParts.Api);

        var orders = app.MapApi().WithTags("orders");
        orders.MapPost("orders", PlaceOrder.Api);
        orders.MapGet("orders", ShowOrders.Api);
        orders.MapGet("orders/{orderRef}", ShowOrders.One);
        orders.MapPost("orders/{orderRef}/payment", AdvanceOrder.Payment);
        orders.MapPost("orders/{orderRef}/shipments", AdvanceOrder.Shipments);
        orders.MapPost("orders/{orderRef}/cancellation", AdvanceOrder.Cancellation);

        var console = app.MapConsole();
        console.MapGet("parts", ManageParts.ListPage);
        console.MapGet("parts.csv", ManageParts.Csv);
        console.MapGet("parts/new", ManageParts.NewPage);
        console.MapPost("parts/new", ManageParts.Add);
        console.MapGet("parts/{sku}", ManageParts.EditPage);
        console.MapPost("parts/{sku}", ManageParts.Change);
        console.MapPost("parts/{sku}/fitment", ManageParts.AddFitment);
        console.MapPost("parts/{sku}/fitment/{id:guid}/removal", ManageParts.RemoveFitment);
        console.MapGet("orders", ManageOrders.ListPage);
        console.MapGet("orders/{orderRef}", ManageOrders.OrderPage);
        console.MapPost("orders/{orderRef}/payment", ManageOrders.Pay);
        console.MapPost("orders/{orderRef}/shipment", ManageOrders.Ship);
        console.MapPost("orders/{orderRef}/cancellation", ManageOrders.Cancel);
        console.MapGet("rates", ManageRates.Page);
        console.MapPost("rates/{country:length(2)}", ManageRates.Save);
    }
}
