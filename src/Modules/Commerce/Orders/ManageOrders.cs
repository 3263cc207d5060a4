using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Platform.Web.Lists;
using Nameplate.Products;

namespace Nameplate.Commerce.Orders;

/// <summary>Orders in the console: the list, one order, and its steps.</summary>
internal sealed class ManageOrders(AppDb db, IProducts products, AdvanceOrder advance, ConsoleFrames frames, IStringLocalizer<Texts> words)
{
    readonly AppDb db = db;
    readonly IProducts products = products;
    readonly AdvanceOrder advance = advance;
    readonly ConsoleFrames frames = frames;
    readonly IStringLocalizer<Texts> words = words;

    internal static async Task<IResult> ListPage(HttpContext http, ListReader lists, OrderList orders, IStringLocalizer<Texts> words, CancellationToken ct) =>
        Pages.Console<OrderListPage>(new OrderListPage.Shown(await lists.Read(http, orders, words["Nav.Orders"], words, ct), words));

    internal static IResult Csv(HttpContext http, ListReader lists, OrderList orders, CancellationToken ct) => lists.Csv(http, orders, ct);

    internal static async Task<IResult> OrderPage(string orderRef, ManageOrders orders, HttpContext http, CancellationToken ct, string? done = null)
    {
        if (await ShowOrders.Find(orders.db, orderRef, ct) is not { } order) return await orders.frames.NotHere(http);
        var units = await orders.products.Units([.. order.Lines.Select(l => l.UnitId).OfType<Guid>().Distinct()], ct);
        var said = done is "paid" or "shipped" or "cancelled" or "not" ? orders.words["Done." + done].Value : null;
        var frame = await orders.frames.For(http, orders.words["Console.Order", order.OrderRef], done == "not" ? null : said);
        return Pages.Console<OrderPage>(new OrderPage.Shown(frame, order, units, done == "not" ? said : null, orders.words));
    }

    internal static async Task<IResult> Pay(string orderRef, ManageOrders orders, CancellationToken ct) => Back(orderRef, await orders.advance.Pay(orderRef, ct), "paid");

    internal static async Task<IResult> Ship(string orderRef, ManageOrders orders, HttpContext http, CancellationToken ct)
    {
        var tracking = (await http.Request.ReadFormAsync(ct))["tracking"].ToString().Trim();
        return Back(orderRef, await orders.advance.Ship(orderRef, tracking.Length == 0 ? null : tracking[..Math.Min(200, tracking.Length)], ct), "shipped");
    }

    internal static async Task<IResult> Cancel(string orderRef, ManageOrders orders, CancellationToken ct) => Back(orderRef, await orders.advance.Cancel(orderRef, ct), "cancelled");

    static IResult Back(string orderRef, (Order? Order, bool Done) step, string what) => TypedResults.LocalRedirect($"/admin/orders/{Uri.EscapeDataString(orderRef)}?done={(step.Done ? what : "not")}");
}
