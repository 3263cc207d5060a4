using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Nameplate.Gs1;

/// <summary>A set of links, of one thing or of several. RFC 9264, as the GS1-Conformant Resolver Standard 1.2 narrows it.</summary>
public sealed record Linkset(IReadOnlyList<LinkContext> Contexts)
{
    public const string MediaType = "application/linkset+json";

    /// <summary>Where GS1 keeps the words that make a linkset JSON-LD; an answer names it in its Link header.</summary>
    public const string JsonLdContext = "https://ref.gs1.org/standards/resolver/linkset-context";

    /// <summary>As application/linkset+json. Types of links are full IRIs; those of one type stand together, in the order they came.</summary>
    public byte[] ToJson() => Write(JavaScriptEncoder.UnsafeRelaxedJsonEscaping, linkedData: false);

    /// <summary>As application/ld+json: the same, with the context that says what its words mean.</summary>
    public byte[] ToJsonLd() => Write(JavaScriptEncoder.UnsafeRelaxedJsonEscaping, linkedData: true);

    /// <summary>As <see cref="ToJsonLd"/>, for a script element of a page: nothing in it can end the element.</summary>
    public string ToJsonLdForPage() => Encoding.UTF8.GetString(Write(JavaScriptEncoder.Default, linkedData: true));

    /// <summary>Reads application/linkset+json.</summary>
    /// <exception cref="FormatException">It is not; the message says where it went wrong.</exception>
    public static Linkset Read(ReadOnlyMemory<byte> json) => LinksetReader.Read(json);

    public bool Equals(Linkset? other) => other is not null && Contexts.SequenceEqual(other.Contexts);

    public override int GetHashCode() => Contexts.Count;

    private byte[] Write(JavaScriptEncoder encoder, bool linkedData)
    {
        var bytes = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(bytes, new() { Encoder = encoder }))
        {
            json.WriteStartObject();
            if (linkedData)
                WriteTerms(json);
            json.WriteStartArray("linkset");
            foreach (var context in Contexts)
                Write(json, context);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, LinkContext context)
    {
        json.WriteStartObject();
        json.WriteString("anchor", context.Anchor);
        json.WriteString("itemDescription", context.Description);
        foreach (var links in context.Links.GroupBy(l => LinkTypes.Iri(l.Type)))
        {
            json.WriteStartArray(links.Key);
            foreach (var link in links)
                Write(json, link);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Link link)
    {
        json.WriteStartObject();
        json.WriteString("href", link.Href);
        json.WriteString("title", link.Title);
        if (link.MediaType is not null)
            json.WriteString("type", link.MediaType);
        WriteList("hreflang", link.Languages);
        WriteList("context", link.Contexts);
        json.WriteEndObject();

        void WriteList(string name, IReadOnlyList<string> values)
        {
            if (values.Count == 0)
                return;
            json.WriteStartArray(name);
            foreach (var value in values)
                json.WriteStringValue(value);
            json.WriteEndArray();
        }
    }

    /// <summary>After appendix A of RFC 9264: an anchor is the thing, a key with an IRI is a statement about it.</summary>
    private static void WriteTerms(Utf8JsonWriter json)
    {
        json.WriteStartObject("@context");
        json.WriteNumber("@version", 1.1);
        json.WriteString("@vocab", "http://www.iana.org/assignments/relation/");
        json.WriteString("linkset", "@graph");
        json.WriteString("anchor", "@id");
        json.WriteString("href", "@id");
        json.WriteString("itemDescription", "http://purl.org/dc/terms/description");
        json.WriteString("title", "http://purl.org/dc/terms/title");
        json.WriteString("type", "http://purl.org/dc/terms/format");
        json.WriteString("hreflang", "http://purl.org/dc/terms/language");
        json.WriteString("context", "http://purl.org/dc/terms/coverage");
        json.WriteEndObject();
    }
}
