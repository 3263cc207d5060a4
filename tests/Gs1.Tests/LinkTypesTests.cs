using System.Text.Json;

namespace Nameplate.Gs1.Tests;

public class LinkTypesTests
{
    private const string Name = "linktypes-v1.16.json";

    [Theory]
    [InlineData("pip", "pip")]
    [InlineData("gs1:pip", "pip")]
    [InlineData("https://gs1.org/voc/pip", "pip")]
    [InlineData("https://www.gs1.org/voc/pip", "pip")]
    [InlineData("https://ref.gs1.org/voc/pip", "pip")]
    [InlineData("https://schema.org/mpn", "https://schema.org/mpn")]
    public void A_type_is_the_same_however_it_is_written(string written, string name)
    {
        Assert.Equal(name, LinkTypes.Name(written));
        Assert.Equal(LinkTypes.Iri(name), LinkTypes.Iri(written));
    }

    [Fact]
    public void They_are_those_of_the_vocabulary()
    {
        var file = SharedFile.Find(Name);
        Assert.SkipWhen(file is null, SharedFile.Missing(Name));
        using var vocabulary = JsonDocument.Parse(File.ReadAllText(file!));
        var types = vocabulary.RootElement.EnumerateObject().ToLookup(t => t.Value.GetProperty("status").GetString() == "stable" && t.Value.GetProperty("restricted").ValueKind == JsonValueKind.Null, t => t.Name);

        Assert.Equal(types[true].Order(StringComparer.Ordinal), LinkTypes.Public);
        Assert.Equal(types[false].Order(StringComparer.Ordinal), LinkTypes.Reserved.Order(StringComparer.Ordinal));
    }
}
