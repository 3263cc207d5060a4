using Nameplate.Analytics.Kpis;

namespace Nameplate.Analytics.Tests.Reference;

/// <summary>The reference against histories small enough to work out by hand.</summary>
public sealed class ReferenceKpisTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("nameplate-reference-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    // April to June 2025: the 90 days of sales from 2025-01-01 00:00 to before 2025-04-02 00:00 end in it.
    [Fact]
    public void Capture_counts_sales_whose_ninety_days_ended_in_the_quarter()
    {
        Write("units", "gtin,serial,shipped_on,status",
            "96385074,A,2024-12-22,sold", "96385074,B,2024-12-22,sold", "96385074,C,,sold", "96385074,D,,sold", "96385074,E,,sold", "96385074,F,2024-12-01,test",
            "96385074,G,2025-02-01,shipped", "96385074,H,2025-02-02,shipped", "96385074,I,,shipped", "96385074,a,,sold");
        Write("sales", "gtin,serial,sold_on,channel",
            "96385074,A,2025-01-01,retail",                  // first moment of the cohort, 10 days on the shelf
            "00000096385074,B,2025-01-11,retail",            // 20 days on the shelf
            "96385074,C,2025-04-02T01:59:59+02:00,retail",   // last second of it
            "96385074,D,2025-04-02,retail",                  // one too late
            "96385074,E,2024-12-31T23:59:59Z,retail",        // one too early
            "96385074,F,2025-02-01,retail",                  // a test unit
            "96385074,a,2025-02-01,retail");                 // not A
        Write("registrations", "gtin,serial,registered_at,email",
            "96385074,A,2025-04-01T00:00:00Z,a@example.com",    // 90 days to the second: counts
            "96385074,B,2025-04-11T00:00:01Z,b@example.com",    // a second more: does not
            "96385074,C,2025-04-01T23:59:58Z,c@example.com",    // before the sale: does not
            "96385074,D,2025-04-03,d@example.com",
            "96385074,F,2025-02-02,f@example.com",
            "96385074,G,2025-02-16T00:00:00,g@example.com",     // at its estimated sale, 15 days after shipping: counts in the estimate
            "96385074,H,2025-02-16T23:59:59,h@example.com");    // before its estimated sale of 17 February

        var figure = Kpis().WarrantyCaptureRate(In("2025-Q2"));
        Assert.Equal((1, 4, 0.25), (figure.Numerator, figure.Denominator, figure.Value));
        Assert.Equal(2 / 6.0, figure.WithEstimatedSales);
    }

    [Fact]
    public void Days_to_register_go_from_date_to_date()
    {
        Write("registrations", "gtin,serial,registered_at,email,purchased_on",
            "96385074,A,2025-07-01T00:00:00Z,a@example.com,2025-07-01",             // 0, first moment
            "96385074,B,2025-07-02T00:01:00Z,b@example.com,2025-07-01T23:59:00Z",   // 1, two minutes over midnight
            "96385074,C,2025-07-16T00:30:00+02:00,c@example.com,2025-07-01",        // 14: 15 July in UTC
            "96385074,D,2025-07-16T00:30:00Z,d@example.com,2025-07-01T23:00:00Z",   // 15, though less than 15 times 24 hours
            "96385074,E,2025-07-20T00:00:00Z,e@example.com,",                       // no purchase date of its own
            "96385074,F,2025-10-01T00:00:00Z,f@example.com,2025-09-01",             // the next quarter
            "96385074,T,2025-07-20T00:00:00Z,t@example.com,2025-07-20");
        Write("units", "gtin,serial,status", "96385074,T,test");

        var figure = Kpis().TimeToRegister(In("2025-Q3"));
        Assert.Equal((7.5, null, 4, 0.75), (figure.Value, figure.Numerator, figure.Denominator, figure.Within14Days));
    }

    // Third quarter of 2025 with a year's window: first registrations of the third quarter of 2024.
    [Fact]
    public void Conversion_takes_owners_by_their_first_registration()
    {
        Write("units", "gtin,serial,status", "96385074,T,test", "96385074,A,sold");
        Write("registrations", "gtin,serial,registered_at,email",
            "96385074,A,2024-07-01,ada@example.com", "96385074,A2,2025-01-01,ADA@example.com", "96385074,B,2024-08-01T10:00:00Z,bob@example.com",
            "96385074,C,2024-08-01,cem@example.com", "96385074,D,2024-09-30T23:59:59Z,dan@example.com", "96385074,E,2024-10-01,eva@example.com",
            "96385074,F,2024-06-30,fay@example.com", "96385074,F2,2024-08-01,fay@example.com", "96385074,T,2024-01-01,gus@example.com", "96385074,G,2024-08-01,gus@example.com");
        Write("orders", "order_ref,line,ordered_at,channel,sku,kind,quantity,unit_price,currency,email,gtin,serial",
            "1,1,2025-07-01,direct,P,part,1,5,EUR,Ada@Example.com,,",                        // 365 days to the second: yes
            "2,1,2024-08-01T10:00:00Z,direct,P,part,1,5,EUR,bob@example.com,,",              // the very second: no
            "3,1,2024-08-02,direct,P,plan,1,5,EUR,bob@example.com,,",
            "4,1,2025-08-01T10:00:01Z,direct,P,part,1,5,EUR,bob@example.com,,",              // a second too late: no
            "5,1,2024-08-02,retail,P,part,1,5,EUR,cem@example.com,,",                        // retail: no
            "6,1,2024-08-03,direct,P,accessory,1,5,USD,,96385074,C",                         // Cem's unit, no e-mail: yes
            "7,1,2024-10-01,direct,P,product,1,5,EUR,dan@example.com,,",
            "7,2,2024-10-01,direct,P,consumable,1,5,EUR,dan@example.com,,",                  // yes
            "8,1,2024-10-02,direct,P,part,1,5,EUR,eva@example.com,,",                        // not in the cohort
            "9,1,2024-08-02,direct,P,part,1,5,EUR,fay@example.com,,",                        // nor is Fay
            "10,1,2024-07-01,direct,P,part,1,5,EUR,gus@example.com,,",                       // before the first registration of a real unit
            "11,1,2024-09-01,direct,P,part,1,5,EUR,gus@example.com,96385074,T",              // for a test unit
            "12,1,2024-09-01,direct,P,part,1,5,EUR,,96385074,none",                          // nobody's
            "13,1,2024-07-31,direct,P,part,1,5,EUR,,96385074,B");                            // before the unit was Bob's

        var figure = Kpis().AftermarketConversionRate(In("2025-Q3"));
        Assert.Equal((3, 5, 0.6), (figure.Numerator, figure.Denominator, figure.Value));
    }

    [Theory]
    [InlineData("2025-07", 2, 3)]     // first registrations from 2 April to before 3 May
    [InlineData("2025-W27", 1, 2)]    // 30 June to 7 July: from 1 to before 8 April
    public void Months_and_weeks_look_ninety_days_back(string period, int converted, int owners)
    {
        Write("registrations", "gtin,serial,registered_at,email",
            "96385074,A,2025-04-02,a@example.com", "96385074,B,2025-05-02,b@example.com", "96385074,C,2025-05-03,c@example.com", "96385074,D,2025-04-01,d@example.com", "96385074,E,2025-04-10,e@example.com");
        Write("orders", "order_ref,line,ordered_at,channel,sku,kind,quantity,unit_price,currency,email",
            "1,1,2025-07-01,direct,P,part,1,5,EUR,a@example.com", "2,1,2025-05-03,direct,P,part,1,5,EUR,b@example.com",
            "3,1,2025-05-04,direct,P,part,1,5,EUR,c@example.com", "4,1,2025-07-09T00:00:01Z,direct,P,part,1,5,EUR,e@example.com");

        var figure = Kpis().AftermarketConversionRate(In(period));
        Assert.Equal((converted, owners), (figure.Numerator, figure.Denominator));
    }

    [Fact]
    public void Order_value_compares_means_of_the_aftermarket_lines()
    {
        Write("units", "gtin,serial,status", "96385074,T,test");
        Write("orders", "order_ref;line;ordered_at;channel;sku;kind;quantity;unit_price;currency;email;gtin;serial",
            "1;1;2025-07-01;direct;P;part;2;10.50;EUR;a@example.com;;", "1;2;2025-07-01;direct;P;accessory;1;9;EUR;a@example.com;;",  // 30
            "1;3;2025-07-01;direct;P;warranty;1;99;EUR;a@example.com;;", "1;4;2025-07-01;direct;P;part;1;99;USD;a@example.com;;",
            "2;1;2025-09-30T23:59:59Z;direct;P;consumable;1;60;EUR;b@example.com;;",                                                   // 60
            "3;1;2025-10-01;direct;P;consumable;1;600;EUR;b@example.com;;", "4;1;2025-07-05;direct;P;plan;1;600;EUR;b@example.com;;",
            "5;1;2025-07-05;direct;P;part;1;600;EUR;b@example.com;96385074;T",
            "6;1;2025-07-05;retail;P;part;1;20;EUR;;;", "7;1;2025-07-06;retail;P;part;2;20;EUR;;96385074;A", "8;1;2025-07-06;retail;P;part;1;0;EUR;;;");

        var figure = Kpis().PartsOrderValue(In("2025-Q3"));
        Assert.Equal((null, 2, 45.0, 20.0), (figure.Numerator, figure.Denominator, figure.DirectOrderValue, figure.RetailOrderValue));
        Assert.Equal(1.25, figure.Value!.Value, 12);
        Assert.Equal(20.0, Kpis(stated: 30).PartsOrderValue(In("2025-Q3")).RetailOrderValue);
        Assert.Equal(19.0, Kpis(stated: 30).PartsOrderValue(In("2025-Q4")).Value);
        Assert.Null(Kpis().PartsOrderValue(In("2025-Q4")).Value);
    }

    [Fact]
    public void Without_history_there_is_no_figure()
    {
        var period = In("2025-Q3");
        Assert.Equal(new ReferenceFigure(null, 0, 0), Kpis().WarrantyCaptureRate(period));
        Assert.Equal(new ReferenceFigure(null, null, 0), Kpis().TimeToRegister(period));
        Assert.Equal(new ReferenceFigure(null, 0, 0), Kpis().AftermarketConversionRate(period));
        Assert.Equal(new ReferenceFigure(null, null, 0), Kpis().PartsOrderValue(period));
    }

    private ReferenceKpis Kpis(decimal? stated = null) => new(ReferenceHistory.Read(folder), "EUR", stated);

    private void Write(string kind, params string[] lines) => File.WriteAllLines(Path.Combine(folder, kind + ".csv"), lines);

    private static Period In(string name) => Period.TryParse(name, out var period) ? period : throw new ArgumentException(Period.Explain(name), nameof(name));
}
