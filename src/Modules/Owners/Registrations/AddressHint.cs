namespace Nameplate.Owners.Registrations;

/// <summary>Offers the address somebody probably meant: “gmial.com” is one slip away from “gmail.com”.</summary>
internal static class AddressHint
{
    static readonly string[] Common = ["gmail.com", "googlemail.com", "hotmail.com", "hotmail.fr", "hotmail.es", "outlook.com", "outlook.de", "yahoo.com", "yahoo.fr", "yahoo.es", "icloud.com", "gmx.de", "gmx.net", "gmx.at", "web.de", "t-online.de", "freenet.de", "orange.fr", "wanadoo.fr", "free.fr", "laposte.net", "live.com", "aol.com", "proton.me"];

    public static string? For(string email)
    {
        var at = email.LastIndexOf('@');
        var domain = email[(at + 1)..].ToLowerInvariant();
        return domain.Length < 5 || Common.Contains(domain) ? null : Common.FirstOrDefault(c => OneSlip(domain, c)) is { } meant ? email[..(at + 1)] + meant : null;
    }

    /// <summary>One letter left out, added, changed, or two swapped.</summary>
    static bool OneSlip(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > 1) return false;
        var i = 0;
        while (i < a.Length && i < b.Length && a[i] == b[i]) i++;
        return a.Length > b.Length ? a[(i + 1)..] == b[i..]
            : a.Length < b.Length ? a[i..] == b[(i + 1)..]
            : a[(i + 1)..] == b[(i + 1)..] || (i + 1 < a.Length && a[i] == b[i + 1] && a[i + 1] == b[i] && a[(i + 2)..] == b[(i + 2)..]);
    }
}
