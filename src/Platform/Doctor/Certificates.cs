using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Nameplate.Platform.Doctor;

/// <summary>What is to be said of a certificate another server shows.</summary>
internal static class Certificates
{
    public static Finding Judge(string check, string place, X509Certificate? shown, SslPolicyErrors errors, DateTimeOffset now)
    {
        if (shown is null) return Finding.Fails(check, $"{place} shows no certificate.", "Give it one.");
        using var certificate = X509CertificateLoader.LoadCertificate(shown.GetRawCertData());
        var days = (certificate.NotAfter.ToUniversalTime() - now.UtcDateTime).TotalDays;
        return (errors, days) switch
        {
            (_, < 0) => Finding.Fails(check, $"The certificate of {place} ran out {-days:0} days ago.", "Renew it."),
            (not SslPolicyErrors.None, _) => Finding.Fails(check, $"The certificate of {place} is not trusted: {errors}.", "Give it one from an authority this machine knows, for this very name."),
            (_, < 14) => Finding.Warning(check, $"The certificate of {place} runs out in {days:0} days.", "Renew it."),
            _ => Finding.Ok(check, $"{place} answers; its certificate is good for {days:0} days."),
        };
    }
}
