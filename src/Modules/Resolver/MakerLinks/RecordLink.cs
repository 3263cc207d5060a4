using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Nameplate.Gs1;
using Nameplate.Platform.Access;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;
using Nameplate.Products;

namespace Nameplate.Resolver.MakerLinks;

/// <summary>Adds a link of the maker's, changes it, removes it, brings a former version back. Each makes a version that says who did it.</summary>
internal sealed partial class RecordLink(AppDb db, CurrentBrand brand, IProducts products, RetargetBook retargets, TimeProvider clock, IStringLocalizer<Texts> words)
{
    const int LongestTitle = 200;

    /// <summary>A link of a model, of a variant or a lot of it, or of one serial.</summary>
    /// <param name="Gtin">The model.</param>
    /// <param name="LinkType">What is there: a link type of the GS1 Web Vocabulary, such as <c>gs1:instructions</c>.</param>
    /// <param name="Href">http, https, or a path on this server.</param>
    /// <param name="Title">What people read.</param>
    /// <param name="Lot">Only for units of this lot.</param>
    /// <param name="Serial">Only for this unit.</param>
    /// <param name="Languages">Languages of the target, such as <c>de</c> or <c>de-CH</c>; none for everybody.</param>
    /// <param name="MediaType">Taken from the address when it is left out.</param>
    /// <param name="Countries">Countries it is for, as the parameter <c>context</c> names them: <c>AT</c>.</param>
    /// <param name="IsDefault">Codes lead here when nothing else is asked for.</param>
    /// <param name="From">When it begins to hold.</param>
    /// <param name="Until">When it ceases to hold.</param>
    /// <param name="Variant">Only for this consumer product variant, AI (22), or with a lot for that lot of it.</param>
    internal sealed record Input(
        string? Gtin, string? LinkType, string? Href, string? Title, string? Lot = null, string? Serial = null, IReadOnlyList<string>? Languages = null, string? MediaType = null,
        IReadOnlyList<string>? Countries = null, bool IsDefault = false, DateTimeOffset? From = null, DateTimeOffset? Until = null, string? Variant = null);

    public async Task<(MakerLink? Link, IReadOnlyList<FieldError> Errors)> Add(Input input, Caller by, CancellationToken ct)
    {
        var (content, errors) = await Read(input, ct);
        if (content is null) return (null, errors);
        var link = new MakerLink { BrandId = brand.Id };
        db.Add(link);
        await Save(link, link.Say(content, MakerLinkChange.Added, by, clock.GetUtcNow()), link.Gtin, ct);
        return (link, []);
    }

    public async Task<IReadOnlyList<FieldError>> Change(MakerLink link, Input input, Caller by, CancellationToken ct)
    {
        var (content, errors) = await Read(input, ct);
        if (content is null) return errors;
        var before = link.Gtin;
        await Save(link, link.Say(content, MakerLinkChange.Changed, by, clock.GetUtcNow()), before, ct);
        return [];
    }

    public Task Remove(MakerLink link, Caller by, CancellationToken ct) => link.RemovedAt is not null ? Task.CompletedTask : Save(link, link.Remove(by, clock.GetUtcNow()), link.Gtin, ct);

    /// <returns>False when there is no such version.</returns>
    public async Task<bool> Restore(MakerLink link, int number, Caller by, CancellationToken ct)
    {
        if (await db.Set<MakerLinkVersion>().AsNoTracking().SingleOrDefaultAsync(v => v.LinkId == link.Id && v.Number == number, ct) is not { } version) return false;
        var before = link.Gtin;
        await Save(link, link.Say(version.Said, MakerLinkChange.Restored, by, clock.GetUtcNow()), before, ct);
        return true;
    }

    async Task Save(MakerLink link, MakerLinkVersion version, string before, CancellationToken ct)
    {
        db.Add(version);
        await db.SaveChangesAsync(ct);
        retargets.Forget(before);
        retargets.Forget(link.Gtin);
    }

