using System.Net;
using System.Text.Json;
using Nameplate.Analytics.Kpis;
using Nameplate.Analytics.Tests.Reference;

namespace Nameplate.Tests.Analytics.Kpis;

/// <summary>What the API says, beside what the reference makes of the same history.</summary>
static class Figures
{
    public static async Task<JsonElement> Kpi(this BrandClient brand, string key, string period, string more = "") =>
        (await brand.Api.GetAsync($"/api/v1/kpis/{key}?period={period}{more}").Expect(HttpStatusCode.OK)).GetProperty("kpi");

    /// <summary>Value, numerator and denominator.</summary>
    public static (double?, long?, long) Read(this JsonElement kpi) => (Number(kpi.GetProperty("value")), (long?)Number(kpi.GetProperty("numerator")), kpi.GetProperty("denominator").GetInt64());

    public static double? Also(this JsonElement kpi, string name) => Number(kpi.GetProperty("also").GetProperty(name));

    public static double? Number(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : value.GetDouble();

    /// <summary>Every figure of every period is the reference's.</summary>
    public static async Task Agree(BrandClient brand, ReferenceKpis reference, IEnumerable<string> periods)
    {
        foreach (var name in periods)
        {
            Assert.True(Period.TryParse(name, out var period));
            var kpis = (await brand.Api.GetAsync($"/api/v1/kpis?period={name}").Expect(HttpStatusCode.OK)).GetProperty("kpis").EnumerateArray().ToDictionary(k => k.GetProperty("key").GetString()!);
            Same(name, kpis["warranty_capture_rate"], reference.WarrantyCaptureRate(period), ("withEstimatedSales", f => f.WithEstimatedSales));
            Same(name, kpis["time_to_register"], reference.TimeToRegister(period), ("within14Days", f => f.Within14Days));
            Same(name, kpis["registration_to_engagement"], reference.RegistrationToEngagement(period));
            Same(name, kpis["profile_completeness"], reference.ProfileCompleteness(period));
            Same(name, kpis["returning_visitor_rate"], reference.ReturningVisitorRate(period));
            Same(name, kpis["data_activation_rate"], reference.DataActivationRate(period));
            Same(name, kpis["aftermarket_conversion_rate"], reference.AftermarketConversionRate(period));
            Same(name, kpis["parts_order_value"], reference.PartsOrderValue(period), ("directOrderValue", f => f.DirectOrderValue), ("retailOrderValue", f => f.RetailOrderValue));
        }
    }

    static void Same(string period, JsonElement kpi, ReferenceFigure figure, params (string Name, Func<ReferenceFigure, double?> Of)[] also)
    {
        var (value, numerator, denominator) = kpi.Read();
        var what = $"{period} {kpi.GetProperty("key")}";
        Assert.Equal((what, figure.Numerator, figure.Denominator), (what, numerator, denominator));
        Close(what, figure.Value, value);
        foreach (var (name, of) in also) Close($"{what} {name}", of(figure), kpi.Also(name));
    }

    static void Close(string what, double? expected, double? actual) =>
        Assert.True(expected is null == actual is null && Math.Abs((expected - actual) ?? 0) <= 1e-9, $"{what}: {expected} by the reference, {actual} by the product");
}
