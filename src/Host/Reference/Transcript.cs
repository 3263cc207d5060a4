using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Nameplate.Host.Reference;

/// <summary>
/// The example of an operation as it stands in the <c>&lt;example&gt;</c> beside its handler: the request line, the body if there is one, the status of the
/// answer (with its media type where it is not JSON), and the answer. A form is written as JSON too. A test runs every one of them.
/// </summary>
sealed partial record Transcript(string Path, IReadOnlyDictionary<string, string> Query, JsonNode? Input, string Status, string MediaType, JsonNode? Answer)
{
    public static Transcript? Of(XElement? doc)
    {
        if (doc?.Element("example")?.Value is not { } text) return null;
        var lines = text.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0).ToList();
        var target = lines[0].Split(' ')[1].Split('?');
        var answerAt = lines.FindIndex(1, l => StatusLine().IsMatch(l));
        var status = lines[answerAt].Split(' ', 2);
        var isJson = status.Length == 1;
        var (input, answer) = (string.Join('\n', lines[1..answerAt]), string.Join('\n', lines[(answerAt + 1)..]));
        return new(target[0], target.Skip(1).SelectMany(q => q.Split('&')).Select(p => p.Split('=')).ToDictionary(p => p[0], p => Uri.UnescapeDataString(p[1])),
            input.Length == 0 ? null : JsonNode.Parse(input), status[0], isJson ? "application/json" : status[1], answer.Length == 0 ? null : isJson ? JsonNode.Parse(answer) : JsonValue.Create(answer));
    }

    /// <summary>The value that stands in the path for a parameter of the template.</summary>
    public string? InPath(string template, string name)
    {
        var at = Array.IndexOf(template.Trim('/').Split('/'), "{" + name + "}");
        return at < 0 ? null : Uri.UnescapeDataString(Path.Trim('/').Split('/')[at]);
    }

    [GeneratedRegex("^[2-5][0-9]{2}( [a-z]+/[a-z+.-]+)?$", RegexOptions.ExplicitCapture, 100)] private static partial Regex StatusLine();
}
