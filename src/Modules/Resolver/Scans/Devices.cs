using Microsoft.AspNetCore.Http;
using Nameplate.Platform.Access;

namespace Nameplate.Resolver.Scans;

/// <summary>Tells kinds of devices apart. The user agent itself is not kept.</summary>
internal static class Devices
{
    // what programs call themselves: search engines, previews of messengers, watchdogs
    static readonly string[] Programs = ["bot", "crawl", "spider", "slurp", "preview", "facebookexternalhit", "whatsapp", "headless", "monitor", "uptime"];
    static readonly string[] Handhelds = ["mobi", "android", "iphone", "ipad"];

    public static ScanDevice Of(HttpRequest request)
    {
        if (request.Cookies.ContainsKey(Policies.StaffCookie)) return ScanDevice.Staff;
        var agent = request.Headers.UserAgent.ToString();
        if (Says(Programs)) return ScanDevice.Bot;
        return Says(Handhelds) ? ScanDevice.Mobile : ScanDevice.Desktop;

        bool Says(string[] names)
        {
            foreach (var name in names)
                if (agent.Contains(name, StringComparison.OrdinalIgnoreCase)) return true;
            return false;
        }
    }
}
