using Nameplate.Commerce;
using Nameplate.Owners;
using Nameplate.Products;
using Nameplate.Tests.Analytics.Facts;

namespace Nameplate.Tests.Analytics.Kpis;

public class WindowEdgeTests(Servers servers)
{
    static readonly TimeSpan Microsecond = TimeSpan.FromMicroseconds(1);
    static readonly DateTimeOffset Day = new(2025, 5, 10, 8, 0, 0, TimeSpan.Zero);      // 90 days later it is August 2025, in the third quarter

    static UnitsRecorded Unit(Guid id, UnitStatus status = UnitStatus.Sold, DateTimeOffset? shipped = null) => new([new(id, "09506000134352", "S" + id, "L", "DE", shipped, status)]);
    static SalesRecorded Sale(Guid unit, DateTimeOffset at) => new([new(unit, at, SaleChannel.Retail, "DE", null, null)]);
    static UnitsRegistered Registration(Guid unit, DateTimeOffset at, Guid? owner = null, RegistrationChannel channel = RegistrationChannel.Qr, DateTimeOffset? purchased = null, Guid? id = null) =>
        new([new(id ?? Guid.CreateVersion7(), unit, owner ?? Guid.CreateVersion7(), at, purchased, channel, null, null)]);
    static OrdersPlaced Order(DateTimeOffset at, Guid? owner, Guid? unit = null, decimal amount = 10, Guid? id = null, LineKind kind = LineKind.Part, string currency = "EUR", OrderChannel channel = OrderChannel.Direct, int line = 1) =>
        new([new(id ?? Guid.CreateVersion7(), owner, unit, at, channel, [new(line, "P", kind, 1, amount, currency)])]);

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_registration_counts_from_the_sale_to_exactly_ninety_days_after(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        TimeSpan[] waits = [TimeSpan.Zero, TimeSpan.FromDays(90), -Microsecond, TimeSpan.FromDays(90) + Microsecond];
        foreach (var wait in waits)
        {
            var unit = Guid.CreateVersion7();
            await brand.Tell(Sale(unit, Day), Registration(unit, Day + wait), Unit(unit));
        }
        var sold = Guid.CreateVersion7();
        await brand.Tell(Unit(sold), Sale(sold, Day), Registration(sold, Day.AddDays(3), channel: RegistrationChannel.Transfer));

        Assert.Equal((2 / 5.0, 2, 5), (await brand.Kpi("warranty_capture_rate", "2025-Q3")).Read());
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_unit_that_becomes_a_test_unit_takes_all_its_facts_with_it_and_gives_them_back(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var (unit, other, owner) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await brand.Tell(Registration(unit, Day, owner, purchased: Day), Unit(unit), Sale(unit, Day), Unit(other), Sale(other, Day), Order(Day.AddDays(1), owner, unit));
        Assert.Equal((0.5, 1, 2), (await brand.Kpi("warranty_capture_rate", "2025-Q3")).Read());
        Assert.Equal((1, 1, 1), (await brand.Kpi("aftermarket_conversion_rate", "2025-08")).Read());

        await brand.Tell(Unit(unit, UnitStatus.Test));
        Assert.Equal((0, 0, 1), (await brand.Kpi("warranty_capture_rate", "2025-Q3")).Read());
        Assert.Equal((null, null, 0), (await brand.Kpi("time_to_register", "2025-Q2")).Read());
        Assert.Equal((null, 0, 0), (await brand.Kpi("aftermarket_conversion_rate", "2025-08")).Read());
        Assert.Equal((null, null, 0), (await brand.Kpi("parts_order_value", "2025-Q2")).Read());

        await brand.Tell(Unit(unit, UnitStatus.InService));
        Assert.Equal((0.5, 1, 2), (await brand.Kpi("warranty_capture_rate", "2025-Q3")).Read());
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task An_order_converts_strictly_after_the_registration_and_not_behind_the_window(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        foreach (var wait in (TimeSpan[])[TimeSpan.Zero, Microsecond, TimeSpan.FromDays(90), TimeSpan.FromDays(90) + Microsecond])
        {
            var owner = Guid.CreateVersion7();
            await brand.Tell(Order(Day + wait, owner), Registration(Guid.CreateVersion7(), Day, owner));
        }
        Assert.Equal((0.5, 2, 4), (await brand.Kpi("aftermarket_conversion_rate", "2025-08")).Read());
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_cancelled_order_counts_nowhere_even_when_a_line_of_it_is_told_later(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var (owner, order) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await brand.Tell(Registration(Guid.CreateVersion7(), Day, owner), new OrderCancelled(order), Order(Day.AddDays(1), owner, id: order), Order(Day.AddDays(1), owner, id: order, line: 2));
        Assert.Equal((0, 0, 1), (await brand.Kpi("aftermarket_conversion_rate", "2025-08")).Read());
        Assert.Equal((null, null, 0), (await brand.Kpi("parts_order_value", "2025-Q2")).Read());
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task An_order_that_names_nobody_is_its_units_owners_at_that_time(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var (first, second, unit) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await brand.Tell(
            Order(Day.AddDays(20), null, unit), Order(Day.AddDays(-1), null, unit),
            Registration(unit, Day.AddDays(10), second, RegistrationChannel.Transfer), Registration(unit, Day, first));
        var kpi = await brand.Kpi("aftermarket_conversion_rate", "2025-08");      // both owners are in it: the buyer bought, the seller did not
        Assert.Equal((0.5, 1, 2), kpi.Read());

        await brand.Tell(Order(Day.AddDays(5), null, unit));
        Assert.Equal((1, 2, 2), (await brand.Kpi("aftermarket_conversion_rate", "2025-08")).Read());
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task Order_value_takes_the_brands_currency_and_lines_told_apart_as_one_order(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand("CHF");
        var (owner, order) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await brand.Tell(
            Order(Day, owner, id: order, line: 2, amount: 30, currency: "CHF"), Order(Day, owner, amount: 500), Order(Day, owner, kind: LineKind.Plan, amount: 900, currency: "CHF"),
            Order(Day, owner, id: order, line: 1, amount: 10.0001m, currency: "CHF"), Order(Day, null, channel: OrderChannel.Retail, amount: 20, currency: "CHF"), Order(Day, null, channel: OrderChannel.Retail, amount: 9, currency: "USD"));
        var kpi = await brand.Kpi("parts_order_value", "2025-Q2");
        Assert.Equal((null, 1), (kpi.Read().Item2, kpi.Read().Item3));
        Assert.Equal((40.0001, 20.0), (kpi.Also("directOrderValue"), kpi.Also("retailOrderValue")));
        Assert.Equal((40.0001 / 20) - 1, kpi.Read().Item1!.Value, 12);
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_corrected_registration_counts_as_corrected_whichever_is_told_first(string storage)
    {
        foreach (var correctedFirst in (bool[])[true, false])
        {
            var brand = await (await servers.On(storage)).NewBrand();
            var (unit, registration, right) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
            object[] told = [new RegistrationCorrected(registration, unit, right, Day.AddDays(-3)), Registration(unit, Day, purchased: Day, id: registration)];
            await brand.Tell(correctedFirst ? told : [.. told.Reverse()]);
            await brand.Tell(Order(Day.AddDays(1), right));
            Assert.Equal((3, null, 1), (await brand.Kpi("time_to_register", "2025-Q2")).Read());
            Assert.Equal((1, 1, 1), (await brand.Kpi("aftermarket_conversion_rate", "2025-08")).Read());
        }
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_median_shelf_time_between_two_microseconds_decides_to_the_half(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        foreach (var shelf in (TimeSpan[])[TimeSpan.FromDays(10), TimeSpan.FromDays(10) + Microsecond])
        {
            var sold = Guid.CreateVersion7();
            await brand.Tell(Sale(sold, Day.AddYears(-1)), Unit(sold, shipped: Day.AddYears(-1) - shelf));
        }
        foreach (var wait in (TimeSpan[])[TimeSpan.FromDays(10), TimeSpan.FromDays(10) + Microsecond, TimeSpan.FromDays(100), TimeSpan.FromDays(100) + Microsecond])
        {
            var unsold = Guid.CreateVersion7();      // estimated as sold 10 days and half a microsecond after shipping
            await brand.Tell(Registration(unsold, Day + wait), Unit(unsold, UnitStatus.InService, Day));
        }
        var kpi = await brand.Kpi("warranty_capture_rate", "2025-Q3");
        Assert.Equal((null, 0, 0), kpi.Read());
        Assert.Equal(2 / 4.0, kpi.Also("withEstimatedSales"));
    }
}
