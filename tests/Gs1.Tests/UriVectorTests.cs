using System.Text.Json;

namespace Nameplate.Gs1.Tests;

/// <summary>
/// The URIs of the GS1 Barcode Syntax Engine's own tests, with what it makes of them. The file is not part of the
/// repository; NAMEPLATE_SHARED names the folder it is under, or it is looked for beside the repository.
/// </summary>
public class UriVectorTests
{
    private const string Canonical = "https://id.gs1.org";

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
        Assert.SkipWhen(Cases.Count == 0, "data/gs1/uri-vectors.json was not found; set NAMEPLATE_SHARED to the folder that holds it.");

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

    private static Dictionary<string, JsonElement> Load()
    {
        var file = Candidates().Select(folder => Path.Combine(folder, "data", "gs1", "uri-vectors.json")).FirstOrDefault(File.Exists);
        return file is null
            ? []
            : JsonDocument.Parse(File.ReadAllText(file)).RootElement.GetProperty("cases").EnumerateArray()
                .ToDictionary(c => c.GetProperty("id").GetString()!);
    }

    private static IEnumerable<string> Candidates()
    {
        if (Environment.GetEnvironmentVariable("NAMEPLATE_SHARED") is { Length: > 0 } named)
            yield return named;

        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Nameplate.slnx")))
            root = root.Parent;
        if (root is not null)
            yield return Path.Combine(root.FullName, "..", "shared");
    }
}
