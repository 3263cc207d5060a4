namespace Nameplate.Platform.EventLog;

/// <summary>What a subscriber did in one transaction, and how long others could not write.</summary>
/// <param name="IsLast">No more waited.</param>
public readonly record struct Turn(int Rows, int Weight, TimeSpan Took, bool IsLast);

/// <summary>
/// How much a subscriber takes at once: as much as its last turns show to be done before others have waited long.
/// It is told by weight, because a fact can speak of one unit or of a hundred.
/// </summary>
public sealed class Stride(int least, int most)
{
    static readonly TimeSpan Long = TimeSpan.FromMilliseconds(5);
    const int First = 8;

    /// <summary>Rows to read; what is too heavy of them is left for the next turn.</summary>
    public int Rows { get; private set; } = Math.Max(First, least);
    public int Weight { get; private set; } = Math.Max(First, least);
    public bool IsOne => Rows == 1;

    /// <summary>Leaves what is one turn's work, at least one row.</summary>
    /// <returns>What is left weighs.</returns>
    public int Trim<T>(List<T> rows) where T : ILogRow
    {
        var (count, weight) = (1, rows[0].Weight);
        while (count < rows.Count && weight + rows[count].Weight <= Weight) weight += rows[count++].Weight;
        rows.RemoveRange(count, rows.Count - count);
        return weight;
    }

    public void Took(Turn turn)
    {
        var next = turn.Weight * Math.Min(2, Long / turn.Took);
        Weight = (int)Math.Clamp(next, turn.Took > Long ? Math.Min(least, Weight) : Weight, most);
        Rows = Math.Max(1, (int)((long)Weight * turn.Rows / turn.Weight));
    }

    /// <summary>One row, to find the one that fails.</summary>
    public void Failed() => Rows = Weight = 1;
}
