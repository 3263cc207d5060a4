using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Web;
using Nameplate.Platform.Web.Lists;

namespace Nameplate.Products.Models;

/// <summary>The console's list of products, and the same as a file that can be changed and imported again.</summary>
internal static class ListModels
{
    internal static async Task<IResult> Page(HttpContext http, ListReader lists, ModelList models, IStringLocalizer<Texts> words, CancellationToken ct) =>
        Pages.Console<ModelsPage>(new ModelsPage.Shown(words, await lists.Read(http, models, words["Products"], words, ct)));

    internal static IResult Csv(HttpContext http, ListReader lists, ModelList models, CancellationToken ct) => lists.Csv(http, models, ct);
}
