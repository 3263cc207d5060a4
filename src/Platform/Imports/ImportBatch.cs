namespace Nameplate.Platform.Imports;

/// <summary>Rows that are saved in one transaction.</summary>
public sealed class ImportBatch(IReadOnlyList<(ImportRow Row, object Line)> rows)
{
    readonly List<Func<CancellationToken, Task>> afterwards = [];
    object? found;

    public IEnumerable<ImportRow> Rows => rows.Select(r => r.Row);
    public int Count => rows.Count;
    internal int LastLine => rows[^1].Row.Line;

    /// <summary>Rows nothing is wrong with so far, and what they say.</summary>
    public List<(ImportRow Row, T Line)> Lines<T>()
    {
        List<(ImportRow, T)> lines = new(rows.Count);
        foreach (var (row, line) in rows)
            if (!row.IsRefused) lines.Add((row, (T)line));
        return lines;
    }

    /// <summary>What was found before the batch was taken; see <see cref="IImport.Find"/>.</summary>
    public T Found<T>() => (T)found!;
    public void Keep(object what) => found = what;

    /// <summary>Runs inside the transaction of the batch, once its rows are written. Not called in a dry run.</summary>
    public void Afterwards(Func<CancellationToken, Task> write) => afterwards.Add(write);

    internal async Task WriteTheRest(CancellationToken ct)
    {
        foreach (var write in afterwards) await write(ct);
    }

    /// <summary>As before it was taken.</summary>
    internal void Reset()
    {
        afterwards.Clear();
        foreach (var (row, _) in rows) row.Reset();
    }
}
