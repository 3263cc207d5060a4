using System.Text.Json;

namespace Nameplate.Gs1;

/// <summary>Reads a linkset as GS1 narrows it: what else RFC 9264 allows of a link is left out of account.</summary>
internal static class LinksetReader
{
    public static Linkset Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("linkset", out var linkset))
                throw new FormatException("There is no member “linkset”.");
            return new([.. Items(linkset, "linkset").Select(Context)]);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)      // the second: half of a character
        {
            throw new FormatException($"This is not JSON: {wrong.Message}", wrong);
        }
    }

    private static LinkContext Context(JsonElement context)
    {
        if (context.ValueKind != JsonValueKind.Object)
            throw new FormatException("A context is an object with an anchor.");

        List<Link> links = [];
        foreach (var member in context.EnumerateObject())
        {
            if (member.Name is not ("anchor" or "itemDescription"))
                links.AddRange(Items(member.Value, member.Name).Select(l => Link(LinkTypes.Name(member.Name), l)));
        }

        return new(Text(context, "anchor"), OptionalText(context, "itemDescription") ?? "", links);
    }

    private static Link Link(string type, JsonElement link)
    {
        if (link.ValueKind != JsonValueKind.Object)
            throw new FormatException($"A link of the type {type} is no object.");
        return new(type, Text(link, "href"), OptionalText(link, "title") ?? "")
        {
            MediaType = OptionalText(link, "type"), Languages = Texts(link, "hreflang"), Contexts = Texts(link, "context"),
        };
    }

    private static JsonElement.ArrayEnumerator Items(JsonElement list, string name) =>
        list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : throw new FormatException($"“{name}” is no list.");

    private static string Text(JsonElement of, string name) => OptionalText(of, name) ?? throw new FormatException($"“{name}” is missing.");

    private static string? OptionalText(JsonElement of, string name) =>
        !of.TryGetProperty(name, out var value) ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : throw new FormatException($"“{name}” is no text.");

    private static string[] Texts(JsonElement of, string name) => !of.TryGetProperty(name, out var values) ? []
        : [.. Items(values, name).Select(v => v.ValueKind == JsonValueKind.String ? v.GetString()! : throw new FormatException($"“{name}” holds what is no text."))];
}
