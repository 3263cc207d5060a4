using Microsoft.AspNetCore.Http.HttpResults;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Products.Codes;

/// <summary>Placements as a query names them.</summary>
internal static class CodePlacements
{
    public static bool TryRead(string? text, out CodePlacement? placement)
    {
        placement = string.IsNullOrEmpty(text) ? null : Snake.TryEnum<CodePlacement>(text, out var known) ? known : null;
        return string.IsNullOrEmpty(text) || placement is not null;
    }

    public static ProblemHttpResult Wrong => Problems.Field("placement", "Use one of " + string.Join(", ", Snake.All<CodePlacement>()) + ".");
}
