namespace Nameplate.Platform.Storage;

/// <summary>What a copy of the records holds.</summary>
/// <param name="Schema">The migrations that made its tables, oldest first.</param>
/// <param name="Tables">Rows of each table.</param>
/// <param name="Roles">Roles of the database that its tables name.</param>
public sealed record CopiedRecords(IReadOnlyList<string> Schema, IReadOnlyDictionary<string, long> Tables, IReadOnlyList<string> Roles);

/// <summary>Copies all records out of the database and back, whatever it is. It works as the owner of the tables and for all brands.</summary>
public interface IRecordsCopy
{
    /// <summary><c>sqlite</c> or <c>postgres</c>: a copy goes back into the kind it came from.</summary>
    string Kind { get; }

    /// <summary>What the copy is called in an archive.</summary>
    string FileName { get; }

    /// <summary>Writes everything that is committed now to a new file; requests go on meanwhile.</summary>
    Task<CopiedRecords> Write(string path, CancellationToken ct);

    /// <summary>Reads a copy as far as that goes without restoring it.</summary>
    /// <returns>What is wrong with it, or null.</returns>
    Task<string?> Check(string path, CopiedRecords expected, CancellationToken ct);

    /// <summary>True when there are records that a restore would have to replace.</summary>
    Task<bool> AnythingThere(CancellationToken ct);

    /// <summary>Puts the records that are there out of the way and keeps them.</summary>
    /// <returns>Where they are now.</returns>
    Task<string> PutAside(string stamp, CancellationToken ct);

    /// <summary>Undoes <see cref="PutAside"/>, after a restore that failed.</summary>
    Task TakeBack(string stamp, CancellationToken ct);

    /// <summary>Puts a copy in the empty place.</summary>
    /// <returns>Tables of the logs whose rows have other places now.</returns>
    Task<IReadOnlyCollection<string>> Restore(string path, CopiedRecords expected, CancellationToken ct);
}

/// <summary>A copy could not be made or put back; the message is one sentence for the operator.</summary>
public sealed class CopyRefused(string sentence) : Exception(sentence);
