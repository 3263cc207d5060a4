using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Access.Sessions;

/// <summary>Goes on for another brand the person works for; this device remembers it.</summary>
internal static class SwitchBrand
{
    internal static async Task<IResult> Post(HttpContext http, IFormCollection posted, AppDb db, ConsoleFrames frames, CancellationToken ct)
    {
        var visit = StaffVisit.Of(http);
        if (!visit.MaySwitch || !Guid.TryParse(posted["brand"], out var chosen) || !visit.Brands.Contains(chosen)) return await frames.NotHere(http);
        await using var tx = await db.Database.BeginTransactionAsync(ct);
        await db.Set<StaffSession>().Where(s => s.Id == visit.SessionId).ExecuteUpdateAsync(s => s.SetProperty(x => x.BrandId, chosen), ct);
        await tx.CommitAsync(ct);
        return TypedResults.LocalRedirect("/admin");
    }
}
