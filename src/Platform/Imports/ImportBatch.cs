namespace Nameplate.Platform.Imports;

/// <summary>Some hundred rows that are saved in one transaction.</summary>
public sealed class ImportBatch(IReadOnlyList<ImportRow> rows)
{
    readonly List<Func<CancellationToken, Task>> writes = [];

    public IReadOnlyList<ImportRow> Rows => rows;

    /// <summary>Rows nothing is wrong with so far.</summary>
    public IEnumerable<ImportRow> Good => rows.Where(r => !r.IsRefused);

    /// <summary>Runs inside the transaction of the batch, before the context is saved. Not called in a dry run.</summary>
    public void OnWrite(Func<CancellationToken, Task> write) => writes.Add(write);

    internal async Task Write(CancellationToken ct)
    {
        foreach (var write in writes) await write(ct);
    }
}
