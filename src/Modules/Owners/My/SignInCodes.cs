using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Nameplate.Owners.People;

namespace Nameplate.Owners.My;

/// <summary>Six digits that sign in where they were asked for. The page that asked holds a sealed ticket with the address; without it the digits are worth nothing.</summary>
internal sealed class SignInCodes(IDataProtectionProvider protection)
{
    readonly IDataProtector codes = protection.CreateProtector("sign-in codes"), tickets = protection.CreateProtector("sign-in tickets");

    public string New() => RandomNumberGenerator.GetInt32(1_000_000).ToString("000000", CultureInfo.InvariantCulture);
    public string Seal(string code) => codes.Protect(code);

    /// <summary>One that nobody has, so that an address nobody has costs the same.</summary>
    public string Nobodys => field ??= Seal("------");

    public bool IsRight(string kept, string? typed)
    {
        var digits = string.Concat((typed ?? "").Where(char.IsAsciiDigit));
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(codes.Unprotect(kept)), Encoding.ASCII.GetBytes(digits.Length == 6 ? digits : "......"));
    }

    public string Ticket(Guid brand, string email, DateTimeOffset now) => tickets.Protect(string.Join('\n', brand, (now + OwnerLink.ToSignIn).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), Person.KeyOf(email)));

    /// <returns>By what the address is compared; null when it is no ticket of the brand's, or too old.</returns>
    public string? Read(string? ticket, Guid brand, DateTimeOffset now)
    {
        try
        {
            return ticket is { Length: > 0 and < 4_000 } && tickets.Unprotect(ticket).Split('\n') is [var of, var until, var key] && of == brand.ToString() && long.Parse(until, CultureInfo.InvariantCulture) > now.ToUnixTimeSeconds() ? key : null;
        }
        catch (CryptographicException) { return null; }
    }
}
