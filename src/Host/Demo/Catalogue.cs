using System.Text.Json;

namespace Nameplate.Host.Demo;

/// <summary>The demo brand's catalogue, as files a maker would bring.</summary>
static class Catalogue
{
    public sealed record Plan(int Units, IReadOnlyList<PlannedModel> Models);
    public sealed record PlannedModel(string Gtin, string Slug, double Share, IReadOnlyList<Version> Firmware, IReadOnlyList<Market> Markets, SerialForm? Serials = null);
    public sealed record Version(string Name, double Share);
    public sealed record Market(string Country, double Share);
    public sealed record SerialForm(string Prefix, int Digits, int First);
    public sealed record City(string Country, string Name, string PostalCode, string Street);

    public static Stream Open(string file) => typeof(Catalogue).Assembly.GetManifestResourceStream("demo/" + file) ?? throw new InvalidOperationException($"{file} is not embedded");

    public static Plan ReadPlan()
    {
        using var json = JsonDocument.Parse(Open("models.json"));
        return new(json.RootElement.GetProperty("units").GetInt32(), [.. json.RootElement.GetProperty("models").EnumerateArray().Select(m => new PlannedModel(
            m.GetProperty("gtin").GetString()!, m.GetProperty("slug").GetString()!, m.GetProperty("share").GetDouble(),
            [.. m.GetProperty("firmware").EnumerateArray().Select(f => new Version(f.GetProperty("version").GetString()!, f.GetProperty("share").GetDouble()))],
            [.. m.GetProperty("markets").EnumerateArray().Select(x => new Market(x.GetProperty("country").GetString()!, x.GetProperty("share").GetDouble()))],
            m.TryGetProperty("serials", out var s) && s.ValueKind == JsonValueKind.Object ? new SerialForm(s.GetProperty("prefix").GetString()!, s.GetProperty("digits").GetInt32(), s.GetProperty("first").GetInt32()) : null))]);
    }

    public static string[] Lines(string file)
    {
        using var reader = new StreamReader(Open(file));
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    public static IReadOnlyList<City> Cities => [.. Lines("cities.csv").Skip(1).Select(l => l.Split(',')).Select(c => new City(c[0], c[1], c[2], c[3]))];
}
