using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Brands;

/// <summary>Which host a brand may have: a name of its own that leads to nobody else.</summary>
internal sealed class HostRule(AppDb db, CurrentBrand brand, Addresses addresses, IStringLocalizer<Texts> words)
{
    /// <returns>The name as it is kept, or what would be right.</returns>
    public async Task<(string? Host, string? Wrong)> Read(string? typed, CancellationToken ct)
    {
        if (typed is null) return (null, null);
        if (BrandHost.Read(typed) is not { } host) return (null, words["Brand.HostWrong"]);
        if (host == addresses.SharedHost) return (null, words["Brand.HostShared"]);
        return await db.Set<Brand>().AnyAsync(b => b.Host == host && b.Id != brand.Id, ct) ? (null, words["Brand.HostTaken"]) : (host, null);
    }
}
