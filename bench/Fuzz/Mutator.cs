using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Nameplate.Fuzz;

/// <summary>Changes input a little: bytes, known troublemakers, and the shape of JSON.</summary>
sealed class Mutator(Random dice)
{
    static readonly byte[][] Trouble =
    [
        .. new[]
        {
            "\0", "%00", "%", "%2", "%ff", "%fe%80", "%2f", "%5c", "%252f", "../", "..%2f..%2f", "//", "\\", "'", "\"", "\"\"", "--", ";", ",", "\t", "\r\n", "\n", "{", "}", "[", "]", ":", "<script>", "{0}", "${7*7}",
            "-1", "0", "2147483648", "9223372036854775808", "79228162514264337593543950335", "0.000000000000000000000000001", "1e400", "NaN", "null", "true",
            "0001-01-01", "9999-12-31", "9999-12-31T23:59:59.9999999+14:00", "0001-01-01T00:00:00-14:00", "2026-02-30", "2026-W53", "\u202e", "\ufeff", "İ", "ı", "ß", "𝒳", "e\u0301", "\\ud800", "\ufffd", "\u2028", "a@b", "@", "=1+1",
            "09506000134352", "99999999999999", "&", "=", "?", "#", "+", "%20", "AND 1=1", "*", "[]", "{}", "ǅ",
        }.Select(Encoding.UTF8.GetBytes),
        [0xff, 0xfe], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf5, 0x80, 0x80, 0x80], Encoding.UTF8.GetBytes(new string('a', 300)), Encoding.UTF8.GetBytes(new string('9', 60)), Encoding.UTF8.GetBytes(new string('ä', 5000)), Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("[", 200))),
    ];

    static readonly string[] Values = ["null", "true", "0", "-1", "1.5", "1e308", "79228162514264337593543950335", "9223372036854775808", "\"\"", "\" \"", "\"\\u0000\"", "\"(half)\"", "[]", "{}", "[null]", "[[]]", "\"9999-12-31\"", "\"0001-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59.9999999-12:00\"", "\"\\u202e\\ufeff\"", "\"DE\"", "\"zz\"", "\"a@b\"", "\"=1+1\"", "\"http://[::1\"", "\"//x\"", "\"../../x\""];

    public byte[] Bytes(byte[] input, IReadOnlyList<byte[]> others)
    {
        var bytes = input.ToList();
        for (var n = dice.Next(1, 5); n > 0; n--)
        {
            var at = dice.Next(bytes.Count + 1);
            var length = Math.Min(dice.Next(1, 12), bytes.Count - at);
            switch (dice.Next(8))
            {
                case 0 when at < bytes.Count: bytes[at] = (byte)dice.Next(256); break;
                case 1 when at < bytes.Count: bytes[at] ^= (byte)(1 << dice.Next(8)); break;
                case 2: bytes.RemoveRange(at, length); break;
                case 3: bytes.InsertRange(at, bytes.GetRange(at, length)); break;
                case 4 when others.Count > 0 && others[dice.Next(others.Count)] is { Length: > 0 } other: bytes.InsertRange(at, other[dice.Next(other.Length)..].Take(dice.Next(1, 60))); break;
                case 5: bytes.RemoveRange(at, length); bytes.InsertRange(at, Trouble[dice.Next(Trouble.Length)]); break;
                default: bytes.InsertRange(at, Trouble[dice.Next(Trouble.Length)]); break;
            }
        }
        return [.. bytes];
    }

    /// <summary>Another value somewhere, a field gone, doubled or nested.</summary>
    public byte[] Json(byte[] input, IReadOnlyList<byte[]> others)
    {
        if (dice.Next(4) == 0) return Bytes(input, others);
        JsonNode? root;
        try { root = JsonNode.Parse(input); }
        catch (JsonException) { return Bytes(input, others); }
        for (var n = dice.Next(1, 3); n > 0; n--)
        {
            List<JsonNode> nodes = [];
            Collect(root, nodes);
            if (nodes.Count == 0) return Encoding.UTF8.GetBytes(Values[dice.Next(Values.Length)]);
            var value = dice.Next(12) == 0 ? "\"" + new string('x', dice.Next(5000)) + "\"" : Values[dice.Next(Values.Length)];
            switch (nodes[dice.Next(nodes.Count)])
            {
                case JsonObject o when o.Count > 0:
                    var name = o.ElementAt(dice.Next(o.Count)).Key;
                    if (dice.Next(6) == 0) o.Remove(name);
                    else o[name] = JsonNode.Parse(value);
                    break;
                case JsonArray a when a.Count > 0:
                    if (dice.Next(3) == 0) { var one = a[dice.Next(a.Count)]?.DeepClone(); for (var i = dice.Next(120); i > 0; i--) a.Add(one?.DeepClone()); }
                    else a[dice.Next(a.Count)] = JsonNode.Parse(value);
                    break;
                case JsonObject or JsonArray: break;
            }
        }
        return Encoding.UTF8.GetBytes(root!.ToJsonString().Replace("(half)", "x\\ud800", StringComparison.Ordinal));      // half of a character, which no writer writes
    }

    static void Collect(JsonNode? node, List<JsonNode> into)
    {
        if (node is JsonObject o) { into.Add(o); foreach (var (_, child) in o) Collect(child, into); }
        else if (node is JsonArray a) { into.Add(a); foreach (var child in a) Collect(child, into); }
    }

    /// <summary>A field of a form, or two; else the bytes of the whole.</summary>
    public byte[] Form(byte[] input, IReadOnlyList<byte[]> others)
    {
        if (dice.Next(5) == 0) return Bytes(input, others);
        var fields = Encoding.UTF8.GetString(input).Split('&');
        for (var n = dice.Next(1, 3); n > 0; n--)
        {
            var i = dice.Next(fields.Length);
            if (fields[i].StartsWith("__RequestVerificationToken", StringComparison.Ordinal)) continue;
            var (name, value) = fields[i].Split('=', 2) is [var key, var text] ? (key, Uri.UnescapeDataString(text.Replace('+', ' '))) : (fields[i], "");
            fields[i] = dice.Next(8) == 0 ? $"{fields[i]}&{fields[i]}" : name + "=" + string.Concat(Bytes(Encoding.UTF8.GetBytes(value), others).Select(b => $"%{b:x2}"));
        }
        return Encoding.UTF8.GetBytes(string.Join('&', fields));
    }
}
