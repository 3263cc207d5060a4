using Nameplate.Platform.Web;

namespace Nameplate.Platform.Bulk;

/// <summary>Something that is done to many rows of a list at once. Modules contribute theirs.</summary>
public interface IBulkAction
{
    /// <summary>The list's key.</summary>
    string List { get; }
    /// <summary>Unique: <c>units.status</c>.</summary>
    string Key { get; }
    string Permission { get; }
    /// <summary>The button: “Set status”.</summary>
    string Text { get; }
    IReadOnlyList<BulkField> Fields { get; }
    /// <summary>Row values can be put back for a while.</summary>
    bool CanBeUndone { get; }

    /// <returns>What to do, from a form that was filled in; what is wrong with it is noted on the form.</returns>
    string Read(ConsoleForm form);

    /// <summary>Changes rows through the tracker, and the caller saves them together with how far it came. What saves by itself must change nothing when it is called again.</summary>
    /// <returns>The rows it changed, with the value before and after.</returns>
    Task<IReadOnlyList<BulkRow>> Apply(IReadOnlyList<string> keys, string argument, CancellationToken ct);

    /// <summary>Puts values back where they still are what this change made them.</summary>
    /// <returns>How many rows.</returns>
    Task<int> Restore(IReadOnlyList<BulkRow> rows, CancellationToken ct) => Task.FromResult(0);
}

public sealed record BulkRow(string Key, string? Before, string? After);

/// <param name="Name">Of the form's field.</param>
public sealed record BulkField(string Name, string Label)
{
    public string? Help { get; init; }
    public string Type { get; init; } = "text";
    public bool IsNeeded { get; init; }
    /// <summary>One of these; any text when null.</summary>
    public IReadOnlyList<(string Value, string Text)>? Options { get; init; }
}
