using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Nameplate.Platform.Web.Lists;

/// <summary>What is asked of a list: the query of its address.</summary>
public sealed class ListQuery
{
    const int Longest = 200;
    /// <summary>Names a place or a message, not what is listed.</summary>
    static readonly string[] Passing = ["after", "done", "change", "columns", "open"];

    readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    ListQuery(IEnumerable<KeyValuePair<string, StringValues>> query)
    {
        foreach (var (name, value) in query)
            if (value.ToString().Trim() is { Length: > 0 and <= Longest } text && !text.Any(char.IsControl)) values[name] = text;
    }

    public static ListQuery Of(HttpRequest request) => new(request.Query);
    public static ListQuery Parse(string? query) => new(QueryHelpers.ParseQuery(query));

    /// <summary>Null when nothing is asked.</summary>
    public string? this[string name] => values.GetValueOrDefault(name);

    /// <summary>What is listed, as it is kept and handed on: without the place in it.</summary>
    public string Lasting => Written(values.Where(v => !Passing.Contains(v.Key)));

    /// <summary>These values alone. What names a person is not kept: nobody would think of it when that person asks to be forgotten.</summary>
    public string Kept(IReadOnlyCollection<string> names) => Written(values.Where(v => names.Contains(v.Key)));

    static string Written(IEnumerable<KeyValuePair<string, string>> values) => new QueryBuilder(values.OrderBy(v => v.Key, StringComparer.Ordinal)).ToString();
}
