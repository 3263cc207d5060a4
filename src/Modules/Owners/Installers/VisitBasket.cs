using Microsoft.AspNetCore.Http;
using Nameplate.Products;

namespace Nameplate.Owners.Installers;

/// <summary>A visit that goes on from code to code: its link and the units scanned so far, in a cookie that is set because the installer pressed “scan”, lasts half a day, and ends with the visit.</summary>
internal static class VisitBasket
{
    const string Cookie = "np-visit";
    static readonly TimeSpan Lasts = TimeSpan.FromHours(12);

    public sealed record Basket(string Token, IReadOnlyList<string> Units);

    public static Basket? Of(HttpContext http) =>
        http.Request.Cookies[Cookie] is { Length: > 0 and < 3_500 } text && text.Split('|') is [{ Length: > 0 and < 100 } token, .. var units] ? new(token, [.. units.Where(u => u.Length > 0).Take(RegisterVisit.MostUnits)]) : null;

    public static void Begin(HttpContext http, string token) => Write(http, token, Of(http) is { } before && before.Token == token ? before.Units : []);

    public static void Add(HttpContext http, Basket basket, UnitKey unit)
    {
        var one = $"{unit.Gtin} {unit.Serial}";
        if (!basket.Units.Contains(one) && basket.Units.Count < RegisterVisit.MostUnits && !unit.Serial.Contains('|')) Write(http, basket.Token, [.. basket.Units, one]);
    }

    public static void End(HttpContext http) => http.Response.Cookies.Delete(Cookie, Options(http, null));

    static void Write(HttpContext http, string token, IReadOnlyList<string> units) => http.Response.Cookies.Append(Cookie, string.Join('|', units.Prepend(token)), Options(http, Lasts));

    static CookieOptions Options(HttpContext http, TimeSpan? lasts) => new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, MaxAge = lasts, IsEssential = true, Path = "/" };
}
