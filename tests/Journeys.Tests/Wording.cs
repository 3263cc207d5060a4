using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;

namespace Nameplate.Tests;

/// <summary>The texts of all modules, to tell whether what stands on a page was forgotten in English or is the name of a text.</summary>
sealed partial class Wording
{
    static readonly ResourceManager[] Files =
    [.. new[] { typeof(Platform.PlatformModule), typeof(Products.ProductsModule), typeof(Resolver.ResolverModule), typeof(Nameplate.Owners.OwnersModule), typeof(Warranty.WarrantyModule), typeof(Nameplate.Commerce.CommerceModule), typeof(Analytics.AnalyticsModule) }
        .Select(t => t.Assembly).SelectMany(a => a.GetManifestResourceNames().Where(n => n.EndsWith("Texts.resources", StringComparison.Ordinal)).Select(n => new ResourceManager(n[..^".resources".Length], a)))];
    static readonly HashSet<string> Keys = [.. In("").Select(t => t.Key)];

    readonly HashSet<string> own, english;
    readonly List<Regex> ownForms, englishForms;

    public Wording(string language)
    {
        (own, ownForms) = Read(language);
        (english, englishForms) = Read("");
    }

    /// <summary>What is wrong with a text read on a page; null when nothing is.</summary>
    public string? Fault(string text)
    {
        if (Keys.Contains(text) && !own.Contains(text)) return $"“{text}” is the name of a text";
        if (own.Contains(text) || ownForms.Any(f => f.IsMatch(text))) return null;
        return english.Contains(text) || englishForms.Any(f => f.IsMatch(text)) ? $"“{text}” is English" : null;
    }

    static IEnumerable<KeyValuePair<string, string>> In(string language) => Files.SelectMany(f => f.GetResourceSet(CultureInfo.GetCultureInfo(language), createIfNotExists: true, tryParents: false)!.Cast<DictionaryEntry>())
        .Select(e => new KeyValuePair<string, string>((string)e.Key, (string)e.Value!));

    static (HashSet<string>, List<Regex>) Read(string language)
    {
        var texts = In(language).Select(t => t.Value).ToLookup(t => t.Contains("{0", StringComparison.Ordinal));
        return ([.. texts[false]], [.. texts[true].Where(t => Placeholder().Replace(t, "").Count(char.IsLetter) > 6).Distinct().Select(Form)]);
    }

    static Regex Form(string text) => new("^" + string.Join(".+", Placeholder().Split(text).Select(Regex.Escape)) + "$", RegexOptions.Singleline, TimeSpan.FromSeconds(1));

    [GeneratedRegex(@"\{\d[^}]*\}", RegexOptions.None, 1000)] private static partial Regex Placeholder();
}
