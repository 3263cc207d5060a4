using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Nameplate.Platform.Web;

/// <summary>One page of a list.</summary>
/// <param name="Items">The rows.</param>
/// <param name="Next">Give it as <c>after</c> to read on; null at the end.</param>
public sealed record Paged<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>What every list of the API asks of <c>limit</c> and <c>after</c>.</summary>
public static class Paging
{
    public const int Usual = 50, Most = 200;

    /// <returns>What is wrong with the limit or the mark; null when a page can be read.</returns>
    /// <param name="isMark">False when <c>after</c> was given and is no mark of this list.</param>
    public static ProblemHttpResult? Wrong(int limit, bool isMark = true, int most = Most) =>
        limit < 1 || limit > most ? Problems.Field("limit", $"Give a limit from 1 to {most}.")
        : isMark ? null : Problems.Field("after", "This is not a mark of this list. Give the “next” of the page before, or leave it out to begin with the first.");

    /// <summary>A page of the first rows; one row more than the limit tells that there is another.</summary>
    public static Paged<T> Page<TRow, T>(IReadOnlyList<TRow> rows, int limit, Func<TRow, T> item, Func<TRow, string> mark) =>
        new([.. rows.Take(limit).Select(item)], rows.Count > limit ? mark(rows[limit - 1]) : null);
}

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
        return Convert.TryFromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='), bytes, out var n) && Encoding.UTF8.GetString(bytes, 0, n).Split('\n') is { } parts
            && parts.Length == keys && !parts.Any(p => p.Contains('\0', StringComparison.Ordinal) || p.Contains('\uFFFD', StringComparison.Ordinal)) ? parts : null;
    }

    /// <returns>False when it is given and is no mark of such keys; without a mark, or with an empty one, the keys are null.</returns>
    public static bool TryRead(string? mark, int keys, out string[]? read) => (read = Read(mark, keys)) is not null || string.IsNullOrEmpty(mark);

    /// <summary>A mark of one id.</summary>
    public static bool TryRead(string? mark, out Guid? id)
    {
        id = Read(mark, 1) is [var text] && Guid.TryParseExact(text, "D", out var read) ? read : null;
        return id is not null || string.IsNullOrEmpty(mark);
    }
}
