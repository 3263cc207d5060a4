using Nameplate.Platform.Web;

namespace Nameplate.Resolver.Scans.Places;

internal static class PlaceText
{
    /// <summary>“Germany, BY”; null where no place is known.</summary>
    public static string? Of(string? country, string? region) =>
        country is null ? null : region is null ? Countries.NameOf(country) : $"{Countries.NameOf(country)}, {(region.StartsWith(country + "-", StringComparison.Ordinal) ? region[(country.Length + 1)..] : region)}";
}
