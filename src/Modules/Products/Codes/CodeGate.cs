using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Products.Codes;

/// <summary>In front of the pages of a unit: who comes by a label that is void, or on no unit yet, is told so.</summary>
internal static class CodeGate
{
    internal static async Task<IResult?> Stop(HttpContext http)
    {
        if (!http.Request.RouteValues.ContainsKey("serial") || await UnitKey.BindAsync(http) is not { } key) return null;
        var db = http.RequestServices.GetRequiredService<AppDb>();
        var state = await db.Set<LabelCode>().Where(c => c.Gtin == key.Gtin && c.Serial == key.Serial).Select(c => (CodeState?)c.State).SingleOrDefaultAsync(http.RequestAborted);
        if (state is null or CodeState.Bound || await http.RequestServices.GetRequiredService<IProducts>().Model(key.Gtin, http.RequestAborted) is not { } model) return null;
        var words = http.RequestServices.GetRequiredService<IStringLocalizer<Texts>>();
        var frame = await http.RequestServices.GetRequiredService<Frames>().For(http, words[state == CodeState.Void ? "Code.VoidTitle" : "Code.FreeTitle"], $"/p/{model.Gtin}");
        return Pages.Consumer<CodeNoticePage>(new CodeNoticePage.Shown(frame, words, model, key, state == CodeState.Void), frame, state == CodeState.Void ? StatusCodes.Status410Gone : StatusCodes.Status404NotFound);
    }
}
