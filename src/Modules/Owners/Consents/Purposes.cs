using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.Localization;
using Nameplate.Platform.Brands;
using Nameplate.Platform.Storage;
using Nameplate.Platform.Web;

namespace Nameplate.Owners.Consents;

/// <summary>Why data may be used (GDPR Art. 6(1)).</summary>
internal enum LawfulBasis { Consent, Contract, LegalDuty, LegitimateInterest }

/// <summary>What the brand decided about a purpose: whether it asks for it, and in which words. Ours are used where it has none.</summary>
internal sealed class Purpose : IBrandOwned
{
    public const string Marketing = "marketing", Sms = "marketing_sms", Profiling = "profiling";

    public Guid BrandId { get; init; }
    public required string Key { get; init; }
    public bool IsOffered { get; set; }
    /// <summary>Grows with each change of the words: a consent is to the words that were shown.</summary>
    public int Version { get; set; }
    /// <summary>JSON: by language, title and text.</summary>
    public string? Wording { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
}

internal sealed class PurposeMap : IEntityTypeConfiguration<Purpose>
{
    public void Configure(EntityTypeBuilder<Purpose> p) => p.ToTable("owners_purpose").HasKey(x => new { x.BrandId, x.Key });
}

/// <param name="Text">The line beside the box; for what is always on, why it is.</param>
/// <param name="IsOwn">The brand's own, not one of those that come with the program.</param>
internal sealed record ShownPurpose(string Key, LawfulBasis Basis, string Title, string Text, bool IsOffered, string Version, bool IsOwn);

/// <summary>Words of a purpose in one language.</summary>
internal sealed record PurposeWords(string Title, string Text);

/// <summary>The purposes of the current brand, in the reader's language.</summary>
internal sealed class Purposes(AppDb db, CurrentBrand brand, BrandBook brands, IStringLocalizer<Texts> words)
{
    /// <summary>Without these nothing could be sold or kept safe, so nobody is asked.</summary>
    static readonly (string Key, LawfulBasis Basis)[] AlwaysOn = [("service", LawfulBasis.Contract), ("recall", LawfulBasis.LegalDuty), ("records", LawfulBasis.LegalDuty), ("security", LawfulBasis.LegitimateInterest)];

    /// <summary>Asked for by a box of their own, which is never ticked beforehand.</summary>
    static readonly (string Key, bool IsOffered)[] ByConsent = [(Purpose.Marketing, true), (Purpose.Sms, false), (Purpose.Profiling, true)];

    public static bool IsBuiltIn(string key) => Array.Exists(ByConsent, p => p.Key == key);

    public async Task<IReadOnlyList<ShownPurpose>> Always(CancellationToken ct)
    {
        var name = (await brands.Get(brand.Id, ct)).Name;
        return [.. AlwaysOn.Select(p => new ShownPurpose(p.Key, p.Basis, words["Purpose." + p.Key], words["Purpose." + p.Key + ".Why", name], true, "1", false))];
    }

    /// <summary>Those that need a consent: offered or not.</summary>
    public async Task<IReadOnlyList<ShownPurpose>> All(CancellationToken ct)
    {
        var name = (await brands.Get(brand.Id, ct)).Name;
        var rows = await db.Set<Purpose>().AsNoTracking().OrderBy(p => p.CreatedAt).ToListAsync(ct);
        return
        [
            .. ByConsent.Select(p => (p, Row: rows.Find(r => r.Key == p.Key))).Select(x => Shown(x.p.Key, x.Row?.IsOffered ?? x.p.IsOffered, x.Row, new(words["Purpose." + x.p.Key], words["Consent." + x.p.Key, name]), isOwn: false)),
            .. rows.Where(r => !IsBuiltIn(r.Key)).Select(r => Shown(r.Key, r.IsOffered, r, new(r.Key, r.Key), isOwn: true)),
        ];
    }

    public async Task<ShownPurpose?> Find(string key, CancellationToken ct) => (await All(ct)).FirstOrDefault(p => p.Key == key);

    static ShownPurpose Shown(string key, bool isOffered, Purpose? row, PurposeWords usual, bool isOwn)
    {
        var own = WordsOf(row);
        var said = own.GetValueOrDefault(Languages.Current) ?? (isOwn ? own.GetValueOrDefault("en") ?? own.Values.FirstOrDefault() : null) ?? usual;
        return new(key, LawfulBasis.Consent, said.Title, said.Text, isOffered, own.Count == 0 ? "1" : $"{row!.Version}", isOwn);
    }

    public static Dictionary<string, PurposeWords> WordsOf(Purpose? row) => row?.Wording is { } json ? JsonSerializer.Deserialize<Dictionary<string, PurposeWords>>(json)! : [];
}
