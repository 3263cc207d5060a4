namespace Nameplate.Platform.Storage;

/// <summary>What an operator wants to know of the database.</summary>
public interface IStorageCheck
{
    /// <summary>Such as <c>SQLite 3.50.4</c>.</summary>
    Task<string> Version(AppDb db, CancellationToken ct);

    /// <summary>A look at whether what is stored is whole, quick enough for every day.</summary>
    /// <returns>What is wrong, or null.</returns>
    Task<string?> Damage(AppDb db, CancellationToken ct);

    /// <returns>Why nothing can be written, or null. Nothing stays of the attempt.</returns>
    Task<string?> WhyNotWritable(AppDb db, CancellationToken ct);

    /// <summary>The time of the database's machine; null where it is this one.</summary>
    Task<DateTimeOffset?> Now(AppDb db, CancellationToken ct);

    /// <summary>For how long the oldest transaction has been open that holds subscribers back; null when none does.</summary>
    Task<TimeSpan?> OldestTransactionAge(AppDb db, CancellationToken ct);
}
