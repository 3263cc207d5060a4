using Nameplate.Platform.Files;

namespace Nameplate.Platform.Privacy.Retention;

/// <summary>How long something is kept, and how it is deleted then. The brand may change the period within its bounds.</summary>
public interface IRetention
{
    /// <summary>Such as <c>messaging.messages</c>.</summary>
    string Key { get; }
    /// <summary>Days as long as the brand says nothing.</summary>
    int Days { get; }
    int Least => 1;
    int Most => 36_500;
    /// <summary>What is deleted or cleared, in the reader's language.</summary>
    string Title { get; }
    /// <summary>From when it counts and why it is kept so long, in the reader's language.</summary>
    string About { get; }

    /// <summary>Deletes a portion of the current brand's rows, in the caller's transaction; the caller saves.</summary>
    /// <returns>How many; fewer than asked for mean that there are no more.</returns>
    Task<int> Delete(Sweep sweep, CancellationToken ct);
}

/// <param name="Before">What is older goes.</param>
/// <param name="Most">How many rows at once.</param>
public sealed record Sweep(DateTimeOffset Before, int Most, DateTimeOffset Now)
{
    readonly List<StoredFile> files = [];
    internal IReadOnlyList<StoredFile> Files => files;

    /// <summary>Its bytes go once its row is gone for good.</summary>
    public void Remove(StoredFile file) => files.Add(file);
}
