using System.Text.Json;
using System.Text.Json.Nodes;

namespace Nameplate.Platform.Backups;

/// <summary>The settings file without the secrets of other systems: a backup lies in more places than a server.</summary>
internal static class PlainSettings
{
    static readonly string[] Secret = ["password", "secret", "token", "accesskey", "apikey", "connection", "postgres"];
    static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <returns>Null when the file is not readable as JSON.</returns>
    public static (byte[] Json, IReadOnlyList<string> LeftOut)? Of(string text)
    {
        JsonNode? root;
        try { root = JsonNode.Parse(text, documentOptions: Lenient); }
        catch (JsonException) { return null; }
        List<string> leftOut = [];
        if (root is JsonObject settings) Clear(settings, "", leftOut);
        return (JsonSerializer.SerializeToUtf8Bytes(root, Manifest.Json), leftOut);
    }

    static void Clear(JsonObject section, string path, List<string> leftOut)
    {
        foreach (var (name, value) in section.ToList())
        {
            if (value is JsonObject below) Clear(below, $"{path}{name}:", leftOut);
            else if (Secret.Any(s => name.Contains(s, StringComparison.OrdinalIgnoreCase)) && value is not null)
            {
                section[name] = null;
                leftOut.Add(path + name);
            }
        }
    }
}
