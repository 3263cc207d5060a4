using Microsoft.AspNetCore.Http;
using Nameplate.Platform.Access;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Resolver.Scans;

internal sealed class Visits(StaffAtWork staff, CurrentBrand brand) : IVisits
{
    public async ValueTask<ScanDevice?> Of(HttpContext http) =>
        Devices.Of(http.Request) is not { } device ? null : http.Request.Cookies.ContainsKey(Policies.StaffCookie) && await staff.Is(http, brand.Id) ? ScanDevice.Staff : device;

    public Placement? PlacementOf(HttpRequest request) => Snake.TryEnum<Placement>(request.Query["pl"].ToString(), out var placement) ? placement : null;
}
