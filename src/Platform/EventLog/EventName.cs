using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Nameplate.Platform.EventLog;

/// <summary><c>Nameplate.Owners.UnitsRegistered</c> is logged as <c>owners.units-registered</c>.</summary>
public static class EventName
{
    static readonly ConcurrentDictionary<Type, string> Names = new();
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    public static string Of(Type fact) => Names.GetOrAdd(fact, static t =>
        $"{JsonNamingPolicy.KebabCaseLower.ConvertName(t.Namespace!.Split('.')[^1])}.{JsonNamingPolicy.KebabCaseLower.ConvertName(t.Name)}");

    public static string Write<T>(T fact) => JsonSerializer.Serialize(fact, Json);
    public static T Read<T>(string payload) => JsonSerializer.Deserialize<T>(payload, Json)!;
}
