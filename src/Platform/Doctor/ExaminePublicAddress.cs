using System.Net;
using System.Net.Security;
using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Doctor;

/// <summary>The address that printed codes carry: it leads here, over TLS.</summary>
internal sealed class ExaminePublicAddress(IOptions<PublicAddress> address, TimeProvider clock) : IExamine
{
    public string Check => "public address";

    public async IAsyncEnumerable<Finding> Look([EnumeratorCancellation] CancellationToken ct)
    {
        if (address.Value.Url is not { Length: > 0 } text || !Uri.TryCreate(text, UriKind.Absolute, out var url))
            yield return Finding.Warning("public address", "No public address is set; printed codes would carry the one the server listens on.", "Set --public-url before anything is printed.");
        else yield return await Visit(url, ct);
    }

    async Task<Finding> Visit(Uri url, CancellationToken ct)
    {
        X509Certificate2? shown = null;
        var errors = SslPolicyErrors.None;
        using var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(10),
            SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, e) => { shown = certificate is null ? null : X509CertificateLoader.LoadCertificate(certificate.GetRawCertData()); errors = e; return true; } },
        };
#pragma warning disable RS0030 // one call in the life of a command
        using var client = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(20) };
#pragma warning restore RS0030
        try
        {
            using var answer = await client.GetAsync(new Uri(url, "/healthz"), ct);
            if (answer.StatusCode != HttpStatusCode.OK) return Finding.Fails("public address", $"{url} answers {(int)answer.StatusCode}.", "Check the proxy in front, and that a server runs.");
            if (url.Scheme == Uri.UriSchemeHttps) return Certificates.Judge("public address", url.ToString(), url.Host, shown, errors, clock.GetUtcNow());
            return url.IsLoopback ? Finding.Ok("public address", $"{url} answers.") : Finding.Warning("public address", $"{url} answers without encryption.", "Put a proxy with TLS in front. See the guide on proxies.");
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException && !ct.IsCancellationRequested)
        {
            return Finding.Fails("public address", $"{url} cannot be reached from here: {error.Message.TrimEnd('.')}.", "Check that a server runs, the proxy in front, and DNS.");
        }
        finally { shown?.Dispose(); }
    }
}
