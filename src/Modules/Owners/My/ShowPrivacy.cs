using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Owners.My;

internal static class ShowPrivacy
{
    internal static async Task<IResult> Page(string slug, AppDb db, CurrentBrand current, Frames frames, IStringLocalizer<Texts> words, HttpContext http, CancellationToken ct)
    {
        if (await db.Set<Brand>().AsNoTracking().SingleOrDefaultAsync(b => b.Slug == slug, ct) is not { } brand) return TypedResults.NotFound();
        current.Become(brand.Id);
        var frame = await frames.For(http, words["Privacy"]);
        return Pages.Consumer<PrivacyPage>(new PrivacyPage.Shown(frame, words), frame);
    }
}
