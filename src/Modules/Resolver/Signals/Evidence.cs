using System.Text.Json;
using System.Text.Json.Serialization;
using Nameplate.Platform.Storage;

namespace Nameplate.Resolver.Signals;

/// <summary>What a signal rests on: times and places, nothing of who scanned.</summary>
/// <param name="Reason">Chooses the sentence, such as <c>grey_market</c>.</param>
/// <param name="Sights">The scans it rests on, the last ones.</param>
internal sealed record Evidence(string Reason, IReadOnlyList<Sight> Sights)
{
    public int Times { get; init; }
    public string? Market { get; init; }
    public DateTimeOffset? ShippedOn { get; init; }
    public int? Minutes { get; init; }
    public int? Km { get; init; }
    public int? Places { get; init; }
    /// <summary>Of a tag: which of its reads was shown, and which was the last that was known.</summary>
    public int? Read { get; init; }
    public int? LastRead { get; init; }

    const int MostSights = 12;

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public string Write() => JsonSerializer.Serialize(this with { Sights = [.. Sights.TakeLast(MostSights)] }, Json);
    public static Evidence Of(string json) => JsonSerializer.Deserialize<Evidence>(json, Json)!;
}

/// <summary>One thing that is odd about a unit, and how much it weighs: 0 to 100.</summary>
internal sealed record Oddity(SignalKind Kind, int Weight, Evidence Evidence)
{
    /// <summary>Taken together: each of them leaves less of the chance that all is well.</summary>
    public static int Score(IEnumerable<int> weights) => (int)Math.Round(100 * (1 - weights.Aggregate(1.0, (left, w) => left * (1 - (w / 100.0)))));

    public DateTimeOffset First => Evidence.Sights[0].At;
    public DateTimeOffset Last => Evidence.Sights[^1].At;
}
