using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Nameplate.Commerce.Fitment;
using Nameplate.Commerce.Orders;
using Nameplate.Commerce.Parts;
using Nameplate.Commerce.Rates;
using Nameplate.Commerce.Shop;
using Nameplate.Messaging;
using Nameplate.Owners;
using Nameplate.Platform;
using Nameplate.Platform.Access;
using Nameplate.Platform.Audit;
using Nameplate.Platform.EventLog;
using Nameplate.Platform.Idempotency;
using Nameplate.Platform.Privacy;
using Nameplate.Platform.Privacy.Retention;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Platform.Web.Lists;
using Nameplate.Products;
using Nameplate.Resolver;
using static Nameplate.Platform.Access.StaffRole;

namespace Nameplate.Commerce;

/// <summary>What fits a unit, and ordering it.</summary>
public static class CommerceModule
{
    public static IServiceCollection AddCommerce(this IServiceCollection services) => services
        .AddSingleton(new ModelPart(typeof(CommerceModule).Assembly))
        .AddSingleton(EventKinds.Of(typeof(OrdersPlaced), typeof(OrderPaid), typeof(OrderShipped), typeof(OrderCancelled)))
        .AddScoped<RecordPart>().AddScoped<ManageParts>().AddImport<ImportParts>("commerce.parts.write").AddExport<ExportParts>("commerce.parts.read")
        .AddScoped<FittingParts>().AddImport<ImportFitment>("commerce.fitment.write").AddExport<ExportFitment>("commerce.parts.read")
        .AddList<PartList>().AddBulk<ChangePrices>().AddBulk<SetAvailability>().AddBulk<CountStock>().AddList<OrderList>().AddBulk<MarkPaid>().AddBulk<MarkShipped>()
        .AddScoped<RateBook>().AddScoped<ManageRates>()
        .AddMessages<Texts>([.. OrderMail.Kinds.Select(k => new MessageKind("commerce." + k, MessagePurpose.Transactional) { Sample = (s, ct) => s.GetRequiredService<OrderMail>().Sample(k, ct) })])
        .AddScoped<UnitParts>().AddScoped<OrderForm>().AddScoped<TrackOrder>()
        .AddScoped<PlaceOrder>().AddScoped<IOrdering, OrderInProcess>().AddScoped<AdvanceOrder>().AddScoped<OrderMail>().AddScoped<ManageOrders>().AddImport<ImportOrders>("commerce.orders.place").AddExport<ExportOrders>("commerce.orders.read")
        .AddScoped<OrderNames>().AddScoped<IRetention>(s => s.GetRequiredService<OrderNames>()).AddScoped<OrdersOfPerson>().AddScoped<IPersonalData>(s => s.GetRequiredService<OrdersOfPerson>()).AddScoped<ILastSeen>(s => s.GetRequiredService<OrdersOfPerson>())
        .AddScoped<IProductTile, PartsTile>().AddScoped<ILinkContributor, PartsLink>().AddScoped<IWelcome, PartsWelcome>().AddScoped<IMyCard, MyOrders>().AddScoped<IHistory, OrderHistory>().AddScoped<IGlance, OrdersOfOwner>()
        .AddScoped<INavigation, CommerceConsole>().AddScoped<IConsoleSearch, CommerceConsole>().AddScoped<ITodayItem, CommerceConsole>().AddScoped<IActivity, OrderActivity>()
        .AddGrants<Texts>(
            new("commerce.parts.read", StaffRoles.All),
            new("commerce.parts.write", Manager, Marketing),
            new("commerce.stock.write", Manager, Support),
            new("commerce.fitment.write", Manager, Marketing, Quality),
            new("commerce.orders.read", Manager, Support, Finance),
            new("commerce.orders.place", Manager, Support),
            new("commerce.orders.pay", Manager, Finance),
            new("commerce.orders.ship", Manager, Support),
            new("commerce.orders.cancel", Manager, Support),
            new("commerce.rates.read", StaffRoles.All),
            new("commerce.rates.change", Manager, Finance));

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
        parts.MapPost("parts", RecordPart.Api).Needs("commerce.parts.write").FindsItself();
        parts.MapGet("parts", ShowParts.Api).Needs("commerce.parts.read");
        parts.MapGet("parts/{sku}", ShowParts.One).Needs("commerce.parts.read");
        parts.MapPut("parts/{sku}/stock", SetStock.Api).Needs("commerce.stock.write");
        parts.MapGet("units/{gtin}/{serial}/parts", UnitParts.Api).Needs("commerce.parts.read");

        var orders = app.MapApi().WithTags("orders");
        orders.MapPost("orders", PlaceOrder.Api).Needs("commerce.orders.place").FindsItself();
        orders.MapGet("orders", ShowOrders.Api).Needs("commerce.orders.read");
        orders.MapGet("orders/{orderRef}", ShowOrders.One).Needs("commerce.orders.read");
        orders.MapPost("orders/{orderRef}/payment", AdvanceOrder.Payment).Needs("commerce.orders.pay").FindsItself();
        orders.MapPost("orders/{orderRef}/shipments", AdvanceOrder.Shipments).Needs("commerce.orders.ship").FindsItself();
        orders.MapPost("orders/{orderRef}/cancellation", AdvanceOrder.Cancellation).Needs("commerce.orders.cancel").FindsItself();

        var console = app.MapConsole();
        console.MapGet("parts", ManageParts.ListPage).Needs("commerce.parts.read");
        console.MapGet("parts.csv", ManageParts.Csv).Needs("commerce.parts.read");
        console.MapGet("parts/new", ManageParts.NewPage).Needs("commerce.parts.write");
        console.MapPost("parts/new", ManageParts.Add).Needs("commerce.parts.write");
        console.MapGet("parts/{sku}", ManageParts.EditPage).Needs("commerce.parts.read");
        console.MapPost("parts/{sku}", ManageParts.Change).Needs("commerce.parts.write");
        console.MapPost("parts/{sku}/fitment", ManageParts.AddFitment).Needs("commerce.fitment.write");
        console.MapPost("parts/{sku}/fitment/{id:guid}/removal", ManageParts.RemoveFitment).Needs("commerce.fitment.write");
        console.MapGet("orders", ManageOrders.ListPage).Needs("commerce.orders.read");
        console.MapGet("orders.csv", ManageOrders.Csv).Needs("commerce.orders.read").Audited();
        console.MapGet("orders/{orderRef}", ManageOrders.OrderPage).Needs("commerce.orders.read");
        console.MapPost("orders/{orderRef}/payment", ManageOrders.Pay).Needs("commerce.orders.pay");
        console.MapPost("orders/{orderRef}/shipment", ManageOrders.Ship).Needs("commerce.orders.ship");
        console.MapPost("orders/{orderRef}/cancellation", ManageOrders.Cancel).Needs("commerce.orders.cancel");
        console.MapGet("rates", ManageRates.Page).Needs("commerce.rates.read");
        console.MapPost("rates/{country:length(2)}", ManageRates.Save).Needs("commerce.rates.change");
    }
}
