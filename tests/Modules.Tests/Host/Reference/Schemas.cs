using System.Globalization;
using System.Text.Json;

namespace Nameplate.Tests.Host.Reference;

/// <summary>The part of JSON Schema that the document of the API uses.</summary>
public sealed class Schemas(JsonElement document)
{
    public JsonElement Resolve(JsonElement schema)
    {
        if (!schema.TryGetProperty("$ref", out var reference)) return schema;
        var at = document;
        foreach (var part in reference.GetString()!.TrimStart('#', '/').Split('/')) at = at.TryGetProperty(part, out var next) ? next : throw new InvalidOperationException("dangling " + reference);
        return Resolve(at);
    }

    /// <returns>What does not hold, with its place; nothing when the value is right.</returns>
    public IEnumerable<string> Wrong(JsonElement schema, JsonElement value, string at = "$")
    {
        schema = Resolve(schema);
        foreach (var choice in new[] { "oneOf", "anyOf" })
            if (schema.TryGetProperty(choice, out var options) && !options.EnumerateArray().Any(o => !Wrong(o, value, at).Any())) yield return $"{at} is none of {choice}: {value}";
        if (schema.TryGetProperty("allOf", out var all))
            foreach (var wrong in all.EnumerateArray().SelectMany(s => Wrong(s, value, at))) yield return wrong;
        if (schema.TryGetProperty("type", out var type) && !(type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(t => t.GetString()!) : [type.GetString()!]).Any(t => Is(t, value))) yield return $"{at} is no {type}: {value}";
        if (schema.TryGetProperty("enum", out var values) && !values.EnumerateArray().Any(v => v.ToString() == value.ToString())) yield return $"{at} is none of {values}: {value}";
        if (value.ValueKind == JsonValueKind.String && schema.TryGetProperty("format", out var format) && !HasForm(format.GetString()!, value.GetString()!)) yield return $"{at} is no {format}: {value}";
        if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var items))
            foreach (var wrong in value.EnumerateArray().SelectMany((v, i) => Wrong(items, v, $"{at}[{i}]"))) yield return wrong;
        if (value.ValueKind != JsonValueKind.Object) yield break;
        if (schema.TryGetProperty("required", out var required))
            foreach (var name in required.EnumerateArray().Where(r => !value.TryGetProperty(r.GetString()!, out _))) yield return $"{at} lacks {name}";
        var known = schema.TryGetProperty("properties", out var p) ? p : default;
        foreach (var property in value.EnumerateObject())
        {
            if (known.ValueKind == JsonValueKind.Object && known.TryGetProperty(property.Name, out var own))
                foreach (var wrong in Wrong(own, property.Value, $"{at}.{property.Name}")) yield return wrong;
            else if (schema.TryGetProperty("additionalProperties", out var more))
            {
                if (more.ValueKind == JsonValueKind.False) yield return $"{at} knows no {property.Name}";
                else if (more.ValueKind == JsonValueKind.Object)
                    foreach (var wrong in Wrong(more, property.Value, $"{at}.{property.Name}")) yield return wrong;
            }
            else if (known.ValueKind == JsonValueKind.Object) yield return $"{at} declares no {property.Name}";
        }
    }

    static bool Is(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "null" => value.ValueKind == JsonValueKind.Null,
        _ => false,
    };

    static bool HasForm(string format, string text) => format switch
    {
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "date-time" => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "uuid" => Guid.TryParse(text, out _),
        _ => true,
    };
}
