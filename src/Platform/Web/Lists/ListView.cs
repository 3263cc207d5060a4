using Nameplate.Platform.Bulk;

namespace Nameplate.Platform.Web.Lists;

/// <summary>One page of a list, as it is drawn.</summary>
public sealed class ListView<T>
{
    public required ConsoleFrame Frame { get; init; }
    public required ConsoleList<T> List { get; init; }
    public required ListQuery Asked { get; init; }
    public required IReadOnlyList<T> Rows { get; init; }
    public required string? Next { get; init; }
    public required IReadOnlyList<ListColumn<T>> Columns { get; init; }
    public required IReadOnlyList<(Guid Id, string Name, string Query)> Saved { get; init; }
    /// <summary>How many match, up to a limit behind which they are not counted.</summary>
    public required int Count { get; init; }
    public required IReadOnlyList<IBulkAction> Actions { get; init; }
    /// <summary>The bulk change that was just made.</summary>
    public BulkChange? Change { get; init; }
    public bool CanUndo { get; init; }

    internal const int PageSize = 50, MostCounted = 10_000;

    public bool IsFiltered => List.Filters.Any(f => Asked[f.Key] is not null);
    public bool IsEmpty => Rows.Count == 0 && !IsFiltered;
    internal string CountText => Count > MostCounted ? Frame.Words["List.MoreThan", List.Say(MostCounted)] : List.Say(Count);
    internal string CsvHref(bool shown) => List.Path + ".csv" + Asked.Lasting + (shown ? (Asked.Lasting.Length == 0 ? "?" : "&") + "columns=shown" : "");
    internal bool IsSaved => Saved.Any(s => s.Query == Asked.Lasting);
}
