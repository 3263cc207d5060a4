namespace Nameplate.Resolver.Links;

/// <summary>Link types of the GS1 Web Vocabulary, which are written in three ways that mean the same.</summary>
internal static class LinkTypes
{
    public const string Vocabulary = "https://ref.gs1.org/voc/", Default = "defaultLink";
    static readonly string[] Prefixes = ["gs1:", Vocabulary, "https://gs1.org/voc/", "https://www.gs1.org/voc/"];

    public static string Full(string type) => Vocabulary + type;

    public static string Read(string asked) => Prefixes.FirstOrDefault(p => asked.StartsWith(p, StringComparison.OrdinalIgnoreCase)) is { } prefix ? asked[prefix.Length..] : asked;
}
