using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Nameplate.Host.Reference;

/// <summary>Gives operations what stands beside their handler: summary, remarks, parameters, answers and the example.</summary>
sealed partial class OpenApiText : IOpenApiOperationTransformer
{
    /// <summary>Parameters that mean the same everywhere.</summary>
    static readonly Dictionary<string, string> Known = new()
    {
        ["gtin"] = "GTIN of 8, 12, 13 or 14 digits.", ["serial"] = "Serial of the unit, percent-encoded.", ["sku"] = "The part's SKU.", ["orderRef"] = "The order's reference.", ["id"] = "The id from the answer that named it.",
        ["period"] = "A quarter 2026-Q3, a month 2026-09 or an ISO week 2026-W37.", ["at"] = "The time that counts as now, ISO 8601; the clock's when not given.", ["key"] = "For example warranty_capture_rate.",
    };

    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var doc = context.Description.ActionDescriptor.EndpointMetadata.OfType<MethodInfo>().FirstOrDefault() is { } method ? XmlTexts.Of(method) : null;
        var template = Constraint().Replace("/" + context.Description.RelativePath, "}");
        operation.Summary ??= doc?.Element("summary").Text();
        operation.Description ??= doc?.Element("remarks").Text();
        NameParameters(operation, template, doc);
        foreach (var r in doc?.Elements("response") ?? [])
        {
            var code = (string)r.Attribute("code")!;
            operation.Responses ??= [];
            if (!operation.Responses.TryGetValue(code, out var response)) operation.Responses[code] = response = new OpenApiResponse();
            response.Description = r.Text();
        }
        if (Transcript.Of(doc) is { } example) Show(example, operation, template);
        ApiContract.Complete(operation, context.Description.HttpMethod!, template, context.Document!);
        return Task.CompletedTask;
    }

    static void NameParameters(OpenApiOperation operation, string template, XElement? doc)
    {
        operation.Parameters ??= [];
        var inPath = InPath().Matches(template).Select(m => m.Groups["name"].Value).ToList();
        foreach (var name in inPath.Where(n => operation.Parameters.All(p => p.Name != n)).Reverse())      // bound from the raw path, so that the generator does not see them
            operation.Parameters.Insert(0, new OpenApiParameter { Name = name, In = ParameterLocation.Path, Required = true, Schema = new OpenApiSchema { Type = JsonSchemaType.String } });
        foreach (var p in operation.Parameters) p.Description ??= doc.Parameter(p.Name!).Text() ?? Known.GetValueOrDefault(p.Name!);
    }

    static void Show(Transcript example, OpenApiOperation operation, string template)
    {
        foreach (var parameter in operation.Parameters!.OfType<OpenApiParameter>())
            if ((example.InPath(template, parameter.Name!) ?? example.Query.GetValueOrDefault(parameter.Name!)) is { } value)
                parameter.Example = parameter.Schema?.Type?.HasFlag(JsonSchemaType.Integer) is true ? JsonValue.Create(int.Parse(value, System.Globalization.CultureInfo.InvariantCulture)) : JsonValue.Create(value);
        if (example.Input is not null)
            foreach (var body in operation.RequestBody!.Content!.Values) body.Example = example.Input.DeepClone();
        if (!operation.Responses!.TryGetValue(example.Status, out var answer)) operation.Responses[example.Status] = answer = new OpenApiResponse { Description = "Done." };
        var response = (OpenApiResponse)answer;
        response.Content ??= new Dictionary<string, OpenApiMediaType>();
        if (!response.Content.TryGetValue(example.MediaType, out var media))
            response.Content[example.MediaType] = media = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = example.MediaType is "image/png" or "application/pdf" or "application/zip" ? "binary" : null } };
        ((OpenApiMediaType)media).Example = example.Answer?.DeepClone();
    }

    [GeneratedRegex(":[a-z]+\\}", RegexOptions.None, 100)] private static partial Regex Constraint();
    [GeneratedRegex("\\{(?<name>[A-Za-z]+)\\}", RegexOptions.ExplicitCapture, 100)] private static partial Regex InPath();
}
