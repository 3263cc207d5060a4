using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Nameplate.Platform.Storage;

namespace Nameplate.Platform.Exports;

/// <summary>Values as import files write them.</summary>
public static class Exported
{
    public static string Value(DateTimeOffset time) => time.UtcDateTime.ToString(time.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm:ss.FFFFFFZ", CultureInfo.InvariantCulture);
    public static string? Value(DateTimeOffset? time) => time is { } t ? Value(t) : null;
    public static string? Value(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    public static string? Value(decimal? amount) => amount?.ToString("0.####", CultureInfo.InvariantCulture);
    public static string? Value(int? number) => number?.ToString(CultureInfo.InvariantCulture);
    public static string Value<T>(T word) where T : struct, Enum => Snake.Of(word);
    public static string? Value<T>(T? word) where T : struct, Enum => word is { } w ? Snake.Of(w) : null;

    /// <summary>Rows piece by piece, each piece a short query that begins behind the last row of the one before.</summary>
    /// <param name="behind">All rows in their order, or those behind the row given.</param>
    public static async IAsyncEnumerable<IReadOnlyList<T>> InPieces<T>(Func<T?, IQueryable<T>> behind, int size, [EnumeratorCancellation] CancellationToken ct) where T : class
    {
        for (T? last = null; ;)
        {
            var rows = await behind(last).AsNoTracking().Take(size).ToListAsync(ct);
            if (rows.Count > 0) yield return rows;
            if (rows.Count < size) yield break;
            last = rows[^1];
        }
    }
}
