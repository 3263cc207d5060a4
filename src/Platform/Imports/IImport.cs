namespace Nameplate.Platform.Imports;

/// <summary>
/// Takes rows of one kind of file. It checks each row on its own, refuses bad ones with the remedy, and leaves good ones to the caller to save:
/// by adding entities to the database context, or by a statement given to <see cref="ImportBatch.OnWrite"/>.
/// The same row again changes nothing. Imports are history: no mail, no stock movement follows.
/// </summary>
public interface IImport
{
    /// <summary>For example <c>units</c>.</summary>
    static abstract string Kind { get; }
    static abstract ImportColumns Columns { get; }
    Task Take(ImportBatch batch, CancellationToken ct);
}

public sealed record ImportColumns(string[] Required, string[] Optional);

/// <summary>One entry of the list of import kinds that modules fill.</summary>
/// <param name="Needs">The permission without which its files are neither taken nor shown.</param>
public sealed record ImportKind(string Kind, ImportColumns Columns, Type Type, string Needs);
