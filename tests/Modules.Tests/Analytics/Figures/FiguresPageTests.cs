using System.Net;
using System.Text.RegularExpressions;
using Nameplate.Commerce;
using Nameplate.Owners;
using Nameplate.Products;
using Nameplate.Tests.Analytics.Facts;
using Nameplate.Tests.Analytics.Kpis;

namespace Nameplate.Tests.Analytics.Figures;

public partial class FiguresPageTests(Servers servers)
{
    static readonly DateTimeOffset Day = new(2025, 5, 10, 8, 0, 0, TimeSpan.Zero);

    static async Task<HttpClient> SignedIn(BrandClient brand, string language = "en")
    {
        var staff = brand.Server.Visitor(language, cookies: true);
        using var answer = await staff.PostAsync(brand.SignInLink, new FormUrlEncodedContent([]));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return staff;
    }

    static async Task<IReadOnlyList<Guid>> Sell(BrandClient brand, int units, int registered)
    {
        var ids = Enumerable.Range(0, units).Select(_ => Guid.CreateVersion7()).ToList();
        await brand.Tell(
            new UnitsRecorded([.. ids.Select(u => new UnitRecorded(u, "09506000134352", "S" + u, null, "DE", null, UnitStatus.Sold))]),
            new SalesRecorded([.. ids.Select(u => new SaleRecorded(u, Day, SaleChannel.Retail, "DE", null, null))]),
            new UnitsRegistered([.. ids.Take(registered).Select(u => new UnitRegistered(Guid.CreateVersion7(), u, Guid.CreateVersion7(), Day.AddDays(1), Day, RegistrationChannel.Qr, null, null))]));
        return ids;
    }

    [Theory]
    [InlineData("sqlite", "en", "24 of 40 units sold", "Too few: 40 of 100", "60.0%")]
    [InlineData("postgres", "de", "24 von 40 verkauften", "Zu wenige: 40 von 100", "60,0")]
    [InlineData("sqlite", "fr", "24 appareils vendus sur 40", "Trop peu\u202f: 40 sur 100", "60,0")]
    [InlineData("sqlite", "es", "24 de 40 unidades", "Muy pocos: 40 de 100", "60,0")]
    public async Task The_page_says_each_figure_in_the_readers_words_and_greys_what_rests_on_too_few(string storage, string language, string counted, string few, string value)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        var units = await Sell(brand, 40, 24);
        using var staff = await SignedIn(brand, language);

        var html = WebUtility.HtmlDecode(await staff.GetStringAsync("/admin/figures?period=2025-Q3"));
        Assert.Contains(counted, html);
        Assert.Contains(few, html);
        Assert.Contains(value, html);
        Assert.Contains("np-few", html);
        Assert.Equal(6, DataFigure().Count(html));      // a chart where there is something to draw
        Assert.DoesNotContain("scan", string.Concat(Headline().Matches(html).Select(m => m.Value)), StringComparison.OrdinalIgnoreCase);      // never a headline
        foreach (var page in (string[])["/admin/figures", "/admin/figures?period=2025-08", "/admin/figures?period=2025-W32", "/admin/figures/warranty_capture_rate/rows?period=2025-Q3", "/admin/figures/inputs"])
            Assert.DoesNotMatch(@">\s*(Period|Trend|Cohort|Benchmark|Also|Few|Inputs|Unit|Delta|Rows)\.[A-Z]", await staff.GetStringAsync(page));      // every word is there

        var csv = await staff.GetStringAsync("/admin/figures/warranty_capture_rate/rows.csv?period=2025-Q3");
        Assert.Equal(41, csv.TrimEnd('\n').Split('\n').Length);
        Assert.All(units, u => Assert.Contains(u.ToString(), csv, StringComparison.OrdinalIgnoreCase));
    }

    [Theory, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_brand_sets_its_own_benchmark_and_retail_order_value_with_their_source(string storage)
    {
        var brand = await (await servers.On(storage)).NewBrand();
        await Sell(brand, 40, 24);
        await brand.Tell(new OrdersPlaced([new(Guid.CreateVersion7(), Guid.CreateVersion7(), null, Day, OrderChannel.Direct, [new(1, "P", LineKind.Part, 2, 30, "EUR")])]));
        using var staff = await SignedIn(brand);
        Assert.Null((await brand.Kpi("parts_order_value", "2025-Q2")).Read().Item1);

        Dictionary<string, string> form = [];
        foreach (Match field in Field().Matches(await staff.GetStringAsync("/admin/figures/inputs"))) form[field.Groups["name"].Value] = WebUtility.HtmlDecode(field.Groups["value"].Value);
        (form["warranty_capture_rate"], form["warranty_capture_rate.source"], form["retail_order_value"], form["retail_order_value.source"]) = ("65", "Our plan for 2026", "40.50", "Retail panel");
        using (var refused = await staff.PostAsync("/admin/figures/inputs", new FormUrlEncodedContent(form.Where(f => f.Key != "__RequestVerificationToken")))) Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        using (var saved = await staff.PostAsync("/admin/figures/inputs", new FormUrlEncodedContent(form))) Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);

        var capture = await brand.Kpi("warranty_capture_rate", "2025-Q3");
        Assert.Equal((0.65, false), (capture.GetProperty("good").GetDouble(), capture.GetProperty("meetsBenchmark").GetBoolean()));
        Assert.Equal((60 / 40.5) - 1, (await brand.Kpi("parts_order_value", "2025-Q2")).Read().Item1!.Value, 12);
        var html = WebUtility.HtmlDecode(await staff.GetStringAsync("/admin/figures?period=2025-Q3"));
        Assert.Contains("Source: Our plan for 2026", html);
        Assert.Contains("Source: A vendor’s guide", html);

        (form["time_to_register"], form["time_to_register.source"]) = ("soon", "Us");
        using var wrong = await staff.PostAsync("/admin/figures/inputs", new FormUrlEncodedContent(form));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
    }

    [GeneratedRegex("data-figure=", RegexOptions.None, 1000)] private static partial Regex DataFigure();
    [GeneratedRegex("<h[1-3][^>]*>.*?</h[1-3]>", RegexOptions.Singleline, 1000)] private static partial Regex Headline();
    [GeneratedRegex("""<input[^>]* name="(?<name>[^"]+)"[^>]* value="(?<value>[^"]*)"[^>]*>""", RegexOptions.None, 1000)] private static partial Regex Field();
}
