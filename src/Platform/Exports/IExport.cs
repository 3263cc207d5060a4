using Nameplate.Platform.Imports;

namespace Nameplate.Platform.Exports;

/// <summary>
/// Everything a brand has on record of one kind, as the file an import takes. Rows come in the order of their natural keys, so that two brands with the same records export the same file;
/// they are read in pieces, because a reader that stays in one transaction would keep the log of a busy database from being carried over.
/// </summary>
public interface IExport
{
    /// <summary>The import's, for example <c>units</c>.</summary>
    static abstract string Kind { get; }
    static abstract ImportColumns Columns { get; }

    /// <summary>About how many rows there will be, for those who wait.</summary>
    Task<long> Count(CancellationToken ct);

    /// <summary>Values in the order of <see cref="ImportColumns.All"/>; null where there is none.</summary>
    IAsyncEnumerable<string?[]> Rows(CancellationToken ct);
}

/// <summary>One entry of the list of export kinds that modules fill.</summary>
/// <param name="Needs">The permission without which the rows may not be seen.</param>
public sealed record ExportKind(string Kind, ImportColumns Columns, Type Type, string Needs);
