namespace Nameplate.Platform.Imports;

/// <summary>
/// Takes rows of one kind of file, in three steps. <see cref="Read"/> understands a row on its own and refuses what is wrong in it, with the remedy; it sees no records.
/// <see cref="Find"/> looks up what the rows speak of. Both run beside the writing of the rows before.
/// <see cref="Take"/> compares many rows with the records and leaves the good ones to the caller to save: new ones by <see cref="Storage.AppDb.Append{T}"/>, changes as tracked entities.
/// The same row again changes nothing. Imports are history: no mail, no stock movement follows.
/// </summary>
public interface IImport
{
    /// <summary>For example <c>units</c>.</summary>
    static abstract string Kind { get; }
    static abstract ImportColumns Columns { get; }

    /// <returns>What the row says; it counts only when the row was not refused.</returns>
    static abstract object Read(ImportRow row);

    /// <summary>
    /// Looks up records, untracked, and leaves them in the batch. Called on an instance with a connection of its own, while batches before are not on record yet:
    /// what those add or change <see cref="Take"/> remembers itself, see <see cref="Lately{TKey, T}"/>. Called again with <see cref="Take"/>.
    /// </summary>
    Task Find(ImportBatch batch, CancellationToken ct) => Task.CompletedTask;

    /// <summary>Called with the batches of a file one after the other, on one instance; again with the same batch when a key was taken at that very moment.</summary>
    Task Take(ImportBatch batch, CancellationToken ct);
}

public sealed record ImportColumns(string[] Required, string[] Optional)
{
    /// <summary>As templates and exports order them.</summary>
    public string[] All { get; } = [.. Required, .. Optional];
}

/// <summary>One entry of the list of import kinds that modules fill.</summary>
/// <param name="Needs">The permission without which its files are neither taken nor shown.</param>
public sealed record ImportKind(string Kind, ImportColumns Columns, Type Type, string Needs)
{
    public required Func<ImportRow, object> Read { get; init; }
}
