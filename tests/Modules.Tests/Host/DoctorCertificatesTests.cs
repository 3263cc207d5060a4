using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Nameplate.Tests.Platform.Mail;

namespace Nameplate.Tests.Host;

/// <summary>The mail server and the public address each show a certificate made here; the doctor says what is the matter with it, and what to do.</summary>
public class DoctorCertificatesTests
{
    static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    [Theory]
    [InlineData("good", "ok", "is good for ", null)]
    [InlineData("soon", "warning", "runs out in 5 days", "Renew it")]
    [InlineData("expired", "fails", "ran out on ", "Renew it")]
    [InlineData("not yet", "fails", "is good from ", "this machine’s clock")]
    [InlineData("wrong name", "fails", "is for other.example, id.other.example, not for localhost.", "Use a certificate for localhost")]
    [InlineData("untrusted", "fails", "is not trusted here. It was issued by Somebody.", "fullchain.pem")]
    public async Task What_is_wrong_with_a_certificate_is_said_in_a_sentence_that_helps(string what, string grade, string says, string? remedy)
    {
        using var authority = Authority("Nameplate Test Root");
        using var somebody = Authority("Somebody");
        using var certificate = what switch
        {
            "soon" => Leaf(authority, Now.AddDays(-80), Now.AddDays(5).AddHours(1), "localhost"),
            "expired" => Leaf(authority, Now.AddDays(-80), Now.AddDays(-3), "localhost"),
            "not yet" => Leaf(authority, Now.AddDays(2), Now.AddDays(90), "localhost"),
            "wrong name" => Leaf(authority, Now.AddDays(-1), Now.AddDays(90), "other.example", "id.other.example"),
            "untrusted" => Leaf(somebody, Now.AddDays(-1), Now.AddDays(90), "localhost"),
            _ => Leaf(authority, Now.AddDays(-1), Now.AddDays(90), "localhost"),
        };
        using var mail = new SmtpSink(certificate: certificate);
        using var site = new Site(certificate);
        var folder = Directory.CreateTempSubdirectory("np").FullName;
        var known = Path.Combine(folder, "known.pem");
        await File.WriteAllTextAsync(known, authority.ExportCertificatePem());
        Dictionary<string, string> environment = new()
        {
            ["SSL_CERT_FILE"] = known, ["SSL_CERT_DIR"] = Path.Combine(folder, "none"),
            ["NAMEPLATE_Mail__Host"] = "localhost", ["NAMEPLATE_Mail__Port"] = mail.Port.ToString(CultureInfo.InvariantCulture),
        };

        var ended = await Program.Run(environment, "doctor", "--json", "--data", folder, "--public-url", $"https://localhost:{site.Port}");

        var findings = JsonElement.Parse(ended.Out).GetProperty("findings").EnumerateArray().ToDictionary(f => f.GetProperty("check").GetString()!);
        foreach (var check in (string[])["mail", "public address"])
        {
            Assert.Equal((grade, check), (findings[check].GetProperty("grade").GetString(), check));
            Assert.Contains(says, findings[check].GetProperty("says").GetString(), StringComparison.Ordinal);
            if (remedy is not null) Assert.Contains(remedy, findings[check].GetProperty("remedy").GetString(), StringComparison.Ordinal);
        }
        Assert.Contains($"localhost:{mail.Port}", findings["mail"].GetProperty("says").GetString(), StringComparison.Ordinal);
        Assert.Empty(mail.Taken);
    }

    static X509Certificate2 Authority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        return request.CreateSelfSigned(Now.AddDays(-100), Now.AddDays(100));
    }

    static X509Certificate2 Leaf(X509Certificate2 authority, DateTimeOffset from, DateTimeOffset to, params string[] names)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=" + names[0], key, HashAlgorithmName.SHA256);
        var also = new SubjectAlternativeNameBuilder();
        foreach (var name in names) also.AddDnsName(name);
        request.CertificateExtensions.Add(also.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        using var signed = request.Create(authority, from, to, RandomNumberGenerator.GetBytes(8));
        return signed.CopyWithPrivateKey(key);
    }

    /// <summary>A proxy with TLS that answers <c>ok</c> to everything.</summary>
    sealed class Site : IDisposable
    {
        readonly TcpListener listener = new(IPAddress.Loopback, 0);

        public Site(X509Certificate2 certificate)
        {
            listener.Start();
            _ = Serve(certificate);
        }

        public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

        async Task Serve(X509Certificate2 certificate)
        {
            try
            {
                while (true)
                {
                    using var client = await listener.AcceptTcpClientAsync();
                    await using var tls = new SslStream(client.GetStream());
                    await tls.AuthenticateAsServerAsync(certificate);
                    _ = await tls.ReadAtLeastAsync(new byte[16], 16);
                    await tls.WriteAsync("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok"u8.ToArray());
                }
            }
            catch (Exception ended) when (ended is SocketException or ObjectDisposedException or IOException) { /* the test is over */ }
        }

        public void Dispose() => listener.Dispose();
    }
}
