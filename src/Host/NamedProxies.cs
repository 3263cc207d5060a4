using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Nameplate.Host.Verbs;

namespace Nameplate.Host;

/// <summary>Configuration <c>Proxies</c>: addresses and networks whose <c>X-Forwarded-For</c> and <c>-Proto</c> are believed. Nobody else's are: anybody can write them. The demo, which keeps nobody's data, believes a tunnel on its own machine.</summary>
static class NamedProxies
{
    public static void AddNamedProxies(this IServiceCollection services, IConfiguration configuration, bool demo)
    {
        var section = configuration.GetSection("Proxies");
        List<string> named = [.. section.GetChildren().Select(c => c.Value).Append(section.Value).OfType<string>().SelectMany(v => v.Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries))];
        if (demo && named.Count == 0) named = ["127.0.0.1", "::1"];
        var (addresses, networks) = Read(named);
        services.Configure<ForwardedHeadersOptions>(o =>
        {
            o.KnownProxies.Clear();
            o.KnownIPNetworks.Clear();
            foreach (var address in addresses) o.KnownProxies.Add(address);
            foreach (var network in networks) o.KnownIPNetworks.Add(network);
            // with empty lists the middleware would believe everybody
            o.ForwardedHeaders = named.Count == 0 ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            o.ForwardLimit = null;      // as far as the proxies are named
        });
    }

    static (List<IPAddress> Addresses, List<System.Net.IPNetwork> Networks) Read(List<string> named)
    {
        List<IPAddress> addresses = [];
        List<System.Net.IPNetwork> networks = [];
        foreach (var name in named)
        {
            if (name.Contains('/', StringComparison.Ordinal) && System.Net.IPNetwork.TryParse(name, out var network)) networks.Add(network);
            else if (IPAddress.TryParse(name, out var address)) addresses.Add(address);
            else throw new Mistake($"“{name}” in the setting Proxies is no address and no network. Write them like 127.0.0.1, 10.0.0.0/8.");
        }
        return (addresses, networks);
    }
}
