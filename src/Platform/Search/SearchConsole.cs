using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Access;
using Nameplate.Platform.Web;

namespace Nameplate.Platform.Search;

/// <summary>Asks every module for what was typed; what is named exactly opens at once. What the reader may not open is not found.</summary>
internal static class SearchConsole
{
    const int MostOfAKind = 10, Longest = 400;

    internal static async Task<IResult> Page(HttpContext http, ConsoleFrames frames, IEnumerable<IConsoleSearch> searches, Rights rights, IStringLocalizer<Texts> words, CancellationToken ct, string? q = null)
    {
        var text = q?.Trim() ?? "";
        List<SearchHit> hits = [];
        if (text.Length is > 0 and <= Longest)
            foreach (var search in searches) hits.AddRange((await search.Find(text, MostOfAKind, ct)).Where(h => rights.MayOpen(h.Href)));
        if (hits.FindAll(h => h.IsExact) is [var exact]) return TypedResults.LocalRedirect(exact.Href);
        return Pages.Console<SearchPage>(new SearchPage.Shown(await frames.For(http, words["Search"]), text, hits));
    }
}
