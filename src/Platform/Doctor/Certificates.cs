using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Nameplate.Platform.Doctor;

/// <summary>What is to be said of a certificate another server shows.</summary>
internal static class Certificates
{
    const int SoonDays = 14;

    /// <param name="host">The name it was called by.</param>
    /// <param name="errors">What the handshake found; it was let through so that it can be told here.</param>
    public static Finding Judge(string check, string place, string host, X509Certificate? shown, SslPolicyErrors errors, DateTimeOffset now)
    {
        if (shown is null) return Finding.Fails(check, $"{place} shows no certificate.", "Give it one for this name.");
        using var certificate = X509CertificateLoader.LoadCertificate(shown.GetRawCertData());
        var (from, to) = (certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime());
        var days = Math.Floor((to - now.UtcDateTime).TotalDays);
        if (to < now.UtcDateTime) return Finding.Fails(check, $"The certificate of {place} ran out on {Day(to)}.", "Renew it, and see why it was not renewed by itself.");
        if (from > now.UtcDateTime) return Finding.Fails(check, $"The certificate of {place} is good from {Day(from)} on only.", "Check this machine’s clock; if it is right, use a certificate that is good already.");
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)) return Finding.Fails(check, $"The certificate of {place} is for {Names(certificate)}, not for {host}.", $"Use a certificate for {host}, or call the server by a name it has one for.");
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors)) return Finding.Fails(check, $"The certificate of {place} is not trusted here. It was issued by {certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: true)}.",
            "Let the server send its whole chain (fullchain.pem). For an authority of your own, add its root to this machine: update-ca-certificates.");
        if (days < SoonDays) return Finding.Warning(check, $"The certificate of {place} runs out in {days:0} days, on {Day(to)}.", "Renew it, and see why it was not renewed by itself.");
        return Finding.Ok(check, $"{place} answers; its certificate is good for {days:0} days.");
    }

    static string Day(DateTime time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    static string Names(X509Certificate2 certificate)
    {
        string[] names = [.. certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(n => n.EnumerateDnsNames().Concat(n.EnumerateIPAddresses().Select(a => a.ToString())))];
        return names.Length > 0 ? string.Join(", ", names.Take(5)) : certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false);
    }
}
