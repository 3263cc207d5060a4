using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Nameplate.Architecture.Tests;

public partial class TextsTests
{
    static readonly string[] Languages = ["de", "fr", "es"];

    public static TheoryData<string> All => [.. Repository.Files("src", "/Texts.resx")];

    [Theory, MemberData(nameof(All))]
    public void Every_text_is_there_in_four_languages_with_the_same_placeholders(string english)
    {
        var texts = Read(english);
        foreach (var language in Languages)
        {
            var translated = Read(english.Replace(".resx", $".{language}.resx", StringComparison.Ordinal));
            Assert.Equal(texts.Keys.Order(StringComparer.Ordinal), translated.Keys.Order(StringComparer.Ordinal));
            Assert.Empty(texts.Where(t => !Placeholders(t.Value).SetEquals(Placeholders(translated[t.Key]))).Select(t => $"{language}: {t.Key}"));
            Assert.Empty(translated.Where(t => string.IsNullOrWhiteSpace(t.Value)).Select(t => $"{language}: {t.Key}"));
        }
    }

    static Dictionary<string, string> Read(string file) =>
        XDocument.Parse(Repository.Read(file)).Root!.Elements("data").ToDictionary(d => (string)d.Attribute("name")!, d => (string)d.Element("value")!);

    static HashSet<string> Placeholders(string text) => [.. PlaceholderForm().Matches(text).Select(m => m.Groups["number"].Value)];

    [GeneratedRegex(@"\{(?<number>\d+)", RegexOptions.ExplicitCapture, 1000)] private static partial Regex PlaceholderForm();
}
