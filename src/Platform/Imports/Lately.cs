namespace Nameplate.Platform.Imports;

/// <summary>
/// What an import has itself written so lately that <see cref="IImport.Find"/>, which runs ahead, may not have seen it, or not as it is now.
/// </summary>
public sealed class Lately<TKey, T> where TKey : notnull where T : class
{
    readonly LinkedList<(ImportBatch Of, Dictionary<TKey, T> Written)> batches = [];

    /// <summary>The batch that is taken from now on. Before it is taken again everything is looked up again, and all batches before are on record.</summary>
    public void Begin(ImportBatch batch)
    {
        if (batches.Last?.Value.Of == batch) batches.Clear();
        else if (batches.Count > Importer.MostAhead) batches.RemoveFirst();
        batches.AddLast((batch, []));
    }

    /// <summary>Written by this batch: it is on its way into the records, and may be changed as it is.</summary>
    public T? Now(TKey key) => batches.Last!.Value.Written.GetValueOrDefault(key);

    /// <summary>Written by a batch before: it is on record.</summary>
    public T? Before(TKey key)
    {
        for (var batch = batches.Last!.Previous; batch is not null; batch = batch.Previous)
            if (batch.Value.Written.TryGetValue(key, out var row)) return row;
        return null;
    }

    public T Put(TKey key, T row) => batches.Last!.Value.Written[key] = row;
}
