using System.Collections.Concurrent;
using System.Reflection;
using System.Xml.Linq;

namespace Nameplate.Host.Reference;

/// <summary>What the code says of its handlers and records, internal ones too, from the XML file beside the assembly.</summary>
static class XmlTexts
{
    static readonly ConcurrentDictionary<Assembly, Dictionary<string, XElement>> Read = new();

    public static XElement? Of(MethodInfo method) => method.DeclaringType is { } type ? Read.GetOrAdd(type.Assembly, Load).GetValueOrDefault($"M:{Name(type)}.{method.Name}") : null;

    public static XElement? Of(Type type) => type.Assembly.GetName().Name!.StartsWith("Nameplate", StringComparison.Ordinal) ? Read.GetOrAdd(type.Assembly, Load).GetValueOrDefault("T:" + Name(type)) : null;

    public static XElement? Parameter(this XElement? doc, string name) => doc?.Elements("param").FirstOrDefault(p => string.Equals((string?)p.Attribute("name"), name, StringComparison.OrdinalIgnoreCase));

    public static string? Text(this XElement? e) => e is null || string.Join(' ', e.Value.Split((char[])null!, StringSplitOptions.RemoveEmptyEntries)) is not { Length: > 0 } text ? null : text;

    static string Name(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');

    static Dictionary<string, XElement> Load(Assembly assembly)
    {
        var file = Path.ChangeExtension(assembly.Location, ".xml");
        return File.Exists(file) ? XDocument.Load(file).Descendants("member").GroupBy(m => ((string)m.Attribute("name")!).Split('(')[0]).ToDictionary(g => g.Key, g => g.First()) : [];
    }
}
