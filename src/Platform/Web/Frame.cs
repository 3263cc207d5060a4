using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Brands;

namespace Nameplate.Platform.Web;

/// <summary>What stands around the content of a consumer's page: the brand, the language, the styles.</summary>
public sealed class Frame
{
    public required string Title { get; init; }
    public required Brand Brand { get; init; }
    public required string Path { get; init; }
    /// <summary>The language was chosen on a page, not by the browser, so links carry it on.</summary>
    public required bool LanguageChosen { get; init; }
    public required Styles Styles { get; init; }
    internal IStringLocalizer<Texts> Words { get; init; } = null!;
    /// <summary>Where the brand's name leads, for example back to the unit's page.</summary>
    public string? Home { get; init; }
    /// <summary>The page's one address, where the brand has a host of its own: it may be reached under others too.</summary>
    public string? Canonical { get; init; }

    public string To(string path) => LanguageChosen ? $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{Languages.Key}={Languages.Current}" : path;
}

/// <summary>The one style sheet, in a brand's colours, and its hash for the content security policy.</summary>
public sealed record Styles(string Css, string Hash)
{
    static readonly string Sheet = Read();
    static readonly ConcurrentDictionary<string, Styles> ByAccent = new(StringComparer.Ordinal);

    public static Styles Of(Brand brand) => ByAccent.GetOrAdd(brand.Accent, static accent =>
    {
        var p = Palette.From(accent);
        var css = Sheet.Replace("#0b6e4f", p.Accent, StringComparison.Ordinal).Replace("#35b58a", p.DarkAccent, StringComparison.Ordinal).Replace("#06241a", p.OnDarkAccent, StringComparison.Ordinal);
        return new(css, "'sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(css))) + "'");
    });

    static string Read()
    {
        using var reader = new StreamReader(typeof(Styles).Assembly.GetManifestResourceStream("Shell.css")!);
        return string.Concat(reader.ReadToEnd().Split('\n').Select(line => line.Trim()));
    }
}

/// <summary>Makes the frame of a page for the current brand.</summary>
public sealed class Frames(CurrentBrand brand, BrandBook brands, Links links, IStringLocalizer<Texts> words)
{
    public async Task<Frame> For(HttpContext http, string title, string? home = null)
    {
        var of = await brands.Get(brand.Id, http.RequestAborted);
        return new() { Title = title, Brand = of, Path = RawPath(http), LanguageChosen = http.Request.Query.ContainsKey(Languages.Key), Styles = Styles.Of(of), Words = words, Home = home, Canonical = of.Host is null ? null : links.To(RawPath(http)) };
    }

    // not the decoded path: a serial may hold “/” and “%”
    static string RawPath(HttpContext http) => http.Features.Get<IHttpRequestFeature>()!.RawTarget.Split('?')[0] is ['/', ..] raw ? raw : http.Request.Path;

    /// <summary>For what is written outside a request: a mail's words and links.</summary>
    public async Task<Frame> ForMail(string title, string path, CancellationToken ct)
    {
        var of = await brands.Get(brand.Id, ct);
        return new() { Title = title, Brand = of, Path = path, LanguageChosen = false, Styles = Styles.Of(of), Words = words };
    }

    /// <summary>The frame of a page that belongs to no brand.</summary>
    public Frame Neutral(HttpContext http, string title)
    {
        var nobody = new Brand { Slug = "", Name = "Nameplate", Currency = "EUR", Country = "DE" };
        return new() { Title = title, Brand = nobody, Path = RawPath(http), LanguageChosen = http.Request.Query.ContainsKey(Languages.Key), Styles = Styles.Of(nobody), Words = words };
    }
}
