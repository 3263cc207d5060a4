using Microsoft.Extensions.Options;
using Nameplate.Platform.Brands;

namespace Nameplate.Platform.Web;

/// <summary>Configuration: under which address the world reaches this server. Printed codes carry it for ever.</summary>
public sealed class PublicAddress
{
    /// <summary>For example <c>https://id.example.com</c>; where none is configured, the address the server listens on.</summary>
    public string? Url { get; set; }
}

/// <summary>Under which addresses the world reaches this server: one for all, and the hosts that brands have of their own.</summary>
public sealed class Addresses(IOptions<PublicAddress> address, BrandHosts hosts)
{
    /// <summary>The address all brands share, without a slash at its end.</summary>
    public string Shared => address.Value.Url?.TrimEnd('/') ?? "http://127.0.0.1:5080";
    public string SharedHost => Shared[(Shared.IndexOf("://", StringComparison.Ordinal) + 3)..];

    /// <summary>The brand's own address where it has one; its scheme is that of the shared one.</summary>
    public string Of(Guid brand) => brand != Guid.Empty && hosts.Of(brand) is { } host ? $"{Shared[..(Shared.IndexOf("://", StringComparison.Ordinal) + 3)]}{host}" : Shared;
}

/// <summary>Absolute addresses of the current brand, for mails, codes and the API.</summary>
public sealed class Links(Addresses addresses, CurrentBrand brand)
{
    public string Base => addresses.Of(brand.Id);
    public string To(string path) => Base + path;

    /// <summary>The path, where the address is one of this server's, under the brand's host or the shared one; null where it leads elsewhere.</summary>
    public string? PathOf(string address)
    {
        foreach (var own in (string[])[Base, addresses.Shared])
            if (address.StartsWith(own + "/", StringComparison.OrdinalIgnoreCase)) address = address[own.Length..];
        return address is ['/', not '/' and not '\\', ..] ? address : null;
    }
}
