using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace Nameplate.Resolver.Scans;

/// <summary>Tells kinds of devices apart, and people from programs. The user agent itself is not kept.</summary>
internal static class Devices
{
    // what programs call themselves: search engines, previews of messengers, watchdogs
    static readonly SearchValues<string> Programs = SearchValues.Create(
        ["bot", "crawl", "spider", "slurp", "preview", "facebookexternalhit", "whatsapp", "embedly", "skypeuri", "vkshare", "headless", "monitor", "uptime", "lighthouse", "mediapartners", "ia_archiver"], StringComparison.OrdinalIgnoreCase);
    static readonly SearchValues<string> Handhelds = SearchValues.Create(["mobi", "android", "iphone", "ipad"], StringComparison.OrdinalIgnoreCase);

    /// <returns>Null for a program, and for a browser that looks ahead at what its user may never open.</returns>
    public static ScanDevice? Of(HttpRequest request)
    {
        var agent = request.Headers.UserAgent.ToString().AsSpan();
        if (agent.ContainsAny(Programs) || LooksAhead(request.Headers)) return null;
        return agent.ContainsAny(Handhelds) ? ScanDevice.Mobile : ScanDevice.Desktop;
    }

    static bool LooksAhead(IHeaderDictionary headers) => Ahead(headers, "Sec-Purpose") || Ahead(headers, "Purpose") || Ahead(headers, "X-Purpose") || Ahead(headers, "X-Moz");

    static bool Ahead(IHeaderDictionary headers, string name) =>
        headers.TryGetValue(name, out var purpose) && (purpose.ToString().Contains("prefetch", StringComparison.OrdinalIgnoreCase) || purpose.ToString().Contains("preview", StringComparison.OrdinalIgnoreCase));
}
