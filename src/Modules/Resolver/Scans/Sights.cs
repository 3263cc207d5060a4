using Microsoft.AspNetCore.Http;
using Nameplate.Gs1;
using Nameplate.Platform.Access;
using Nameplate.Platform.Storage;
using Nameplate.Resolver.Scans.Places;

namespace Nameplate.Resolver.Scans;

/// <summary>What is kept of a request that followed a code: nothing of who sent it.</summary>
internal sealed class Sights(PlaceBook places, StaffAtWork staff, TimeProvider clock)
{
    /// <returns>Null for what is no scan: a program, or a browser that looks ahead.</returns>
    public async ValueTask<Scan?> Of(HttpContext http, Guid brand, DigitalLink link)
    {
        if (Devices.Of(http.Request) is not { } device) return null;
        if (http.Request.Cookies.ContainsKey(Policies.StaffCookie) && await staff.Is(http, brand)) device = ScanDevice.Staff;
        var place = places.Of(http.Connection.RemoteIpAddress);
        return new()
        {
            BrandId = brand, Gtin = link.Gtin!.Value.Value, Serial = link.Serial, Lot = link.Lot, Placement = PlacementOf(link), Country = place?.Country, Region = place?.Region, Device = device,
            At = new DateTimeOffset(clock.GetUtcNow().UtcTicks / 10 * 10, TimeSpan.Zero),      // microseconds, as both databases keep them
        };
    }

    /// <summary><c>?pl=box</c>: the address printed on the box says where it stands.</summary>
    static Placement? PlacementOf(DigitalLink link)
    {
        foreach (var (name, value) in link.Extensions)
            if (name == "pl" && value is not null && Snake.TryEnum<Placement>(value, out var placement)) return placement;
        return null;
    }
}
