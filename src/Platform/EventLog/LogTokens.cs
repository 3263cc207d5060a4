using System.Globalization;

namespace Nameplate.Platform.EventLog;

/// <summary>
/// Places in a log as others are told them. Behind a restore a place is written with the restore’s number, so that nobody takes a row for another
/// that had its place before: what was read up to a backup stays read, and what a backup lost is told as lost.
/// </summary>
/// <param name="restores">Of this log, the last one first.</param>
internal sealed class LogTokens(IReadOnlyList<LogRestore> restores)
{
    public string Of(ILogRow row) => Of(row.Tx, row.Position);

    string Of(ulong tx, long position) => Epoch(tx, position) is > 0 and var epoch ? string.Create(CultureInfo.InvariantCulture, $"{epoch}.{tx}.{position}") : string.Create(CultureInfo.InvariantCulture, $"{tx}.{position}");

    /// <param name="lost">The restore since which there is no such place; null when it is there.</param>
    public bool TryRead(string token, out ulong tx, out long position, out LogRestore? lost)
    {
        (tx, position, lost) = (0, 0, null);
        var (epoch, place) = (0, token);
        if (token.AsSpan().Count('.') == 2)
        {
            var dot = token.IndexOf('.', StringComparison.Ordinal);
            if (!int.TryParse(token.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out epoch)) return false;
            place = token[(dot + 1)..];
        }
        if (!ListEvents.TryPlace(place, out tx, out position)) return false;
        if ((tx, position) == (0, 0) || epoch == Epoch(tx, position)) return true;
        lost = restores.FirstOrDefault(r => r.IsRenumbered && r.Number > epoch) ?? restores.LastOrDefault(r => r.Number > epoch) ?? restores.FirstOrDefault();
        return lost is not null;
    }

    /// <summary>What the one hears whose place is lost.</summary>
    public string Explain(LogRestore lost) => string.Create(CultureInfo.InvariantCulture,
        $"The records came back from a backup at {lost.At.UtcDateTime:yyyy-MM-dd HH:mm} UTC, and this token belongs to the time before: what came after the backup is lost, and its places are given to others. To read everything that is there, begin without a token; to read only what is new since, give {End(lost)}.");

    /// <summary>The place of the last row that came back.</summary>
    public string End(LogRestore restore) => Of(restore.LastTx, restore.LastPosition);

    int Epoch(ulong tx, long position) => restores.FirstOrDefault(r => r.IsRenumbered || (tx, position).CompareTo((r.LastTx, r.LastPosition)) > 0)?.Number ?? 0;
}
