using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace Nameplate.Gs1.Tests;

public class LinksetTests
{
    private const string Anchor = "https://id.example.com/01/09506000134352/21/A%2FB";

    [Fact]
    public void A_linkset_is_written_as_GS1_wants_it()
    {
        var linkset = new Linkset([new(Anchor, "Kettle",
        [
            new("gs1:pip", "https://example.com/p?a=1&b=2", "Kettle"),
            new("instructions", "https://example.com/de.pdf", "Anleitung “Kessel”") { Languages = ["de", "de-CH"], MediaType = "application/pdf" },
            new("pip", "https://example.com/q", "Kessel") { Languages = ["de"], Contexts = ["DE"] },
            new("https://schema.org/mpn", "https://example.com/r", "Number"),
        ])]);

        Assert.Equal(
            """
            {"linkset":[{"anchor":"https://id.example.com/01/09506000134352/21/A%2FB","itemDescription":"Kettle",
            "https://ref.gs1.org/voc/pip":[{"href":"https://example.com/p?a=1&b=2","title":"Kettle"},{"href":"https://example.com/q","title":"Kessel","hreflang":["de"],"context":["DE"]}],
            "https://ref.gs1.org/voc/instructions":[{"href":"https://example.com/de.pdf","title":"Anleitung “Kessel”","type":"application/pdf","hreflang":["de","de-CH"]}],
            "https://schema.org/mpn":[{"href":"https://example.com/r","title":"Number"}]}]}
            """.ReplaceLineEndings(""), Encoding.UTF8.GetString(linkset.ToJson()));
    }

    [Fact]
    public void As_linked_data_it_says_what_its_words_mean_and_is_otherwise_the_same()
    {
        var linkset = new Linkset([new(Anchor, "</script><b>&", [new("pip", "https://example.com/", "</script>")])]);
        using var linked = JsonDocument.Parse(linkset.ToJsonLd());
        var page = linkset.ToJsonLdForPage();

        Assert.Equal("@id", linked.RootElement.GetProperty("@context").GetProperty("anchor").GetString());
        Assert.Equal(linkset, Linkset.Read(linkset.ToJsonLd()));
        Assert.DoesNotContain('<', page);
        Assert.Equal(linkset, Linkset.Read(Encoding.UTF8.GetBytes(page)));
    }

    [Fact]
    public void What_was_written_is_what_is_read()
    {
        var text = Gen.Elements("Kettle", "Kößel", "<&>\"'\\", "", "\ud83d\ude00\u2028").ToArbitrary().Generator;
        var links = from type in Gen.Elements("pip", "instructions", "https://schema.org/mpn")
                    from title in text
                    from language in Gen.Elements<string[]>([], ["de"], ["de", "fr-CH"])
                    from media in Gen.Elements(null, "text/html")
                    from context in Gen.Elements<string[]>([], ["DE"])
                    select new Link(type, "https://example.com/", title) { Languages = language, MediaType = media, Contexts = context };
        var contexts = from description in text
                       from list in links.ListOf()
                       select new LinkContext(Anchor, description, [.. list.OrderBy(l => l.Type, StringComparer.Ordinal)]);

        Prop.ForAll(contexts.ListOf().ToArbitrary(), list => new Linkset([.. list]) is var linkset && Linkset.Read(linkset.ToJson()).Equals(linkset)).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"linkset":{}}""")]
    [InlineData("""{"linkset":[1]}""")]
    [InlineData("""{"linkset":[{}]}""")]
    [InlineData("""{"linkset":[{"anchor":"a","x":{}}]}""")]
    [InlineData("""{"linkset":[{"anchor":"a","x":[{"title":"t"}]}]}""")]
    [InlineData("""{"linkset":[{"anchor":"a","x":[{"href":"h","hreflang":[1]}]}]}""")]
    [InlineData("""{"linkset":[{"anchor":"a","x":[{"href":"\ud800"}]}]}""")]
    public void What_is_no_linkset_is_refused(string json) => Assert.Throws<FormatException>(() => Linkset.Read(Encoding.UTF8.GetBytes(json)));
}
