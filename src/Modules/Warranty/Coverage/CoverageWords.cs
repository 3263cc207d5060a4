using Microsoft.Extensions.Localization;
using Nameplate.Platform.Web;

namespace Nameplate.Warranty.Coverage;

internal static class CoverageWords
{
    /// <summary>“Warranty until 28 July 2028”; null when there is nothing certain to say. An estimate is a lower bound: nothing is sold before it leaves the maker.</summary>
    public static string? StateOf(this IStringLocalizer words, UnitCoverage coverage) => coverage switch
    {
        { Until: null } => null,
        { Basis: CoverBasis.Estimate, Status: CoverageStatus.Expired } => null,
        { Basis: CoverBasis.Estimate, Until: { } until } => words["State.AtLeast", until.Long()].Value,
        { Status: CoverageStatus.Expired, Until: { } until } => words["State.Ended", until.Long()].Value,
        { Until: { } until } => words["State.Until", until.Long()].Value,
    };

    /// <summary>The same as a part of a sentence, under a heading that says “Warranty”.</summary>
    public static string LineOf(this IStringLocalizer words, UnitCoverage coverage) => coverage switch
    {
        { Until: null } or { Basis: CoverBasis.Estimate, Status: CoverageStatus.Expired } => words["Line.FromPurchase"],
        { Basis: CoverBasis.Estimate, Until: { } until } => words["Line.AtLeast", until.Long()],
        { Status: CoverageStatus.Expired, Until: { } until } => words["Line.Ended", until.Long()],
        { Until: { } until } => words["Line.Until", until.Long()],
    };
}
