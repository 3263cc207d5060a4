using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Nameplate.Platform.Access.Sessions;

namespace Nameplate.Platform.Access;

/// <summary>The browser in which somebody asked for a link, known by a secret of its own: what is mailed opens there, or by the code of the mail, and nowhere else.</summary>
internal static class AskingBrowser
{
    const string Cookie = "np-ask";
    static readonly TimeSpan Remembered = TimeSpan.FromHours(1);

    /// <summary>The hash of the browser's secret; null where nobody asked.</summary>
    public static string? Of(HttpContext http) => http.Request.Cookies[Cookie] is { Length: > 20 and < 100 } secret ? Token.Hash(secret) : null;

    /// <summary>Gives the browser a secret, unless it has one: a link mailed a moment ago stays good.</summary>
    public static string Remember(HttpContext http)
    {
        var secret = http.Request.Cookies[Cookie] is { Length: > 20 and < 100 } had ? had : Token.New();
        http.Response.Cookies.Append(Cookie, secret, StaffSessions.Cookie(http, Remembered));
        return Token.Hash(secret);
    }

    public static void Forget(HttpContext http) => http.Response.Cookies.Delete(Cookie, StaffSessions.Cookie(http, null));

    /// <summary>Six digits for the mail: who reads it on the phone types them where they asked.</summary>
    public static string NewCode() => RandomNumberGenerator.GetString("0123456789", 6);

    /// <summary>Slow, as six digits are few; salted with the browser, so that one look-up takes one computation whether or not anything was mailed.</summary>
    public static string Hash(string asked, string typed) => Convert.ToHexStringLower(Rfc2898DeriveBytes.Pbkdf2(string.Concat(typed.Where(char.IsAsciiDigit).Take(20)), System.Text.Encoding.ASCII.GetBytes(asked), 20_000, HashAlgorithmName.SHA512, 32));
}
