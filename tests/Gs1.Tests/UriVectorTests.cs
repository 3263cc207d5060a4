using System.Text.Json;

namespace Nameplate.Gs1.Tests;

/// <summary>
/// The URIs of the GS1 Barcode Syntax Engine's own tests, with what it makes of them; see <see cref="SharedFile"/>.
/// </summary>
public class UriVectorTests
{
    private const string Canonical = "https://id.gs1.org";

    private const string Name = "uri-vectors.json";

    private static readonly string? File = SharedFile.Find(Name);

    private static readonly Dictionary<string, JsonElement> Cases = Load();

    // The engine wants 14 digits, where older prints carry 8, 12 or 13: those are filled to 14.
    private static readonly string[] ShorterGtin =
        ["dl-042", "dl-043", "dl-044", "dl-079", "dl-080", "dl-086", "dl-088", "dl-090"];

    // the same, for a GTIN in the query
    private static readonly string[] ShorterGtinInQuery = ["dl-045", "dl-046"];

    private static readonly string[] TrailingSlash = ["dl-054", "dl-369"];

    // The engine knows http, HTTP, https and HTTPS; RFC 3986 makes any spelling the same scheme.
    private static readonly string[] SchemeInMixedCase = ["dl-013"];

    public static TheoryData<string> Ids => Cases.Count == 0 ? ["none"] : [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_vector_is_read_as_GS1_reads_it(string id)
    {
        Assert.SkipWhen(File is null, SharedFile.Missing(Name));

        var vector = Cases[id];
        var expect = vector.GetProperty("expect");
        var link = DigitalLink.ParseUri(vector.GetProperty("uri").GetString()!, out var error);

        if (ShorterGtin.Contains(id) || ShorterGtinInQuery.Contains(id) || TrailingSlash.Contains(id) || SchemeInMixedCase.Contains(id))
        {
            Assert.Null(error);
            Assert.Empty(link!.Ignored);
        }
        else if (expect.GetProperty("valid").GetBoolean())
        {
            Assert.Null(error);
            Assert.Empty(link!.Ignored);
            Assert.Equal(
                expect.GetProperty("ais").EnumerateArray().Select(e => (e.GetProperty("ai").GetString(), e.GetProperty("value").GetString())),
                link.Path.Concat(link.Attributes).Select(e => ((string?)e.Ai, (string?)e.Value)));
            // the engine lists what stands between two delimiters in a row as a parameter without a name
            if (expect.TryGetProperty("nonAiQuery", out var others))
                Assert.Equal(others.EnumerateArray().Select(o => o.GetString()).Where(o => o is not ""), link.Extensions.Select(e => e.Value is null ? e.Key : $"{e.Key}={e.Value}"));
            Assert.Equal(expect.GetProperty("canonical").GetString(), link.ToUri(Canonical));
            Assert.Equal(expect.GetProperty("elementString").GetString(), link.ToElementString());
        }
        else if (vector.GetProperty("path_only_valid").GetBoolean())
        {
            Assert.Null(error);
            Assert.NotEmpty(link!.Ignored);
        }
        else
        {
            Assert.Null(link);
            Assert.NotNull(error);
        }
    }

    [Fact]
    public void Every_compressed_form_is_read_as_GS1_reads_it()
    {
        Assert.SkipWhen(File is null, SharedFile.Missing(Name));

        var forms = JsonDocument.Parse(System.IO.File.ReadAllText(File!)).RootElement.GetProperty("epc_binary").EnumerateArray().ToList();
        Assert.NotEmpty(forms);
        foreach (var form in forms)
        {
            var link = DigitalLink.ParseUri(form.GetProperty("uri").GetString()!, out var error);
            if (form.GetProperty("expect").TryGetProperty("canonicalPath", out var path))
                Assert.Equal(path.GetString(), link?.ToPath());
            else
                Assert.Equal("structure", error?.Code);
        }
    }

    private static Dictionary<string, JsonElement> Load() => File is null
        ? []
        : JsonDocument.Parse(System.IO.File.ReadAllText(File)).RootElement.GetProperty("cases").EnumerateArray()
            .ToDictionary(c => c.GetProperty("id").GetString()!);
}
