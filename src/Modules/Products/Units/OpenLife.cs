using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Products.Units;

/// <summary>The whole life of a unit on one page, as every module knows it; one topic of it on request.</summary>
internal static class OpenLife
{
    internal static async Task<IResult> Page(UnitKey? unit, HttpContext http, IProducts products, IEnumerable<IHistory> histories, ConsoleFrames frames, IStringLocalizer<Texts> words, CancellationToken ct, string? topic = null)
    {
        if (unit is not { } key || await products.Unit(key.Gtin, key.Serial, ct) is not { } found) return await frames.NotHere(http);
        var life = await ShowUnit.LifeOf(found, histories, ct);
        return Pages.Console<LifePage>(new LifePage.Shown(await frames.For(http, words["Life.Title", key.Spaced], words), words, found, life, Snake.TryEnum<HistoryTopic>(topic ?? "", out var asked) ? asked : null));
    }

    internal static string AddressOf(UnitKey key) => UnitPage.AddressOf(key) + "/life";
}
