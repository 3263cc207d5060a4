using System.Collections.Concurrent;

namespace Nameplate.Platform.Storage;

/// <summary><c>InService</c> is stored, imported and sent as <c>in_service</c>.</summary>
public static class Snake
{
    public static string Case(string name) => string.Concat(name.Select((c, i) =>
        char.IsUpper(c) ? (i > 0 && name[i - 1] != '_' && !char.IsUpper(name[i - 1]) ? "_" : "") + char.ToLowerInvariant(c) : c.ToString()));

    public static T Enum<T>(string name) where T : struct, Enum => Names<T>.ByName[name];
    public static bool TryEnum<T>(string name, out T value) where T : struct, Enum => Names<T>.ByName.TryGetValue(name, out value);
    public static IReadOnlyCollection<string> All<T>() where T : struct, Enum => Names<T>.InOrder;

    static class Names<T> where T : struct, Enum
    {
        public static readonly string[] InOrder = [.. System.Enum.GetNames<T>().Select(Case)];
        public static readonly ConcurrentDictionary<string, T> ByName = new(System.Enum.GetValues<T>().Select(v => KeyValuePair.Create(Case(v.ToString()), v)), StringComparer.Ordinal);
    }
}
