using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.Access.TwoSteps;

/// <summary>The brand asks two steps of everybody, or leaves it to each. Who has none yet is led to set it up at the next request.</summary>
internal static class RequireTwoSteps
{
    internal static async Task<IResult> Post(IFormCollection posted, AppDb db, CurrentBrand brand, BrandBook book, CancellationToken ct)
    {
        var row = await db.Set<Brand>().SingleAsync(b => b.Id == brand.Id, ct);
        row.TwoStepsNeeded = posted.ContainsKey("needed");
        await db.SaveChangesAsync(ct);
        book.Forget(brand.Id);
        return TypedResults.LocalRedirect("/admin/settings/staff?done=saved");
    }
}
