using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Nameplate.Platform.Web;

/// <summary>Configuration: under which address the world reaches this server. Printed codes carry it for ever.</summary>
public sealed class PublicAddress
{
    /// <summary>For example <c>https://id.example.com</c>; where none is configured, the address the server listens on.</summary>
    public string? Url { get; set; }
    /// <summary>The operator named it; it is not just where the server listens.</summary>
    public bool IsConfigured { get; set; }
}

/// <summary>Absolute addresses, for mails, codes and the API.</summary>
public sealed class Links(IOptions<PublicAddress> address)
{
    public string Base => address.Value.Url?.TrimEnd('/') ?? "http://127.0.0.1:5080";
    public string To(string path) => Base + path;
}