    async Task<(MakerLinkContent? Content, IReadOnlyList<FieldError> Errors)> Read(Input input, CancellationToken ct)
    {
        List<FieldError> errors = [];
        void Refuse(string field, string why) => errors.Add(new(field, why));

        if (!Gtin.TryParse(input.Gtin, out var gtin)) Refuse("gtin", Gtin.Explain(input.Gtin)!);
        else if (await products.Model(gtin.Value, ct) is null) Refuse("gtin", words["Links.NoModel"]);
        if (input is { Variant: not null, Serial: not null }) Refuse("variant", words["Links.OneLevel"]);
        else if (input.Variant is not null && !Serial.IsValid(input.Variant)) Refuse("variant", words["Links.VariantWrong"]);
        if (input is { Lot: not null, Serial: not null }) Refuse("lot", words["Links.OneLevel"]);
        else if (input.Lot is not null && !Serial.IsValid(input.Lot)) Refuse("lot", words["Links.LotWrong"]);
        if (input.Serial is not null && Serial.Explain(input.Serial) is { } odd) Refuse("serial", odd);
        var type = LinkTypes.Name(input.LinkType ?? "");
        if (!LinkTypes.Public.Contains(type)) Refuse("linkType", words["Links.TypeWrong"]);
        if (string.IsNullOrWhiteSpace(input.Href)) Refuse("href", words["Links.HrefMissing"]);
        else if (!WebAddress.IsRight(input.Href)) Refuse("href", words["Links.HrefWrong"]);
        if (input.Title?.Trim() is not { Length: >= 1 and <= LongestTitle } title || title.Any(char.IsControl)) Refuse("title", words["Links.TitleWrong", LongestTitle]);
        string[] languages = [.. (input.Languages ?? []).Select(Spelt).Distinct()];
        if (languages.FirstOrDefault(l => !LanguageForm().IsMatch(l)) is { } unspoken) Refuse("languages", words["Links.LanguageWrong", unspoken]);
        string[] countries = [.. (input.Countries ?? []).Select(c => c?.ToUpperInvariant() ?? "").Distinct()];
        if (countries.FirstOrDefault(c => !Nameplate.Platform.Web.Countries.IsRight(c)) is { } nowhere) Refuse("countries", words["Links.CountryWrong", nowhere]);
        var mediaType = input.MediaType?.Trim() is { Length: > 0 } named ? named.ToLowerInvariant() : input.Href is { } href ? Guessed(href) : null;
        if (mediaType is not null && !MediaTypeForm().IsMatch(mediaType)) Refuse("mediaType", words["Links.MediaTypeWrong"]);
        if (input.From >= input.Until) Refuse("until", words["Links.UntilWrong"]);
        if (errors.Count > 0) return (null, errors);

        return (new(gtin.Value, input.Variant, input.Lot, input.Serial, type, input.Href!, input.Title!.Trim(), languages, mediaType, countries, input.IsDefault, input.From?.ToUniversalTime(), input.Until?.ToUniversalTime()), []);
    }

    /// <summary><c>DE-ch</c> is <c>de-CH</c>.</summary>
    static string Spelt(string? language) => language?.Split('-', 2) is [var main, var region] ? $"{main.ToLowerInvariant()}-{region.ToUpperInvariant()}" : language?.ToLowerInvariant() ?? "";

    static string Guessed(string href) => Path.GetExtension(href.Split('?', '#')[0]).ToLowerInvariant() switch
    {
        ".pdf" => "application/pdf",
        ".png" => "image/png",
        ".jpg" or ".jpeg" => "image/jpeg",
        ".mp4" => "video/mp4",
        ".json" => "application/json",
        _ => "text/html",
    };

    [GeneratedRegex("^[a-z]{2}(-[A-Z]{2})?$", RegexOptions.ExplicitCapture, 1000)] private static partial Regex LanguageForm();
    [GeneratedRegex("^[a-z0-9]+/[a-z0-9][a-z0-9.+-]{0,100}$", RegexOptions.None, 1000)] private static partial Regex MediaTypeForm();
}
