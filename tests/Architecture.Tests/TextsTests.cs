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

    /// <summary>What a printer would set: narrow no-break spaces in French, both signs around a Spanish question, low and high quotation marks in German, no typewriter's signs anywhere.</summary>
    [Theory, MemberData(nameof(All))]
    public void Every_text_is_set_as_its_language_sets_it(string english)
    {
        List<string> wrong = [];
        foreach (var language in Languages.Prepend(""))
            foreach (var (key, text) in Read(language.Length == 0 ? english : english.Replace(".resx", $".{language}.resx", StringComparison.Ordinal)))
            {
                if (TypewriterForm().IsMatch(text)) wrong.Add($"{language} {key}: typewriter's signs in {text}");
                var right = language switch
                {
                    "fr" => !FrenchWrong().IsMatch(AddressForm().Replace(text, "0")),
                    "es" => text.Count(c => c == '?') == text.Count(c => c == '¿') && text.Count(c => c == '!') == text.Count(c => c == '¡') && !SpaceBeforeSign().IsMatch(text) && !text.Contains('“', StringComparison.Ordinal),
                    "de" => text.Count(c => c == '„') == text.Count(c => c == '“') && !text.Contains('”', StringComparison.Ordinal) && !SpaceBeforeSign().IsMatch(text) && !FamiliarForm().IsMatch(text),
                    _ => text.Count(c => c == '“') == text.Count(c => c == '”'),
                };
                if (!right) wrong.Add($"{language} {key}: {text}");
            }
        Assert.Empty(wrong);
    }

    static Dictionary<string, string> Read(string file) =>
        XDocument.Parse(Repository.Read(file)).Root!.Elements("data").ToDictionary(d => (string)d.Attribute("name")!, d => (string)d.Element("value")!);

    static HashSet<string> Placeholders(string text) => [.. PlaceholderForm().Matches(text).Select(m => m.Groups["number"].Value)];

    /// <summary>Straight quotation marks, three dots, two blanks.</summary>
    [GeneratedRegex("[\"']|\\.\\.\\.|  ", RegexOptions.None, 1000)] private static partial Regex TypewriterForm();
    /// <summary>Before ; : ! ? » and %, and behind «, stands U+202F and nothing else.</summary>
    [GeneratedRegex("[^\u202f;:!?][;:!?»]|«[^\u202f]|\\d[^\u202f\\d]?[%€]", RegexOptions.None, 1000)] private static partial Regex FrenchWrong();
    [GeneratedRegex(@"https?://|\{\d[^}]*\}|\d:\d", RegexOptions.None, 1000)] private static partial Regex AddressForm();
    [GeneratedRegex("[ \u00a0][;:!?](?!\\w)", RegexOptions.None, 1000)] private static partial Regex SpaceBeforeSign();
    [GeneratedRegex(@"\b([Dd]u|[Dd]ein\w*|[Dd]ir|[Dd]ich)\b", RegexOptions.ExplicitCapture, 1000)] private static partial Regex FamiliarForm();

    [GeneratedRegex(@"\{(?<number>\d+)", RegexOptions.ExplicitCapture, 1000)] private static partial Regex PlaceholderForm();
}
