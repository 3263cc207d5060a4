using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Nameplate.Host.Reference;

/// <summary>The OpenAPI document as a person reads it.</summary>
sealed record ReferenceText(IReadOnlyList<ReferenceText.Section> Sections)
{
    internal sealed record Section(string Name, IReadOnlyList<Operation> Operations);
    internal sealed record Operation(string Anchor, string Method, string Path, string Summary, string? Text, IReadOnlyList<Field> Parameters, IReadOnlyList<Field> Input, IReadOnlyList<Field> Output, string Curl, Answer? Done, IReadOnlyList<Answer> Others);
    /// <param name="Type">In words: <c>text</c>, <c>whole number</c>, or the values there are.</param>
    internal sealed record Field(string Name, string Type, bool Required, string? Text, int Depth = 0);
    internal sealed record Answer(string Status, string? Text, string? Example);
}

/// <summary>Reads operation by operation what the page shows.</summary>
sealed class ReadReference(JsonNode document, string server)
{
    static readonly JsonSerializerOptions Pretty = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    const int Deepest = 3;

    public ReferenceText Read() => new([.. document["paths"]!.AsObject()
        .SelectMany(path => path.Value!.AsObject().Select(o => (Tag: (string)o.Value!["tags"]![0]!, Operation: Operation(o.Key.ToUpperInvariant(), path.Key, o.Value!))))
        .GroupBy(o => o.Tag).Select(g => new ReferenceText.Section(g.Key, [.. g.Select(o => o.Operation)]))]);

    ReferenceText.Operation Operation(string method, string path, JsonNode o)
    {
        var parameters = o["parameters"]?.AsArray().Select(p => p!).ToList() ?? [];
        var input = o["requestBody"]?["content"]?.AsObject().FirstOrDefault();
        var answers = o["responses"]!.AsObject().OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => (Status: r.Key, Answer: r.Value!, Media: r.Value!["content"]?.AsObject().FirstOrDefault().Value)).ToList();
        var done = answers.FirstOrDefault(a => a.Status[0] == '2' && a.Media?["example"] is not null, answers.First(a => a.Status[0] == '2'));
        return new(
            (string)o["operationId"]!, method, path, (string)o["summary"]!, (string?)o["description"],
            [.. parameters.Where(p => (string?)p["in"] != "header").Select(p => new ReferenceText.Field((string)p["name"]!, TypeOf(p["schema"]!), (bool?)p["required"] ?? false, (string?)p["description"]))],
            input?.Value is { } media ? [.. Fields(media["schema"]!, 0)] : [], done.Media?["schema"] is { } output ? [.. Fields(output, 0)] : [],
            Curl(method, path, parameters, input), Told(done), [.. answers.Where(a => a.Status != done.Status).Select(a => new ReferenceText.Answer(a.Status, (string?)a.Answer["description"], null))]);
    }

    static ReferenceText.Answer Told((string Status, JsonNode Answer, JsonNode? Media) answer) => new(answer.Status, (string?)answer.Answer["description"], Write(answer.Media?["example"]));

    static string? Write(JsonNode? example) => example switch { null => null, JsonValue v when v.GetValueKind() == JsonValueKind.String => (string?)v, _ => example.ToJsonString(Pretty) };

    string Curl(string method, string path, List<JsonNode> parameters, KeyValuePair<string, JsonNode?>? input)
    {
        foreach (var p in parameters.Where(p => (string?)p["in"] == "path")) path = path.Replace($"{{{(string)p["name"]!}}}", Uri.EscapeDataString(p["example"]?.ToString() ?? "…"), StringComparison.Ordinal);
        var query = string.Join('&', parameters.Where(p => (string?)p["in"] == "query" && p["example"] is not null).Select(p => $"{(string)p["name"]!}={Uri.EscapeDataString(p["example"]!.ToString())}"));
        var curl = new StringBuilder(method is not ("GET" or "POST") || (method == "POST" && input is null) ? $"curl -X {method} " : "curl ").Append("-H \"Authorization: Bearer $KEY\" ");
        if (input is { Key: "multipart/form-data", Value: { } form })
            foreach (var (name, value) in form["example"]!.AsObject()) curl.Append("\\\n  -F ").Append(name == "file" ? "file=@units.csv" : $"{name}={value}").Append(' ');
        else if (input is { Value: { } json }) curl.Append("\\\n  -H 'Content-Type: application/json' \\\n  -d '").Append(Write(json["example"])?.Replace("'", "'\\''", StringComparison.Ordinal)).Append("' ");
        return curl.Append("\\\n  '").Append(server).Append(path).Append(query.Length > 0 ? "?" + query : "").Append('\'').ToString();
    }

    IEnumerable<ReferenceText.Field> Fields(JsonNode schema, int depth)
    {
        var at = Resolve(schema);
        foreach (var part in at["allOf"]?.AsArray() ?? [])
            foreach (var field in Fields(part!, depth)) yield return field;
        var required = at["required"]?.AsArray().Select(r => (string)r!).ToHashSet() ?? [];
        foreach (var (name, value) in at["properties"]?.AsObject() ?? [])
        {
            yield return new(name, TypeOf(value!), required.Contains(name), ((string?)value!["description"])?.Replace("`", "", StringComparison.Ordinal), depth);
            if (depth < Deepest && Inner(value) is { } inner)
                foreach (var field in Fields(inner, depth + 1)) yield return field;
        }
    }

    JsonNode? Inner(JsonNode schema)
    {
        var at = Resolve(schema);
        if (at["items"] is { } items) return Resolve(items)["properties"] is null ? null : items;
        return at["properties"] is null ? null : at;
    }

    JsonNode Resolve(JsonNode schema)
    {
        if ((schema["oneOf"] ?? schema["anyOf"]) is JsonArray choice && choice.FirstOrDefault(c => (string?)c!["type"] != "null") is { } one) return Resolve(one!);
        return (string?)schema["$ref"] is { } reference ? document["components"]!["schemas"]![reference.Split('/')[^1]]! : schema;
    }

    string TypeOf(JsonNode schema)
    {
        var at = Resolve(schema);
        if (at["enum"] is JsonArray values) return string.Join(" · ", values.Where(v => v is not null).Select(v => (string)v!));
        var type = at["type"] is JsonArray types ? (string)types.First(t => (string?)t != "null")! : (string?)at["type"];
        return (type, (string?)at["format"]) switch
        {
            ("array", _) when at["items"] is { } items => "list of " + TypeOf(items),
            ("string", "date") => "date",
            ("string", "date-time") => "time",
            ("string", "uuid") => "id",
            ("string", "binary") => "file",
            ("string", _) => "text",
            ("integer", _) => "whole number",
            ("number", _) => "number",
            ("boolean", _) => "true or false",
            ("object", _) => "object",
            _ => "JSON",
        };
    }
}
