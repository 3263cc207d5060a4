using Microsoft.Extensions.Localization;

namespace Nameplate.Resolver.Links;

internal static class TypeNames
{
    /// <summary>What a link type is called; a rare one by its name in the vocabulary.</summary>
    public static string TypeName(this IStringLocalizer<Texts> words, string type) => words["LinkType." + type] is { ResourceNotFound: false } known ? known.Value : type;
}
