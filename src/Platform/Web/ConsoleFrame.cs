using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Brands;

namespace Nameplate.Platform.Web;

/// <summary>What stands around a page of the console.</summary>
public sealed class ConsoleFrame
{
    public required string Title { get; init; }
    public required Brand Brand { get; init; }
    public required string Person { get; init; }
    public required string Path { get; init; }
    public required IReadOnlyList<NavigationItem> Navigation { get; init; }
    /// <summary>Value of the hidden field every form of the console carries.</summary>
    public required string FormToken { get; init; }
    /// <summary>True when htmx asks for the content alone.</summary>
    public required bool IsPart { get; init; }
    /// <summary>A sentence about what was just done, shown once above the content.</summary>
    public string? Done { get; init; }
    internal IStringLocalizer<Texts> Words { get; init; } = null!;

    public const string TokenField = "__RequestVerificationToken";
}

public sealed class ConsoleFrames(CurrentBrand brand, BrandBook brands, IEnumerable<INavigation> navigation, IAntiforgery antiforgery, IStringLocalizer<Texts> words)
{
    public async Task<ConsoleFrame> For(HttpContext http, string title, string? done = null) => new()
    {
        Title = title,
        Brand = await brands.Get(brand.Id, http.RequestAborted),
        Person = http.User.Identity?.Name ?? "",
        Path = http.Request.Path,
        Navigation = [.. navigation.SelectMany(n => n.Items).OrderBy(i => i.Section)],
        FormToken = antiforgery.GetAndStoreTokens(http).RequestToken!,
        IsPart = http.Request.Headers.ContainsKey("HX-Request"),
        Done = done,
        Words = words,
    };
}
