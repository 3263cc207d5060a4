using System.Collections.Frozen;

namespace Nameplate.Platform.Storage;

/// <summary><c>InService</c> is stored, imported and sent as <c>in_service</c>.</summary>
public static class Snake
{
    public static string Case(string name) => string.Concat(name.Select((c, i) =>
        char.IsUpper(c) ? (i > 0 && name[i - 1] != '_' && !char.IsUpper(name[i - 1]) ? "_" : "") + char.ToLowerInvariant(c) : c.ToString()));

    public static string Of<T>(T value) where T : struct, Enum => Names<T>.ByValue.TryGetValue(value, out var name) ? name : Case(value.ToString());
    public static T Enum<T>(string name) where T : struct, Enum => Names<T>.ByName[name];
    public static bool TryEnum<T>(string name, out T value) where T : struct, Enum => Names<T>.ByName.TryGetValue(name, out value);
    public static IReadOnlyCollection<string> All<T>() where T : struct, Enum => Names<T>.InOrder;

    static class Names<T> where T : struct, Enum
    {
        public static readonly string[] InOrder = [.. System.Enum.GetNames<T>().Select(Case)];
        public static readonly FrozenDictionary<string, T> ByName = System.Enum.GetValues<T>().ToFrozenDictionary(v => Case(v.ToString()), StringComparer.Ordinal);
        public static readonly FrozenDictionary<T, string> ByValue = System.Enum.GetValues<T>().ToFrozenDictionary(v => v, v => Case(v.ToString()));
    }
}
