namespace Nameplate.Gs1.Tests;

public class LinkPreferencesTests
{
    private static readonly Link[] Links =
    [
        Of("html-en", "text/html", ["en"]), Of("html-de", "text/html", ["de"]), Of("pdf-de", "application/pdf", ["de"]), Of("pdf", "application/pdf", []), Of("html-de-AT", "text/html", ["de-AT"]),
        Of("html-de-CH", "text/html", ["de"], "CH"), Of("any", null, []), Of("any-ja", null, ["ja"]),
    ];

    [Theory]
    [InlineData("text/html", "de", null, "html-de")]
    [InlineData("text/html", "de-AT,de;q=0.5", null, "html-de-AT")]
    [InlineData("text/html", "de-LI-1996", null, "html-de")]
    [InlineData("text/html", "fr,en;q=0.3,de;q=0.7", null, "html-de")]
    [InlineData("text/html", "DE", "ch", "html-de-CH")]
    [InlineData("text/html", "de", "FR", "html-de")]
    [InlineData("application/pdf", "de", null, "pdf-de")]
    [InlineData("application/pdf", "fr", null, "pdf")]
    [InlineData("application/pdf", null, null, "pdf")]
    [InlineData("application/*", "de", null, "pdf-de")]
    [InlineData("text/html;q=0.4,application/pdf;q=0.5", "de", null, "pdf-de")]
    [InlineData("text/html,application/xhtml+xml,*/*;q=0.8", "en-GB,en", null, "html-en")]
    [InlineData("*/*", null, null, "any")]
    [InlineData("undefined", null, null, "any")]
    [InlineData(null, "ja", null, "any-ja")]
    [InlineData("image/png", null, null, "any")]
    [InlineData("text/html", "fr", null, "html-en html-de html-de-AT")]
    [InlineData("text/html", null, null, "html-en html-de html-de-AT")]
    [InlineData("text/html", "fr,de;q=0", null, "html-en html-de-AT")]
    [InlineData("text/html", "*", null, "html-en html-de html-de-AT")]
    public void The_best_link_is_chosen_by_media_type_then_language_then_context(string? accept, string? language, string? context, string best) =>
        Assert.Equal(best, string.Join(' ', new LinkPreferences(accept, language, context).Best(Links).Select(l => l.Title)));

    [Fact]
    public void Links_that_say_the_same_of_themselves_cannot_be_told_apart()
    {
        Link[] twins = [Of("one", "text/html", []), Of("two", "text/html", [])];

        Assert.Equal(2, new LinkPreferences("text/html", "de", "CH").Best(twins).Count);
        Assert.Equal("one", Assert.Single(new LinkPreferences("image/png", "ja", null).Best([twins[0]])).Title);
    }

    [Theory]
    [InlineData("de", null, "de", "en+de")]
    [InlineData("en", null, "en+de", "de")]
    [InlineData("de", "CH", "CH", "AT+CH")]
    [InlineData("de", "AT", "AT+CH", "CH")]
    public void What_is_made_for_who_asks_comes_before_what_serves_him_too(string language, string? context, string best, string other)
    {
        Link[] links = [.. ((string[])[other, best]).Select(title => context is null ? Of(title, "text/html", title.Split('+')) : Of(title, "text/html", ["de"], title.Split('+')))];

        Assert.Equal(best, Assert.Single(new LinkPreferences("text/html", language, context).Best(links)).Title);
        Assert.Equal(best, new LinkPreferences("text/html", language, context).BestDefault(new("defaultLink", "https://example.com/", "default"), links).Title);
    }

    [Theory]
    [InlineData("text/html,*/*;q=0.8", "de-DE,de;q=0.9", null, "de")]
    [InlineData("*/*", "de", null, "de")]
    [InlineData("*/*", "xx", null, "default")]
    [InlineData(null, null, null, "default")]
    [InlineData("text/html", null, "CH", "CH")]
    [InlineData("*/*", null, "CH", "CH")]
    [InlineData("*/*", null, "AT", "default")]
    [InlineData("text/html", "fr", null, "default")]
    [InlineData("application/pdf", "en", null, "pdf")]
    [InlineData("*/*", "en", null, "default")]
    public void The_default_has_variants_and_is_never_in_doubt(string? accept, string? language, string? context, string best)
    {
        Link[] variants =
        [
            Of("de", "text/html", ["de"]), Of("CH", "text/html", [], "CH"), Of("pdf", "application/pdf", []), Of("fr-1", "text/html", ["fr"]), Of("fr-2", "text/html", ["fr"]),
        ];
        Assert.Equal(best, new LinkPreferences(accept, language, context).BestDefault(new("defaultLink", "https://example.com/", "default"), variants).Title);
    }

    [Theory]
    [InlineData("application/json, text/plain, */*", "application/json")]
    [InlineData("text/html;q=0.5,application/LD+json", "application/ld+json")]
    [InlineData("*/*", null)]
    [InlineData("undefined", null)]
    [InlineData("", null)]
    [InlineData("text/html;q=0", null)]
    public void The_media_type_that_is_wanted_most(string accept, string? mediaType) => Assert.Equal(mediaType, new LinkPreferences(accept, null, null).MediaType);

    private static Link Of(string title, string? mediaType, string[] languages, params string[] contexts) =>
        new("pip", "https://example.com/" + title, title) { MediaType = mediaType, Languages = languages, Contexts = contexts };
}
