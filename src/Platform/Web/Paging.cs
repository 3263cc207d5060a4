using System.Text;

namespace Nameplate.Platform.Web;

/// <summary>One page of a list.</summary>
/// <param name="Items">The rows.</param>
/// <param name="Next">Give it as <c>after</c> to read on; null at the end.</param>
public sealed record Paged<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>Opaque marks of a place in a list.</summary>
public static class PageMark
{
    public static string Of(params string[] keys) => Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Join('\n', keys))).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    /// <returns>The keys, or null when this is no mark of ours.</returns>
    public static string[]? Read(string? mark, int keys)
    {
        if (string.IsNullOrEmpty(mark)) return null;
        var text = mark.Replace('-', '+').Replace('_', '/');
        var bytes = new byte[mark.Length];
        return Convert.TryFromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='), bytes, out var n) && Encoding.UTF8.GetString(bytes, 0, n).Split('\n') is { } parts && parts.Length == keys ? parts : null;
    }
}
