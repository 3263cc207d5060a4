using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Access;
using Nameplate.Platform.Access.Sessions;
using Nameplate.Platform.Brands;

namespace Nameplate.Platform.Web;

/// <summary>What stands around a page of the console.</summary>
public sealed class ConsoleFrame
{
    public required string Title { get; init; }
    public required Brand Brand { get; init; }
    public required string Person { get; init; }
    public required string Path { get; init; }
    internal IQueryCollection Query { get; init; } = QueryCollection.Empty;
    public required IReadOnlyList<NavigationItem> Navigation { get; init; }
    /// <summary>Other brands the person may go on with.</summary>
    internal IReadOnlyList<Brand> OtherBrands { get; init; } = [];
    /// <summary>Value of the hidden field every form of the console carries.</summary>
    public required string FormToken { get; init; }
    /// <summary>True when htmx asks for the content alone.</summary>
    public required bool IsPart { get; init; }
    /// <summary>A sentence about what was just done, shown once above the content.</summary>
    public string? Done { get; init; }
    internal IStringLocalizer<Texts> Words { get; init; } = null!;
    internal Rights Rights { get; init; } = null!;

    /// <summary>Whether whoever looks at the page has a permission: what they may not do is not offered.</summary>
    public bool May(string permission) => Rights.May(permission);
    public bool MayOpen(string href) => Rights.MayOpen(href);

    /// <summary>This page with one value of its query changed; null takes it out. Any other change leads to the first page of a list.</summary>
    public string Here(string key, string? value)
    {
        var query = new QueryBuilder(Query.Where(q => q.Key != key && q.Key is not ("done" or "change") && (key is "after" or "open" or "done" || q.Key != "after")));
        if (value is not null) query.Add(key, value);
        return Path + query;
    }

    public const string TokenField = "__RequestVerificationToken";
}

public sealed class ConsoleFrames(CurrentBrand brand, BrandBook brands, IEnumerable<INavigation> navigation, IAntiforgery antiforgery, Rights rights, IStringLocalizer<Texts> words)
{
    public async Task<ConsoleFrame> For(HttpContext http, string title, string? done = null) => new()
    {
        Title = title,
        Brand = await brands.Get(brand.Id, http.RequestAborted),
        Person = http.Features.Get<StaffVisit>()?.Person ?? "",
        OtherBrands = await Others(http),
        Path = http.Request.Path,
        Query = http.Request.Query,
        Navigation = [.. navigation.SelectMany(n => n.Items).Where(i => rights.MayOpen(i.Href)).OrderBy(i => i.Section).ThenBy(i => i.Order)],
        FormToken = antiforgery.GetAndStoreTokens(http).RequestToken!,
        IsPart = http.Request.Headers.ContainsKey("HX-Request"),
        Done = done,
        Words = words,
        Rights = rights,
    };

    async Task<IReadOnlyList<Brand>> Others(HttpContext http)
    {
        if (http.Features.Get<StaffVisit>() is not { MaySwitch: true } visit) return [];
        List<Brand> others = [];
        foreach (var id in visit.Brands.Where(b => b != brand.Id)) others.Add(await brands.Get(id, http.RequestAborted));
        return [.. others.OrderBy(b => b.Name, StringComparer.CurrentCulture)];
    }

    /// <summary>The frame of a page reached by a redirect with <c>?done=KEY</c>: it shows the sentence <c>Done.KEY</c> of the module's words, or of these.</summary>
    public Task<ConsoleFrame> For(HttpContext http, string title, IStringLocalizer module) =>
        For(http, title, http.Request.Query["done"].ToString() is { Length: > 0 and < 40 } key ? ((IStringLocalizer[])[module, words]).Select(w => w["Done." + key]).FirstOrDefault(s => !s.ResourceNotFound)?.Value : null);

    /// <summary>A form to be filled in.</summary>
    public ConsoleForm NewForm() => new(words, null);

    /// <summary>A form as it was sent.</summary>
    public ConsoleForm Read(IFormCollection posted) => new(words, posted);

    /// <summary>The answer to a form that does not fit the session any more: too old, or opened for another brand.</summary>
    internal async Task<IResult> TooOld(HttpContext http) => Pages.Console<TooOldPage>(new TooOldPage.Shown(await For(http, words["TooOld"])), StatusCodes.Status400BadRequest);

    /// <summary>The page for an address under which this brand has nothing.</summary>
    public async Task<IResult> NotHere(HttpContext http) => Pages.Console<NotHerePage>(new NotHerePage.Shown(await For(http, words["NotHere"])), StatusCodes.Status404NotFound);
}
