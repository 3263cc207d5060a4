using Nameplate.Platform.Bulk;

namespace Nameplate.Platform.Web.Lists;

/// <summary>One page of a list, as it is drawn, and the panel beside it.</summary>
public sealed class ListView<T>
{
    public required ConsoleFrame Frame { get; init; }
    public required ConsoleList<T> List { get; init; }
    public required ListQuery Asked { get; init; }
    public IReadOnlyList<T> Rows { get; init; } = [];
    public string? Next { get; init; }
    public IReadOnlyList<ListColumn<T>> Columns { get; init; } = [];
    public IReadOnlyList<(Guid Id, string Name, string Query)> Saved { get; init; } = [];
    /// <summary>How many match, up to a limit behind which they are not counted.</summary>
    public int Count { get; init; }
    public IReadOnlyList<IBulkAction> Actions { get; init; } = [];
    /// <summary>The bulk change that was just made.</summary>
    public BulkChange? Change { get; init; }
    public bool CanUndo { get; init; }
    /// <summary>The record in the panel; null when nothing is open, or what was opened is not there.</summary>
    public Glance? Open { get; init; }
    /// <summary>Only the panel is asked for.</summary>
    internal bool IsPanel { get; init; }

    internal const int PageSize = 50, MostCounted = 10_000;
    internal const string Panel = "panel";

    /// <summary>The key of the row in the panel.</summary>
    internal string? Key => Asked["open"];
    public bool IsFiltered => List.Filters.Any(f => Asked[f.Key] is not null);
    public bool IsEmpty => Rows.Count == 0 && !IsFiltered;
    internal bool IsBusy => Rows.Any(List.IsBusy);
    internal string CountText => Count > MostCounted ? Frame.Words["List.MoreThan", List.Say(MostCounted)] : List.Say(Count);
    internal string CsvHref(bool shown) => List.Path + ".csv" + Asked.Lasting + (shown ? (Asked.Lasting.Length == 0 ? "?" : "&") + "columns=shown" : "");
    internal string OpenHref(string key) => Frame.Here("open", key);
    /// <summary>What a saved filter keeps of what is asked.</summary>
    internal string Kept => Asked.Kept(List.Keeps);
    internal bool IsSaved => Saved.Any(s => s.Query == Kept);
}
