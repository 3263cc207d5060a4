using System.Collections.Concurrent;
using System.Reflection;
using System.Xml.Linq;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Nameplate.Host;

/// <summary>Gives operations the summary and remarks of their handler, internal ones too, from the XML file beside its assembly.</summary>
sealed class OpenApiText : IOpenApiOperationTransformer
{
    static readonly ConcurrentDictionary<Assembly, Dictionary<string, XElement>> Read = new();

    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<MethodInfo>().FirstOrDefault() is { DeclaringType: { } type } method
            && Read.GetOrAdd(type.Assembly, Load).GetValueOrDefault($"{type.FullName!.Replace('+', '.')}.{method.Name}") is { } doc)
        {
            operation.Summary ??= Text(doc.Element("summary"));
            operation.Description ??= Text(doc.Element("remarks"));
            foreach (var r in doc.Elements("response"))
                if (operation.Responses?.TryGetValue((string?)r.Attribute("code") ?? "", out var response) is true) response.Description = Text(r);
        }
        return Task.CompletedTask;
    }

    static string? Text(XElement? e) => e is null ? null : string.Join(' ', e.Value.Split((char[])null!, StringSplitOptions.RemoveEmptyEntries));

    static Dictionary<string, XElement> Load(Assembly assembly)
    {
        var file = Path.ChangeExtension(assembly.Location, ".xml");
        return File.Exists(file)
            ? XDocument.Load(file).Descendants("member").Where(m => ((string)m.Attribute("name")!).StartsWith("M:", StringComparison.Ordinal))
                .GroupBy(m => ((string)m.Attribute("name")!)[2..].Split('(')[0]).ToDictionary(g => g.Key, g => g.First())
            : [];
    }
}
